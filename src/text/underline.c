#include "text/underline.h"

#include "base/memory.h"

/* Less coverage is no ink that could touch a line. */
enum { INK_LEAST = 48 };

/* Ink further than this many sizes from a glyph's origin is not looked for. */
enum { REACH_SIZES = 2 };

static bool is_near(const struct page_glyph *glyph, struct rect line)
{
    int64_t reach = (int64_t)REACH_SIZES * glyph->size_26_6;
    int64_t left = (int64_t)line.x * 64, top = (int64_t)line.y * 64;
    return glyph->y_26_6 > top - reach && glyph->y_26_6 < top + reach &&
           glyph->x_26_6 > left - reach && glyph->x_26_6 < left + (int64_t)line.w * 64 + reach;
}

static bool has_ink(const struct glyph_image *image, int column, int first_row, int end_row)
{
    for (int row = first_row; row < end_row; row++) {
        if (image->coverage[(size_t)row * (size_t)image->w + (size_t)column] >= INK_LEAST)
            return true;
    }
    return false;
}

/* Marks the columns around the ink of one glyph between the heights of the line. */
static void mark_glyph(const struct glyph_image *image, struct point origin, struct rect line,
                       int margin, bool *gaps)
{
    struct rect box = {origin.x + image->left, origin.y - image->top, image->w, image->h};
    struct rect band = {box.x, line.y, box.w, line.h};
    struct rect crossed = rect_intersection(box, band);
    for (int column = 0; column < image->w && crossed.h > 0; column++) {
        if (!has_ink(image, column, crossed.y - box.y, crossed.y + crossed.h - box.y))
            continue;
        int x = box.x + column - line.x;
        for (int at = x - margin; at <= x + margin; at++) {
            if (at >= 0 && at < line.w)
                gaps[at] = true;
        }
    }
}

bool *underline_gaps(struct glyph_cache *cache, const struct glyph_page *page, struct rect line)
{
    bool *gaps = memory_zeroed((size_t)line.w + 1, sizeof *gaps);
    for (size_t i = 0; i < page->glyph_count; i++) {
        struct point origin;
        if (!is_near(&page->glyphs[i], line))
            continue;
        const struct glyph_image *image = glyph_cache_place(cache, &page->glyphs[i], &origin);
        mark_glyph(image, origin, line, (3 * line.h + 1) / 2, gaps);
    }
    return gaps;
}
