/* Which face of the font list sets which part of a text. Inside src/text, for it shows HarfBuzz. */
#ifndef TEXT_FALLBACK_H
#define TEXT_FALLBACK_H

#include <hb.h>
#include <stdbool.h>

#include "text/font.h"

struct fallback;
struct fallback_chain;

/* A part of a text set in one face. */
struct fallback_stretch {
    size_t start, end;
    uint16_t face;
};

/* Borrows the list. */
struct fallback *fallback_create(struct font_list *list);

/* Takes NULL. */
void fallback_destroy(struct fallback *fallback);

/* The faces that may set a script in a style, the best first: those the list has for the script,
 * then for Latin and for signs, then every face, and before them all the one that the style names
 * for scripts with italics. Borrowed until the next call. */
const struct fallback_chain *fallback_chain(struct fallback *fallback,
                                            const struct text_style *style, hb_script_t script);

/* The first face of the chain that can be opened, whose box stands for a missing character. */
bool fallback_first_face(struct fallback *fallback, const struct fallback_chain *chain,
                         uint16_t *ret_face);

/* Whether any rule of a face that can be opened looks at spaces: see text/font_spaces.h. */
bool fallback_minds_spaces(struct fallback *fallback, uint16_t face);

/* The stretch of text[start..end) that begins at `start`: words as long as their first choice of
 * face is the same. A word that no face has whole is cut between characters, never between a
 * letter and its marks. False: no face can be opened. */
bool fallback_next(struct fallback *fallback, const struct fallback_chain *chain, const char *text,
                   size_t start, size_t end, struct fallback_stretch *ret_stretch);

#endif
