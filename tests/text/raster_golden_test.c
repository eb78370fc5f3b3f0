/* Type as a visitor sees it: the packaged fonts on paper and on dark ground, at four sizes. The
 * pictures are those of FreeType 2.12, HarfBuzz 6.0 and the fonts of Debian 12. */
#include "text/raster.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "support/harness.h"
#include "support/picture.h"
#include "text/font.h"
#include "text/glyph_page.h"

enum { W = 640, H = 260, LEFT = 16, GLYPHS_MOST = 256, CACHE_BYTES = 1 << 20 };

static const char SAMPLE[] = "Dear Mr. President, 28 октября 1962 года: affinité";

/* Sets one line by its natural widths. */
static void put_line(struct glyph_page_builder *builder, const struct text_metrics *metrics,
                     const struct text_style *style, int baseline_px, uint8_t ink)
{
    struct text_glyph glyphs[GLYPHS_MOST];
    size_t length = strlen(SAMPLE);
    size_t count = metrics->calls->shape(metrics->self, style, SAMPLE, length, 0, length,
                                         DIRECTION_LTR, glyphs, GLYPHS_MOST);
    int32_t x = LEFT * 64;
    for (size_t i = 0; i < count && i < GLYPHS_MOST; i++) {
        glyph_page_builder_glyph(builder,
                                 (struct page_glyph){.face = glyphs[i].face,
                                                     .glyph = glyphs[i].glyph,
                                                     .size_26_6 = glyphs[i].size_26_6,
                                                     .x_26_6 = x + glyphs[i].dx_26_6,
                                                     .y_26_6 = baseline_px * 64 - glyphs[i].dy_26_6,
                                                     .ink = ink});
        x += glyphs[i].advance_26_6;
    }
}

static const struct glyph_page *page_of(struct font_list *fonts)
{
    static const struct {
        struct text_style style;
        int baseline_px;
        uint8_t ink;
    } lines[] = {
        {{.face = FACE_BOOK, .size_26_6 = 14 * 64, .lang = "en"}, 30, 1},
        {{.face = FACE_BOOK, .size_26_6 = 20 * 64, .lang = "en"}, 66, 1},
        {{.face = FACE_BOOK, .italic = true, .size_26_6 = 26 * 64, .lang = "en"}, 112, 2},
        {{.face = FACE_CLEAR, .size_26_6 = 18 * 64, .lang = "en"}, 156, 1},
        {{.face = FACE_BOOK, .size_26_6 = 28 * 64, .lang = "en"}, 216, 1},
    };
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    struct glyph_page_builder *builder = glyph_page_builder_create(W, H, 0);
    glyph_page_builder_rect(builder, (struct page_rect){{10, 120, 600, 2}, SHAPE_DOTS, 2});
    glyph_page_builder_rect(builder, (struct page_rect){{10, 190, 330, 36}, SHAPE_PILL, 3});
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        put_line(builder, &metrics, &lines[i].style, lines[i].baseline_px, lines[i].ink);
    font_shaper_destroy(shaper);
    return glyph_page_builder_finish(builder);
}

static void expect_golden(const uint32_t *palette, const char *golden)
{
    struct font_list *fonts;
    struct error error = {0};
    const char *path, *package;
    if (font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error) != STATUS_OK) {
        EXPECT_TEXT(error.message, "");
        return;
    }
    if (font_list_missing(fonts, 0, &path, &package)) {
        font_list_destroy(fonts);
        harness_skip("the fonts of assets/fonts.ini are not all installed");
        return;
    }
    const struct glyph_page *page = page_of(fonts);
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    uint32_t *pixels = memory_zeroed((size_t)W * H, sizeof *pixels);
    raster_draw(raster, page, palette, &(struct raster_target){pixels, W, {0, 0, W, H}});
    EXPECT(picture_is_golden((struct picture){pixels, W, H, W}, golden, 1));
    free(pixels);
    raster_destroy(raster);
    glyph_page_release(page);
    font_list_destroy(fonts);
}

static void draws_type_on_paper(void)
{
    static const uint32_t palette[] = {0xfff9ec, 0x2b2118, 0x7c1d1a, 0xf3e2ae};
    expect_golden(palette, "tests/text/raster_paper.png");
}

static void draws_type_on_dark_ground(void)
{
    static const uint32_t palette[] = {0x1b1814, 0xefe2c6, 0xf0a79a, 0x3e3214};
    expect_golden(palette, "tests/text/raster_evening.png");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"draws type on paper", draws_type_on_paper},
        {"draws type on dark ground", draws_type_on_dark_ground},
        {0},
    };
    return harness_run(cases);
}
