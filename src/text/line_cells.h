/* Where each character of a set line stands. Inside src/text. */
#ifndef TEXT_LINE_CELLS_H
#define TEXT_LINE_CELLS_H

#include "text/paragraph.h"
#include "text/store.h"

/* The glyphs of one cluster, or one of them, in place. */
struct placed {
    uint32_t cluster; /* set offset */
    int32_t x_26_6, advance_26_6;
};

/* Stores a cell for each character (grapheme) of the block's own text on the line that was begun
 * last; what was put in between has none. `placed` is in visual order. Characters joined in one
 * glyph share its width alike. */
void line_cells(struct store *store, const struct set_text *text, const struct paragraph_line *line,
                const struct placed *placed, size_t count);

#endif
