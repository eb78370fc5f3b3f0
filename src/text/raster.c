#include "text/raster.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/blend.h"
#include "text/glyph_cache.h"
#include "text/glyph_page.h"
#include "text/underline.h"

enum {
    SAMPLES = 4,       /* across a pixel, and down, at the round ends of pills */
    ROUND_DOT_PX = 3,  /* smaller dots are squares: they would only blur */
    PIECE_HEIGHTS = 2, /* pieces of a line are longer than this */
    PENS_KEPT = 32,    /* a page has five inks, and three grounds */
    GROUNDS_MOST = 8
};

/* What is drawn with: one ink over one ground, mixed in advance. */
struct pen {
    uint32_t ink, ground; /* 0xffRRGGBB; ground 0: not made yet */
    uint32_t ramp[256];   /* the ink over the ground, mixed by the weight of each coverage */
};

struct raster {
    struct glyph_cache *cache;
    struct blend blend;
    struct pen pens[PENS_KEPT];
    size_t next_pen;
};

/* What glyphs of one page are drawn with. */
struct drawing {
    struct raster *raster;
    const struct raster_target *target;
    uint32_t grounds[GROUNDS_MOST]; /* of the page and what lies on it */
    size_t ground_count;
    const struct pen *pen; /* in hand */
};

struct raster *raster_create(const struct font_list *fonts, size_t cache_bytes)
{
    struct raster *raster = memory_zeroed(1, sizeof *raster);
    raster->cache = glyph_cache_create(fonts, cache_bytes);
    blend_init(&raster->blend);
    return raster;
}

void raster_destroy(struct raster *raster)
{
    if (raster == NULL)
        return;
    glyph_cache_destroy(raster->cache);
    free(raster);
}

static uint32_t opaque(uint32_t color)
{
    return 0xff000000 | color;
}

static uint32_t *pixel_at(const struct raster_target *target, int x, int y)
{
    return target->pixels + (size_t)(y - target->part.y) * target->stride + (x - target->part.x);
}

static void fill(const struct raster_target *target, struct rect rect, uint32_t color)
{
    rect = rect_intersection(rect, target->part);
    if (rect.w <= 0 || rect.h <= 0)
        return;
    uint32_t *first = pixel_at(target, rect.x, rect.y);
    for (int x = 0; x < rect.w; x++)
        first[x] = color;
    for (size_t row = 1; row < (size_t)rect.h; row++)
        memcpy(first + row * target->stride, first, (size_t)rect.w * sizeof *first);
}

/* ---- Shapes ------------------------------------------------------------------------------------
 */

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* How much of a pixel of a w x h pill lies in it, 0 to 255; x and y are from the pill's top left.
 * A sample does if it is within the radius of the line (or point) between the two round ends. In
 * units of half a sample, so that all lengths are whole. */
static uint8_t pill_coverage(int w, int h, int x, int y)
{
    const int unit = 2 * SAMPLES;
    int radius = (w < h ? w : h) * unit / 2, inside = 0;
    for (int row = 0; row < SAMPLES; row++) {
        for (int column = 0; column < SAMPLES; column++) {
            int sx = x * unit + 2 * column + 1, sy = y * unit + 2 * row + 1;
            int64_t dx = sx - clamp(sx, radius, w * unit - radius);
            int64_t dy = sy - clamp(sy, radius, h * unit - radius);
            inside += dx * dx + dy * dy <= (int64_t)radius * radius;
        }
    }
    return (uint8_t)(inside * 255 / (SAMPLES * SAMPLES));
}

/* Fills a rectangle whose shorter ends are half circles. */
static void fill_pill(const struct raster_target *target, const struct blend *blend,
                      struct rect pill, uint32_t color)
{
    struct rect seen = rect_intersection(pill, target->part);
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        for (int x = seen.x; x < seen.x + seen.w; x++) {
            uint32_t *pixel = pixel_at(target, x, y);
            uint8_t coverage = pill_coverage(pill.w, pill.h, x - pill.x, y - pill.y);
            *pixel = blend_mix(blend, *pixel, color, coverage);
        }
    }
}

static bool is_free(const bool *gaps, int first, int end)
{
    while (first < end && !gaps[first])
        first++;
    return first == end;
}

/* Dots as wide as the line is high, with gaps of the same width. */
static void fill_dots(const struct raster_target *target, const struct blend *blend,
                      struct rect line, const bool *gaps, uint32_t color)
{
    for (int x = 0; x + line.h <= line.w; x += 2 * line.h) {
        struct rect dot = {line.x + x, line.y, line.h, line.h};
        if (!is_free(gaps, x, x + line.h))
            continue;
        if (line.h < ROUND_DOT_PX)
            fill(target, dot, color);
        else
            fill_pill(target, blend, dot, color);
    }
}

/* Pieces not much longer than high are left out: between two gaps they would look like dirt. */
static void fill_line(const struct raster_target *target, struct rect line, const bool *gaps,
                      uint32_t color)
{
    for (int start = 0, end; start < line.w; start = end + 1) {
        for (end = start; end < line.w && !gaps[end]; end++)
            ;
        bool whole = end - start > PIECE_HEIGHTS * line.h || end - start == line.w;
        if (whole)
            fill(target, (struct rect){line.x + start, line.y, end - start, line.h}, color);
    }
}

static void draw_underline(struct raster *raster, const struct glyph_page *page,
                           const struct raster_target *target, const struct page_rect *rect,
                           uint32_t color)
{
    struct rect seen = rect_intersection(rect->rect, target->part);
    if (seen.w <= 0 || seen.h <= 0)
        return;
    bool *gaps = underline_gaps(raster->cache, page, rect->rect);
    if (rect->shape == SHAPE_DOTS)
        fill_dots(target, &raster->blend, rect->rect, gaps, color);
    else
        fill_line(target, rect->rect, gaps, color);
    free(gaps);
}

static void draw_rect(struct raster *raster, const struct glyph_page *page,
                      const struct raster_target *target, const struct page_rect *rect,
                      uint32_t color)
{
    switch (rect->shape) {
    case SHAPE_RECT:
        fill(target, rect->rect, color);
        break;
    case SHAPE_PILL:
        fill_pill(target, &raster->blend, rect->rect, color);
        break;
    case SHAPE_LINE:
    case SHAPE_DOTS:
        draw_underline(raster, page, target, rect, color);
        break;
    }
}

/* ---- Pens --------------------------------------------------------------------------------------
 */

static uint32_t mix(const struct raster *raster, uint32_t ground, uint32_t ink, uint8_t coverage)
{
    return blend_mix(&raster->blend, ground, ink, blend_weight(ground, ink, coverage));
}

static const struct pen *pen_of(struct raster *raster, uint32_t ground, uint32_t ink)
{
    for (size_t i = 0; i < PENS_KEPT; i++) {
        if (raster->pens[i].ground == ground && raster->pens[i].ink == ink)
            return &raster->pens[i];
    }
    struct pen *pen = &raster->pens[raster->next_pen++ % PENS_KEPT];
    pen->ground = ground;
    pen->ink = ink;
    for (int coverage = 0; coverage < 256; coverage++)
        pen->ramp[coverage] = mix(raster, ground, ink, (uint8_t)coverage);
    return pen;
}

static bool is_ground(const struct drawing *drawing, uint32_t color)
{
    for (size_t i = 0; i < drawing->ground_count; i++)
        if (drawing->grounds[i] == color)
            return true;
    return false;
}

static void add_ground(struct drawing *drawing, uint32_t color)
{
    if (drawing->ground_count < GROUNDS_MOST && !is_ground(drawing, color))
        drawing->grounds[drawing->ground_count++] = color;
}

/* ---- Glyphs ------------------------------------------------------------------------------------
 */

/* One row of a glyph. Nearly all pixels are still the ground of the one before, whose mixtures are
 * known. */
static void draw_row(struct drawing *drawing, uint32_t *pixels, const uint8_t *coverage, int count)
{
    const struct pen *pen = drawing->pen;
    for (int i = 0; i < count; i++) {
        if (coverage[i] == 0)
            continue;
        if (pixels[i] != pen->ground && is_ground(drawing, pixels[i]))
            pen = pen_of(drawing->raster, pixels[i], pen->ink);
        pixels[i] = pixels[i] == pen->ground
                        ? pen->ramp[coverage[i]]
                        : mix(drawing->raster, pixels[i], pen->ink, coverage[i]);
    }
    drawing->pen = pen;
}

static void draw_glyph(struct drawing *drawing, const struct page_glyph *glyph)
{
    const struct raster_target *target = drawing->target;
    struct point origin;
    const struct glyph_image *image = glyph_cache_place(drawing->raster->cache, glyph, &origin);
    struct rect all = {origin.x + image->left, origin.y - image->top, image->w, image->h};
    struct rect seen = rect_intersection(all, target->part);
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        const uint8_t *coverage = image->coverage + (size_t)(row - all.y) * (size_t)image->w;
        draw_row(drawing, pixel_at(target, seen.x, row), coverage + (seen.x - all.x), seen.w);
    }
}

/* Whether a glyph can reach the part at all; ink further than two sizes from its origin is cut. */
static bool is_near(const struct page_glyph *glyph, const struct raster_target *target)
{
    int64_t reach = 2 * (int64_t)glyph->size_26_6;
    int64_t top = (int64_t)target->part.y * 64, bottom = top + (int64_t)target->part.h * 64;
    return glyph->y_26_6 > top - reach && glyph->y_26_6 < bottom + reach;
}

void raster_draw(struct raster *raster, const struct glyph_page *page, const uint32_t *palette,
                 const struct raster_target *target)
{
    uint32_t background = opaque(palette[page->background]);
    struct drawing drawing = {.raster = raster, .target = target};
    fill(target, target->part, background);
    add_ground(&drawing, background);
    for (size_t i = 0; i < page->rect_count; i++) {
        uint32_t color = opaque(palette[page->rects[i].ink]);
        draw_rect(raster, page, target, &page->rects[i], color);
        add_ground(&drawing, color);
    }
    drawing.pen = pen_of(raster, background, opaque(palette[0]));
    for (size_t i = 0; i < page->glyph_count; i++) {
        const struct page_glyph *glyph = &page->glyphs[i];
        if (!is_near(glyph, target))
            continue;
        uint32_t ink = opaque(palette[glyph->ink]);
        if (ink != drawing.pen->ink)
            drawing.pen = pen_of(raster, drawing.pen->ground, ink);
        draw_glyph(&drawing, glyph);
    }
}
