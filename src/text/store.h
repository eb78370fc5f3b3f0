/* What a flow has set: lines, objects, and the glyphs and rectangles on each line. Inside src/text.
 * x counts from the column's left edge, y from the flow's top. */
#ifndef TEXT_STORE_H
#define TEXT_STORE_H

#include "text/flow.h"

#define STORE_NO_OBJECT UINT32_MAX

/* A glyph or rectangle of an object that is not live on a page is plain there: the glyph in text
 * ink, the rectangle left out. */
struct store_glyph {
    struct page_glyph glyph;
    uint32_t object; /* or STORE_NO_OBJECT */
};

struct store_rect {
    struct page_rect rect;
    uint32_t object;
};

/* A character of the block's text: its bytes, and its place from the column's left edge. */
struct store_cell {
    uint32_t start, end;
    int32_t left_26_6, right_26_6;
};

/* Where a line's glyphs, rectangles and cells begin; they end where the next line's begin. */
struct store_start {
    size_t glyph, rect, cell;
};

struct store {
    struct flow_line *lines;
    struct store_start *starts;
    size_t line_count, line_room;
    struct flow_object *objects;
    size_t object_count, object_room;
    struct flow_picture *pictures;
    size_t picture_count, picture_room;
    struct store_glyph *glyphs;
    size_t glyph_count, glyph_room;
    struct store_rect *rects;
    size_t rect_count, rect_room;
    struct store_cell *cells; /* of each line in visual order */
    size_t cell_count, cell_room;
};

/* Frees what it holds. */
void store_fini(struct store *store);

/* Begins a line: what is put next belongs to it. The result is borrowed until the next line. */
struct flow_line *store_line(struct store *store, const struct flow_line *line);
uint32_t store_object(struct store *store, const struct flow_object *object);
void store_picture(struct store *store, const struct flow_picture *picture);
void store_glyph(struct store *store, const struct store_glyph *glyph);

/* Adds `count` glyphs, to be filled in before anything else is put. */
struct store_glyph *store_glyphs(struct store *store, size_t count);
void store_rect(struct store *store, const struct store_rect *rect);

/* Room for `count` cells behind those there are, borrowed until the next put. Those filled in are
 * taken by adding to cell_count. */
struct store_cell *store_cell_room(struct store *store, size_t count);

/* Turns round the order of the cells from `first` on. */
void store_reverse_cells(struct store *store, size_t first);

#endif
