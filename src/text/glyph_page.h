/* A picture of set type before it is pixels: positioned glyphs and rectangles of one opaque
 * surface.
 *
 * It is made on the main thread, never changed afterwards, and shared by counting, so that the
 * worker may raster it while the view has long moved on. Colours are indices into a palette that is
 * given when it is rastered: another theme needs no new layout. */
#ifndef TEXT_GLYPH_PAGE_H
#define TEXT_GLYPH_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"

/* One glyph on its baseline. Positions are pixels in 26.6 fixed point from the surface's top left.
 */
struct page_glyph {
    uint16_t face;  /* index in the font list (text/font.h) */
    uint16_t glyph; /* glyph index in the face */
    int32_t size_26_6;
    int32_t x_26_6, y_26_6;
    uint8_t ink; /* palette index */
};

enum page_shape {
    SHAPE_RECT,
    SHAPE_PILL, /* ends fully rounded */
    SHAPE_LINE, /* under words: left out where it would touch the ink of glyphs */
    SHAPE_DOTS  /* the same, dotted */
};

/* A rectangle drawn under the glyphs, in order. */
struct page_rect {
    struct rect rect;
    enum page_shape shape;
    uint8_t ink; /* palette index */
};

struct glyph_page {
    uint64_t id;        /* equal ids have equal pixels under one palette: a hash of the content */
    int w, h;           /* surface size in pixels */
    uint8_t background; /* palette index */
    const struct page_glyph *glyphs;
    size_t glyph_count;
    const struct page_rect *rects;
    size_t rect_count;
};

struct glyph_page_builder;

/* Begins a surface of w × h pixels on one background. */
struct glyph_page_builder *glyph_page_builder_create(int w, int h, uint8_t background);
void glyph_page_builder_rect(struct glyph_page_builder *builder, struct page_rect rect);
void glyph_page_builder_glyph(struct glyph_page_builder *builder, struct page_glyph glyph);

/* Gives everything put in so far in one colour another: a chosen mark on its own ground. */
void glyph_page_builder_recolor(struct glyph_page_builder *builder, uint8_t from, uint8_t to);

/* Ends the builder; the page has one owner and ends with its last glyph_page_release. */
const struct glyph_page *glyph_page_builder_finish(struct glyph_page_builder *builder);

/* Shares; safe from any thread. NULL stays NULL. */
const struct glyph_page *glyph_page_retain(const struct glyph_page *page);
void glyph_page_release(const struct glyph_page *page);

#endif
