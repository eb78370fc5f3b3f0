/* Makes the pixels of a glyph page: rectangles first, then glyphs at quarter pixel steps, blended
 * in linear light, so that thin strokes keep their weight. Integers only: the same FreeType gives
 * the same bytes on every machine. */
#ifndef TEXT_RASTER_H
#define TEXT_RASTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"

struct font_list;
struct glyph_page;
struct raster;

/* Opens font files of its own, so that it may work in another thread than the shaping; one raster
 * is used by one thread at a time. Keeps up to `cache_bytes` of glyph pictures. Borrows the list.
 */
struct raster *raster_create(const struct font_list *fonts, size_t cache_bytes);

/* Takes NULL. */
void raster_destroy(struct raster *raster);

/* Where to draw: opaque XRGB8888 pixels (0xffRRGGBB) of a part of the page. */
struct raster_target {
    uint32_t *pixels; /* of the part's top left */
    size_t stride;    /* pixels from one row to the next */
    struct rect part; /* which part of the page is wanted, in page pixels: all of it or a strip */
};

/* Draws the part of a page, background included. Pixels of the part beyond the page get the
 * background; nothing outside the part is written. `palette` gives 0xRRGGBB for each index the page
 * uses. Parts drawn one by one equal the page drawn at once. A glyph whose font cannot be opened is
 * left out. */
void raster_draw(struct raster *raster, const struct glyph_page *page, const uint32_t *palette,
                 const struct raster_target *target);

#endif
