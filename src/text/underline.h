/* Where letters cross a line under their words: there the line is left out, as type that is well
 * underlined has it. Inside src/text. */
#ifndef TEXT_UNDERLINE_H
#define TEXT_UNDERLINE_H

#include <stdbool.h>

#include "text/glyph_cache.h"
#include "text/glyph_page.h"

/* Which of the line's columns are to be left out for ink within them, or so near that the two would
 * touch; line.w answers, freed by the caller. Depends on the page alone, not on the part drawn. */
bool *underline_gaps(struct glyph_cache *cache, const struct glyph_page *page, struct rect line);

#endif
