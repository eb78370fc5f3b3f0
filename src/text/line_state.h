/* A line as it is placed: shared by line.c (glyphs) and line_objects.c (what is touched and drawn
 * beneath). Inside src/text. */
#ifndef TEXT_LINE_STATE_H
#define TEXT_LINE_STATE_H

#include "text/line.h"
#include "text/line_cells.h"

struct placing {
    struct line_setting *setting;
    const struct paragraph_line *line;
    int baseline_px;
    int32_t pen_26_6;
    size_t placed_count;     /* in the setting */
    uint32_t *store_objects; /* in the store, of each object of the text from `first_object` */
    size_t first_object;
};

static inline int line_px_floor(int32_t x_26_6)
{
    return (int)(x_26_6 >= 0 ? x_26_6 / 64 : -((63 - x_26_6) / 64));
}

static inline int line_px_ceil(int32_t x_26_6)
{
    return -line_px_floor(-x_26_6);
}

/* Puts one glyph, in its place, into the store. */
void line_put_glyph(struct line_setting *setting, const struct text_glyph *glyph, int32_t x_26_6,
                    int32_t y_26_6, uint8_t ink, uint32_t object);

/* Left and right of a range on the line; false: nothing of it is there. */
bool line_find_extent(const struct placing *placing, uint32_t start, uint32_t end,
                      int32_t *ret_left, int32_t *ret_right);

/* Enters the line's objects, still without rectangles, so that glyphs can name them. */
void line_enter_objects(struct placing *placing);

/* The ink of an object's glyphs. */
uint8_t line_object_ink(const struct line_setting *setting, enum span_kind kind);

/* Puts the rectangles of the objects, and folios, of a line from `left` to `right`. */
void line_finish_objects(const struct placing *placing, int32_t left, int32_t right);

/* Puts what is drawn beneath all else, or the strokes. */
void line_put_strokes(const struct placing *placing, bool found);

#endif
