/* Sets text word by word, and shapes each word but once: where script and face let a word look the
 * same whatever stands beyond its spaces. Inside src/text. */
#ifndef TEXT_WORD_SHAPER_H
#define TEXT_WORD_SHAPER_H

#include "text/stretch.h"

struct word_shaper;

/* Borrows both. */
struct word_shaper *word_shaper_create(struct fallback *fallback, struct stretch_shaper *stretches);

/* Takes NULL. */
void word_shaper_destroy(struct word_shaper *shaper);

/* Turns to a text, which is borrowed until the next. False: its script is not set by words. */
bool word_shaper_begin(struct word_shaper *shaper, const struct stretch_text *text,
                       const struct fallback_chain *chain);

/* Puts the glyphs of the words and spaces from `start` on; answers where it ends: at `end`, or
 * before a word that cannot be set by itself. */
size_t word_shaper_put(struct word_shaper *shaper, size_t start, size_t end,
                       struct glyph_output *output);

#endif
