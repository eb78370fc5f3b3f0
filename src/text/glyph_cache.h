/* Pictures of glyphs, kept until the room for them is used up: the ones not used longest go first.
 */
#ifndef TEXT_GLYPH_CACHE_H
#define TEXT_GLYPH_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "text/glyph_page.h"

struct font_list;
struct glyph_cache;

/* Horizontal steps in a pixel at which glyphs are drawn. */
enum { GLYPH_PHASES = 4 };

struct glyph_key {
    uint16_t face, glyph; /* as in struct page_glyph */
    int32_t size_26_6;
    uint32_t phase; /* 0 to GLYPH_PHASES - 1 */
};

/* How much of each pixel the glyph covers, 0 to 255, row by row without gaps. */
struct glyph_image {
    int left, top; /* of the top left pixel from the origin; top grows upwards */
    int w, h;      /* 0 for a glyph without ink, or whose font cannot be opened */
    const uint8_t *coverage;
};

/* Opens a font library and files of its own. Borrows the list. Keeps up to `limit_bytes`. */
struct glyph_cache *glyph_cache_create(const struct font_list *fonts, size_t limit_bytes);

/* Takes NULL. */
void glyph_cache_destroy(struct glyph_cache *cache);

/* The picture of a glyph, borrowed until the next call. Unhinted, so that its shape does not depend
 * on where it stands. */
const struct glyph_image *glyph_cache_find(struct glyph_cache *cache, struct glyph_key key);

/* The picture of a glyph as it stands on its page, at the nearest quarter of a pixel across and the
 * nearest pixel down, and the pixel of its origin. Borrowed until the next call. */
const struct glyph_image *glyph_cache_place(struct glyph_cache *cache,
                                            const struct page_glyph *glyph,
                                            struct point *ret_origin);

/* Bytes of the pictures held; at most the limit, but for a single larger picture. */
size_t glyph_cache_bytes(const struct glyph_cache *cache);

#endif
