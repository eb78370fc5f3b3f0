/* What the shaper needs of the font list; inside src/text only, for it shows HarfBuzz. */
#ifndef TEXT_FONT_FACES_H
#define TEXT_FONT_FACES_H

#include <hb.h>

#include "text/font.h"

enum font_slant { FONT_REGULAR, FONT_ITALIC, FONT_BOLD, FONT_SLANT_COUNT };

/* Faces a list and a chain can hold; a longer list is refused. */
enum { FONT_CHAIN_MAX = 256 };

/* Fills `chain` with the faces that may serve a role, slant and script, the best first: those
 * listed for the script in this slant, then upright; those of the role for Latin, whose punctuation
 * other scripts borrow, and for any script; then the other roles'; then all there are. Answers how
 * many. */
size_t font_list_chain(const struct font_list *list, enum text_face role, enum font_slant slant,
                       hb_tag_t script, uint16_t chain[FONT_CHAIN_MAX]);

/* The size at which a face looks as large as the Latin beside it, percent of the style's. */
int font_list_size_percent(const struct font_list *list, uint16_t face);

/* The face, opened when first asked for; NULL: its file is missing or no font. Borrowed. */
hb_face_t *font_list_face(struct font_list *list, uint16_t face);

#endif
