#include "text/raster.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "block_font.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/glyph_page.h"

enum { GROUND, INK, OTHER, SIDE_MOST = 64, CACHE_BYTES = 100000 };

static const uint32_t PALETTE[] = {[GROUND] = 0xffffff, [INK] = 0x000000, [OTHER] = 0x7c1d1a};

static const uint32_t UNTOUCHED = 0x55555555;

/* Pixels with a border of two that nobody may write to. */
struct canvas {
    uint32_t pixels[SIDE_MOST * SIDE_MOST];
    struct raster_target target;
};

static void canvas_init(struct canvas *canvas, struct rect part)
{
    for (size_t i = 0; i < SIDE_MOST * SIDE_MOST; i++)
        canvas->pixels[i] = UNTOUCHED;
    canvas->target = (struct raster_target){canvas->pixels + 2 * SIDE_MOST + 2, SIDE_MOST, part};
}

static char letter_of(uint32_t pixel)
{
    switch (pixel) {
    case 0xffffffff:
        return '.';
    case 0xff000000:
        return '#';
    case 0xff7c1d1a:
        return 'o';
    case 0x55555555:
        return ' ';
    default:
        return '+';
    }
}

/* Compares the whole canvas, border included, with a picture of one line a row. */
static void expect_picture(const struct canvas *canvas, const char *expected)
{
    struct buffer got = {0};
    struct rect part = canvas->target.part;
    for (int y = 0; y < part.h + 4; y++) {
        for (int x = 0; x < part.w + 4; x++)
            buffer_byte(&got, letter_of(canvas->pixels[y * SIDE_MOST + x]));
        buffer_byte(&got, '\n');
    }
    EXPECT_TEXT(buffer_string(&got), expected);
    buffer_fini(&got);
}

static struct page_glyph square(int x_26_6, int y_26_6)
{
    return (struct page_glyph){
        .glyph = BLOCK_SQUARE, .size_26_6 = 4 * 64, .x_26_6 = x_26_6, .y_26_6 = y_26_6, .ink = INK};
}

/* Draws one part of a page of one glyph and one rectangle; either may be NULL. */
static void draw(struct canvas *canvas, struct rect part, const struct page_glyph *glyph,
                 const struct page_rect *rect)
{
    struct font_list *fonts = block_font_list();
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    struct glyph_page page = {.w = 6,
                              .h = 6,
                              .background = GROUND,
                              .glyphs = glyph,
                              .glyph_count = glyph != NULL,
                              .rects = rect,
                              .rect_count = rect != NULL};
    canvas_init(canvas, part);
    raster_draw(raster, &page, PALETTE, &canvas->target);
    raster_destroy(raster);
    font_list_destroy(fonts);
}

static const struct rect WHOLE = {0, 0, 6, 6};

static void draws_a_glyph_on_its_baseline(void)
{
    struct canvas canvas;
    struct page_glyph glyph = square(64, 5 * 64);
    draw(&canvas, WHOLE, &glyph, NULL);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ......  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  ......  \n"
                            "          \n"
                            "          \n");
}

static void rounds_to_quarters_across_and_whole_pixels_down(void)
{
    struct canvas canvas;
    struct page_glyph glyph = square(64 + 7, 5 * 64 - 31);
    draw(&canvas, WHOLE, &glyph, NULL);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ......  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  .####.  \n"
                            "  ......  \n"
                            "          \n"
                            "          \n");
    glyph = square(64 + 8, 5 * 64 + 31);
    draw(&canvas, WHOLE, &glyph, NULL);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ......  \n"
                            "  .+###+  \n"
                            "  .+###+  \n"
                            "  .+###+  \n"
                            "  .+###+  \n"
                            "  ......  \n"
                            "          \n"
                            "          \n");
}

static void clips_at_each_corner(void)
{
    struct canvas canvas;
    struct page_glyph top_left = square(-2 * 64, 2 * 64), top_right = square(4 * 64, 2 * 64);
    struct page_glyph bottom_left = square(-2 * 64, 8 * 64), bottom_right = square(4 * 64, 8 * 64);
    struct rect small = {1, 1, 4, 4};
    draw(&canvas, small, &top_left, NULL);
    expect_picture(&canvas, "        \n        \n  #...  \n  ....  \n  ....  \n  ....  \n        \n"
                            "        \n");
    draw(&canvas, small, &top_right, NULL);
    expect_picture(&canvas, "        \n        \n  ...#  \n  ....  \n  ....  \n  ....  \n        \n"
                            "        \n");
    draw(&canvas, small, &bottom_left, NULL);
    expect_picture(&canvas, "        \n        \n  ....  \n  ....  \n  ....  \n  #...  \n        \n"
                            "        \n");
    draw(&canvas, small, &bottom_right, NULL);
    expect_picture(&canvas, "        \n        \n  ....  \n  ....  \n  ....  \n  ...#  \n        \n"
                            "        \n");
}

static void leaves_out_what_is_outside(void)
{
    static const int places[][2] = {{-64 * 64, 64}, {64 * 64, 64}, {64, -64 * 64}, {64, 64 * 64},
                                    {-4 * 64, 64},  {2 * 64, 64},  {0, 0},         {0, 6 * 64}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct canvas canvas;
        struct page_glyph glyph = square(places[i][0], places[i][1]);
        draw(&canvas, (struct rect){0, 0, 2, 2}, &glyph, NULL);
        expect_picture(&canvas, "      \n      \n  ..  \n  ..  \n      \n      \n");
    }
}

static void draws_shapes(void)
{
    struct canvas canvas;
    struct page_rect rect = {{1, 2, 4, 3}, SHAPE_RECT, OTHER};
    draw(&canvas, WHOLE, NULL, &rect);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ......  \n"
                            "  ......  \n"
                            "  .oooo.  \n"
                            "  .oooo.  \n"
                            "  .oooo.  \n"
                            "  ......  \n"
                            "          \n"
                            "          \n");
    rect = (struct page_rect){{0, 0, 6, 4}, SHAPE_PILL, OTHER};
    draw(&canvas, WHOLE, NULL, &rect);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ++oo++  \n"
                            "  +oooo+  \n"
                            "  +oooo+  \n"
                            "  ++oo++  \n"
                            "  ......  \n"
                            "  ......  \n"
                            "          \n"
                            "          \n");
    rect = (struct page_rect){{0, 5, 6, 1}, SHAPE_DOTS, OTHER};
    draw(&canvas, WHOLE, NULL, &rect);
    expect_picture(&canvas, "          \n"
                            "          \n"
                            "  ......  \n"
                            "  ......  \n"
                            "  ......  \n"
                            "  ......  \n"
                            "  ......  \n"
                            "  o.o.o.  \n"
                            "          \n"
                            "          \n");
}

/* A line under words is left out at ink that crosses it and a little beside, the same on every part
 * of the page; pieces too short to look like a line go too. */
static void spares_letters_that_cross_a_line(void)
{
    struct canvas canvas;
    struct rect part = {0, 3, 20, 3};
    struct page_glyph glyph = square(9 * 64, 6 * 64);
    struct page_rect rect = {{0, 4, 20, 1}, SHAPE_LINE, OTHER};
    draw(&canvas, part, &glyph, &rect);
    expect_picture(&canvas, "                        \n"
                            "                        \n"
                            "  .........####.......  \n"
                            "  ooooooo..####..ooooo  \n"
                            "  .........####.......  \n"
                            "                        \n"
                            "                        \n");
    rect.shape = SHAPE_DOTS;
    draw(&canvas, part, &glyph, &rect);
    expect_picture(&canvas, "                        \n"
                            "                        \n"
                            "  .........####.......  \n"
                            "  o.o.o.o..####...o.o.  \n"
                            "  .........####.......  \n"
                            "                        \n"
                            "                        \n");
    rect = (struct page_rect){{5, 4, 12, 1}, SHAPE_LINE, OTHER};
    draw(&canvas, part, &glyph, &rect);
    expect_picture(&canvas, "                        \n"
                            "                        \n"
                            "  .........####.......  \n"
                            "  .........####.......  \n"
                            "  .........####.......  \n"
                            "                        \n"
                            "                        \n");
}

static void clips_shapes(void)
{
    struct canvas canvas;
    struct page_rect rect = {{-10, -10, 13, 13}, SHAPE_RECT, OTHER};
    draw(&canvas, (struct rect){2, 2, 2, 2}, NULL, &rect);
    expect_picture(&canvas, "      \n      \n  o.  \n  ..  \n      \n      \n");
}

static void leaves_out_a_glyph_without_font(void)
{
    struct canvas canvas;
    struct page_glyph glyph = square(0, 64);
    glyph.face = 1;
    draw(&canvas, (struct rect){0, 0, 2, 2}, &glyph, NULL);
    expect_picture(&canvas, "      \n      \n  ..  \n  ..  \n      \n      \n");
}

/* Type has one weight, whether the page or what lies on it has the colour below. */
static void weighs_type_on_a_rectangle_as_on_the_page(void)
{
    struct font_list *fonts = block_font_list();
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    struct page_glyph glyph = square(64 + 16, 4 * 64);
    struct page_rect sheet = {{0, 0, 6, 6}, SHAPE_RECT, GROUND};
    struct glyph_page pages[2] = {{.w = 6, .h = 6, .background = GROUND, .glyphs = &glyph},
                                  {.w = 6, .h = 6, .background = OTHER, .glyphs = &glyph}};
    struct canvas canvases[2];
    pages[1].rects = &sheet;
    pages[1].rect_count = 1;
    for (int i = 0; i < 2; i++) {
        pages[i].glyph_count = 1;
        canvas_init(&canvases[i], WHOLE);
        raster_draw(raster, &pages[i], PALETTE, &canvases[i].target);
    }
    EXPECT(memcmp(canvases[0].pixels, canvases[1].pixels, sizeof canvases[0].pixels) == 0);
    raster_destroy(raster);
    font_list_destroy(fonts);
}

/* A page with every shape, both inks, every phase, and glyphs over each other. */
static void draw_busy(struct raster *raster, uint32_t *pixels, int strip_h)
{
    struct page_rect rects[] = {{{3, 3, 40, 9}, SHAPE_PILL, OTHER},
                                {{5, 20, 30, 3}, SHAPE_DOTS, INK},
                                {{40, 2, 3, 44}, SHAPE_RECT, OTHER}};
    struct page_glyph glyphs[24];
    for (int i = 0; i < 24; i++)
        glyphs[i] = (struct page_glyph){.glyph = (uint16_t)(1 + i % 2),
                                        .size_26_6 = 200 + 40 * i,
                                        .x_26_6 = -100 + 150 * i,
                                        .y_26_6 = 190 * (i % 17),
                                        .ink = (uint8_t)(INK + i % 3 / 2)};
    struct glyph_page page = {.w = 48,
                              .h = 48,
                              .background = GROUND,
                              .rects = rects,
                              .rect_count = 3,
                              .glyphs = glyphs,
                              .glyph_count = 24};
    for (int y = 0; y < page.h; y += strip_h)
        raster_draw(raster, &page, PALETTE,
                    &(struct raster_target){
                        pixels + (ptrdiff_t)y * page.w, (size_t)page.w, {0, y, page.w, strip_h}});
}

static uint64_t hash_of(const uint32_t *pixels, size_t count)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ pixels[i]) * UINT64_C(1099511628211);
    return hash;
}

static void draws_strips_like_the_whole(void)
{
    static const int strips[] = {48, 16, 3, 1};
    static uint32_t whole[48 * 48], parts[48 * 48];
    struct font_list *fonts = block_font_list();
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    draw_busy(raster, whole, 48);
    for (size_t i = 0; i < sizeof strips / sizeof *strips; i++) {
        memset(parts, 0, sizeof parts);
        draw_busy(raster, parts, strips[i]);
        EXPECT(memcmp(whole, parts, sizeof whole) == 0);
    }
    raster_destroy(raster);
    font_list_destroy(fonts);
}

/* The figure is that of FreeType 2.12, whatever the machine and the room for glyphs. */
static void draws_the_same_always(void)
{
    static uint32_t pixels[48 * 48];
    static const size_t limits[] = {0, 500, CACHE_BYTES};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct font_list *fonts = block_font_list();
        struct raster *raster = raster_create(fonts, limits[i]);
        draw_busy(raster, pixels, 48);
        EXPECT_INT(hash_of(pixels, 48 * 48), -3592640536212827004);
        raster_destroy(raster);
        font_list_destroy(fonts);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"draws a glyph on its baseline", draws_a_glyph_on_its_baseline},
        {"rounds to quarters across and whole pixels down",
         rounds_to_quarters_across_and_whole_pixels_down},
        {"clips at each corner", clips_at_each_corner},
        {"leaves out what is outside", leaves_out_what_is_outside},
        {"draws shapes", draws_shapes},
        {"spares letters that cross a line", spares_letters_that_cross_a_line},
        {"clips shapes", clips_shapes},
        {"leaves out a glyph without font", leaves_out_a_glyph_without_font},
        {"weighs type on a rectangle as on the page", weighs_type_on_a_rectangle_as_on_the_page},
        {"draws strips like the whole", draws_strips_like_the_whole},
        {"draws the same always", draws_the_same_always},
        {0},
    };
    return harness_run(cases);
}
