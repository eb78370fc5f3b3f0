#include "text/glyph_cache.h"

#include <stdlib.h>

#include "block_font.h"
#include "support/harness.h"
#include "text/font.h"

static struct glyph_key square(int size_px)
{
    return (struct glyph_key){.glyph = BLOCK_SQUARE, .size_26_6 = size_px * 64};
}

static void draws_a_square(void)
{
    struct font_list *fonts = block_font_list();
    struct glyph_cache *cache = glyph_cache_create(fonts, 10000);
    const struct glyph_image *image = glyph_cache_find(cache, square(4));
    EXPECT_INT(image->left, 0);
    EXPECT_INT(image->top, 4);
    EXPECT_INT(image->w, 4);
    EXPECT_INT(image->h, 4);
    for (int i = 0; i < image->w * image->h; i++)
        EXPECT_INT(image->coverage[i], 255);
    glyph_cache_destroy(cache);
    font_list_destroy(fonts);
}

static void moves_by_quarter_pixels(void)
{
    struct font_list *fonts = block_font_list();
    struct glyph_cache *cache = glyph_cache_create(fonts, 10000);
    struct glyph_key key = square(4);
    for (key.phase = 1; key.phase < GLYPH_PHASES; key.phase++) {
        const struct glyph_image *image = glyph_cache_find(cache, key);
        if (!EXPECT_INT(image->w, 5))
            break;
        EXPECT(abs(image->coverage[0] - 64 * (4 - (int)key.phase)) <= 1);
        EXPECT_INT(image->coverage[1], 255);
        EXPECT(abs(image->coverage[4] - 64 * (int)key.phase) <= 1);
    }
    glyph_cache_destroy(cache);
    font_list_destroy(fonts);
}

static void gives_nothing_for_what_is_not_there(void)
{
    struct font_list *fonts = block_font_list();
    struct glyph_cache *cache = glyph_cache_create(fonts, 10000);
    static const struct glyph_key keys[] = {
        {.glyph = BLOCK_EMPTY, .size_26_6 = 640},        {.face = 1, .glyph = 1, .size_26_6 = 640},
        {.face = 999, .glyph = 1, .size_26_6 = 64},      {.glyph = 999, .size_26_6 = 640},
        {.glyph = BLOCK_SQUARE, .size_26_6 = 0},         {.glyph = BLOCK_SQUARE, .size_26_6 = -64},
        {.glyph = BLOCK_SQUARE, .size_26_6 = INT32_MAX},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        EXPECT_INT(glyph_cache_find(cache, keys[i])->w, 0);
    glyph_cache_destroy(cache);
    font_list_destroy(fonts);
}

static void forgets_what_was_not_used_longest(void)
{
    struct font_list *fonts = block_font_list();
    struct glyph_cache *cache = glyph_cache_create(fonts, 3 * 2000);
    glyph_cache_find(cache, square(40));
    size_t one = glyph_cache_bytes(cache);
    EXPECT(one > 1600 && one < 2000);
    const struct glyph_image *first = glyph_cache_find(cache, square(40));
    EXPECT_INT(glyph_cache_bytes(cache), one);
    for (int size = 30; size < 40; size++) {
        glyph_cache_find(cache, square(size));
        EXPECT(glyph_cache_bytes(cache) <= 3 * 2000);
        EXPECT(glyph_cache_find(cache, square(40)) == first);
    }
    EXPECT_INT(glyph_cache_find(cache, square(200))->w, 200);
    EXPECT_INT(glyph_cache_find(cache, square(4))->w, 4);
    EXPECT(glyph_cache_bytes(cache) < 1000);
    glyph_cache_destroy(cache);
    font_list_destroy(fonts);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"draws a square", draws_a_square},
        {"moves by quarter pixels", moves_by_quarter_pixels},
        {"gives nothing for what is not there", gives_nothing_for_what_is_not_there},
        {"forgets what was not used longest", forgets_what_was_not_used_longest},
        {0},
    };
    return harness_run(cases);
}
