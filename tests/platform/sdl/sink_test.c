/* Draws lists of every kind of item through the real renderer, without a display, and looks at the
 * pixels. */
#include "platform/sdl/sink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/harness.h"

enum { W = 64, H = 48, WALL = 0x102030, PAPER = 0xF0E0D0, INK = 0x000000, RULE = 0x808080 };

/* A page whose upper half is of one colour and lower half of another. */
enum { UPPER = 0x223344, LOWER = 0x554433 };

struct stage {
    struct window *window;
    struct sink *sink;
    struct draw_list list;
    struct theme themes[THEME_KIND_COUNT];
    struct font_list *fonts;
    int taken; /* pages asked for */
    int w, h;
    uint32_t *pixels;
};

static uint32_t *take(void *self, const struct glyph_page *page, enum theme_kind theme)
{
    struct stage *stage = self;
    (void)theme;
    stage->taken++;
    uint32_t *pixels = calloc((size_t)page->w * (size_t)page->h, sizeof *pixels);
    for (int i = 0; pixels != NULL && i < page->w * page->h; i++)
        pixels[i] = i / page->w < page->h / 2 ? UPPER : LOWER;
    return pixels;
}

static void set_up(struct stage *stage, int w, int h, int degrees)
{
    static char icons[4096];
    struct error error;
    struct window_options options = {WINDOW_MEMORY, w, h, degrees, -1};
    *stage = (struct stage){0};
    snprintf(icons, sizeof icons, "%s", harness_source_path("assets/icons"));
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++) {
        stage->themes[kind].colors[TOKEN_WALL] = WALL;
        stage->themes[kind].colors[TOKEN_PAGE] = PAPER;
        stage->themes[kind].colors[TOKEN_INK] = INK;
        stage->themes[kind].colors[TOKEN_RULE] = RULE;
    }
    EXPECT(font_list_load(harness_source_path("assets/fonts.ini"), &stage->fonts, &error) ==
           STATUS_OK);
    EXPECT(window_open(&options, &stage->window, &error) == STATUS_OK);
    EXPECT(window_show(stage->window, &error) == STATUS_OK);
    stage->w = window_rotation(stage->window).w;
    stage->h = window_rotation(stage->window).h;
    stage->sink = sink_create(&(struct sink_config){.window = stage->window,
                                                    .themes = stage->themes,
                                                    .fonts = stage->fonts,
                                                    .icons = icons,
                                                    .pages = {take, stage}});
    draw_list_init(&stage->list, glyph_page_retain, glyph_page_release);
    draw_list_reset(&stage->list, stage->w, stage->h, THEME_PAPER);
    draw_list_fill(&stage->list, (struct rect){0, 0, stage->w, stage->h}, TOKEN_WALL);
}

static void draw(struct stage *stage)
{
    struct error error;
    free(stage->pixels);
    stage->pixels = NULL;
    sink_draw(stage->sink, &stage->list);
    EXPECT(window_read(stage->window, &stage->pixels, &error) == STATUS_OK);
}

static uint32_t at(const struct stage *stage, int x, int y)
{
    return stage->pixels[y * stage->w + x];
}

static void tear_down(struct stage *stage)
{
    free(stage->pixels);
    draw_list_fini(&stage->list);
    sink_destroy(stage->sink);
    window_close(stage->window);
    font_list_destroy(stage->fonts);
}

static void fills_stay_in_their_clip(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    draw_list_clip(&stage.list, (struct rect){10, 10, 20, 20});
    draw_list_fill(&stage.list, (struct rect){0, 0, W, H}, TOKEN_PAGE);
    draw(&stage);
    EXPECT_INT(at(&stage, 9, 10), WALL);
    EXPECT_INT(at(&stage, 10, 10), PAPER);
    EXPECT_INT(at(&stage, 29, 29), PAPER);
    EXPECT_INT(at(&stage, 30, 29), WALL);
    tear_down(&stage);
}

static void a_plate_has_round_corners_and_an_edge(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    draw_list_plate(&stage.list, (struct rect){4, 4, 40, 30}, TOKEN_PAGE, TOKEN_RULE, 2, 8);
    draw(&stage);
    EXPECT_INT(at(&stage, 4, 4), WALL);
    EXPECT_INT(at(&stage, 4, 19), RULE);
    EXPECT_INT(at(&stage, 5, 19), RULE);
    EXPECT_INT(at(&stage, 6, 19), PAPER);
    EXPECT_INT(at(&stage, 24, 4), RULE);
    EXPECT_INT(at(&stage, 24, 19), PAPER);
    EXPECT_INT(at(&stage, 43, 19), RULE);
    EXPECT_INT(at(&stage, 44, 19), WALL);
    EXPECT_INT(at(&stage, 43, 33), WALL);
    EXPECT_INT(at(&stage, 24, 33), RULE);
    tear_down(&stage);
}

static void a_shadow_lies_outside(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    draw_list_fill(&stage.list, (struct rect){0, 0, W, H}, TOKEN_PAGE);
    draw_list_shadow(&stage.list, (struct rect){12, 12, 36, 28}, 4);
    draw_list_fill(&stage.list, (struct rect){12, 12, 36, 28}, TOKEN_PAGE);
    draw(&stage);
    EXPECT_INT(at(&stage, 30, 11), at(&stage, 30, 40));
    EXPECT_INT(at(&stage, 11, 26), at(&stage, 30, 40));
    EXPECT_INT(at(&stage, 48, 26), at(&stage, 30, 40));
    EXPECT(at(&stage, 30, 40) < at(&stage, 30, 42));
    EXPECT(at(&stage, 30, 42) < PAPER);
    EXPECT(at(&stage, 11, 11) > at(&stage, 30, 11));
    EXPECT_INT(at(&stage, 30, 44), PAPER);
    tear_down(&stage);
}

/* Counts pixels that differ from the wall in a part of the screen. */
static int marks_in(const struct stage *stage, struct rect part)
{
    int count = 0;
    for (int y = part.y; y < part.y + part.h; y++)
        for (int x = part.x; x < part.x + part.w; x++)
            count += at(stage, x, y) != WALL;
    return count;
}

static void add_label(struct stage *stage, const char *text, const char *lang,
                      enum draw_align align)
{
    draw_list_label(&stage->list, &(struct draw_label){.rect = {0, 0, W, H},
                                                       .text = text,
                                                       .lang = lang,
                                                       .em_26_6 = 20 * 64,
                                                       .cap_height_26_6 = 14 * 64,
                                                       .ink = TOKEN_PAGE,
                                                       .ground = TOKEN_WALL,
                                                       .align = align});
}

static void a_label_stands_at_its_side_and_in_the_middle(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    add_label(&stage, "H", "en", DRAW_START);
    draw(&stage);
    int above = marks_in(&stage, (struct rect){0, 0, W / 2, H / 2});
    int below = marks_in(&stage, (struct rect){0, H / 2, W / 2, H / 2});
    EXPECT(above > 20 && below > 20);
    EXPECT(abs(above - below) <= 14);
    EXPECT_INT(marks_in(&stage, (struct rect){W / 2, 0, W / 2, H}), 0);
    tear_down(&stage);
}

static void a_right_to_left_label_starts_at_the_right(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    add_label(&stage, "א", "he", DRAW_START);
    draw(&stage);
    EXPECT_INT(marks_in(&stage, (struct rect){0, 0, W / 2, H}), 0);
    EXPECT(marks_in(&stage, (struct rect){W / 2, 0, W / 2, H}) > 20);
    tear_down(&stage);
}

static void an_icon_is_drawn(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    draw_list_icon(&stage.list, (struct rect){8, 8, 32, 32}, "close", TOKEN_PAGE);
    draw(&stage);
    EXPECT(marks_in(&stage, (struct rect){8, 8, 32, 32}) > 50);
    EXPECT_INT(marks_in(&stage, (struct rect){40, 0, 24, H}), 0);
    tear_down(&stage);
}

static const struct glyph_page *page_of(int w, int h)
{
    return glyph_page_builder_finish(glyph_page_builder_create(w, h, 0));
}

static void a_page_is_made_once_and_shown_in_part(void)
{
    struct stage stage;
    const struct glyph_page *page = page_of(32, 40);
    set_up(&stage, W, H, 0);
    draw_list_surface(&stage.list, (struct rect){4, 6, 32, 30}, page, (struct point){0, 10}, 255);
    draw(&stage);
    draw(&stage);
    EXPECT_INT(stage.taken, 1);
    EXPECT_INT(at(&stage, 3, 6), WALL);
    EXPECT_INT(at(&stage, 4, 6), UPPER);
    EXPECT_INT(at(&stage, 35, 15), UPPER);
    EXPECT_INT(at(&stage, 35, 16), LOWER);
    EXPECT_INT(at(&stage, 35, 35), LOWER);
    EXPECT_INT(at(&stage, 35, 36), WALL);
    tear_down(&stage);
    glyph_page_release(page);
}

static void pages_not_kept_are_forgotten(void)
{
    struct stage stage;
    const struct glyph_page *shown = page_of(32, 40), *next = page_of(30, 40);
    set_up(&stage, W, H, 0);
    sink_offer(stage.sink, next, THEME_PAPER, take(&stage, next, THEME_PAPER));
    draw_list_surface(&stage.list, (struct rect){0, 0, 32, 40}, shown, (struct point){0, 0}, 255);
    draw(&stage);
    while (sink_upload_strip(stage.sink))
        ;
    sink_keep(stage.sink, &next, 1, THEME_PAPER);
    EXPECT(sink_has(stage.sink, next, THEME_PAPER));
    EXPECT(!sink_has(stage.sink, next, THEME_EVENING));
    draw(&stage);
    sink_keep(stage.sink, NULL, 0, THEME_PAPER);
    EXPECT(!sink_has(stage.sink, next, THEME_PAPER));
    EXPECT(sink_has(stage.sink, shown, THEME_PAPER));
    sink_forget(stage.sink);
    EXPECT(!sink_has(stage.sink, shown, THEME_PAPER));
    tear_down(&stage);
    glyph_page_release(shown);
    glyph_page_release(next);
}

static void fill_with_everything(struct draw_list *list, const struct glyph_page *page)
{
    draw_list_surface(list, (struct rect){2, 3, 20, 30}, page, (struct point){0, 4}, 255);
    draw_list_shadow(list, (struct rect){26, 8, 30, 24}, 4);
    draw_list_plate(list, (struct rect){26, 8, 30, 24}, TOKEN_PAGE, TOKEN_RULE, 1, 6);
    draw_list_triangle(list, (struct rect){30, 32, 8, 4}, true, TOKEN_PAGE, TOKEN_RULE);
    draw_list_icon(list, (struct rect){28, 10, 18, 18}, "left", TOKEN_INK);
    draw_list_label(list, &(struct draw_label){.rect = {26, 34, 36, 14},
                                               .text = "Rf",
                                               .lang = "en",
                                               .em_26_6 = 12 * 64,
                                               .ink = TOKEN_PAGE,
                                               .ground = TOKEN_WALL});
}

/* Whatever the panel's rotation, the visitor sees the same pixels. */
static void rotation_changes_no_pixel(void)
{
    struct stage upright, turned;
    const struct glyph_page *page = page_of(20, 40);
    set_up(&upright, W, H, 0);
    fill_with_everything(&upright.list, page);
    draw(&upright);
    uint32_t *pixels = upright.pixels;
    upright.pixels = NULL;
    tear_down(&upright);
    for (int degrees = 90; degrees < 360; degrees += 90) {
        bool level = degrees == 180;
        set_up(&turned, level ? W : H, level ? H : W, degrees);
        fill_with_everything(&turned.list, page);
        draw(&turned);
        EXPECT_INT(turned.w, W);
        EXPECT(memcmp(pixels, turned.pixels, sizeof *pixels * W * H) == 0);
        tear_down(&turned);
    }
    free(pixels);
    glyph_page_release(page);
}

/* A scan of 1024 x 512: two tiles side by side, and one of half the size that shows both. */
enum { LEFT = 0xAA3311, RIGHT = 0x1133AA, COARSE = 0x33AA11 };

static const struct mosaic_picture scan = {.image = 9, .w = 1024, .h = 512};

static uint32_t *plain(uint32_t color, int w, int h)
{
    uint32_t *pixels = calloc((size_t)w * (size_t)h, sizeof *pixels);
    for (int i = 0; pixels != NULL && i < w * h; i++)
        pixels[i] = color;
    return pixels;
}

static void offer(struct stage *stage, struct mosaic_tile tile, uint32_t color)
{
    sink_offer_tile(stage->sink, &tile, 512, tile.level == 0 ? 512 : 256,
                    plain(color, 512, tile.level == 0 ? 512 : 256));
}

/* The scan in 48 x 24 pixels from (8, 8), in full size: finer than the tiles there are. */
static void show_scan(struct stage *stage, int times)
{
    draw_list_clip(&stage->list, (struct rect){8, 8, 48, 24});
    draw_list_picture(&stage->list, &scan,
                      (struct rect){8 * 64, 8 * 64, 48 * 64 * times, 24 * 64 * times}, 255);
    draw_list_clip(&stage->list, stage->list.screen);
}

static void a_scan_is_shown_as_its_tiles_come(void)
{
    struct stage stage;
    struct mosaic_tile wanted[8];
    set_up(&stage, W, H, 0);
    show_scan(&stage, 20); /* 960 x 480: the finest level */
    draw(&stage);
    EXPECT_INT(at(&stage, 8, 8), PAPER);
    EXPECT_INT(at(&stage, 7, 8), WALL);
    EXPECT_INT(at(&stage, 56, 8), WALL);
    EXPECT_INT(sink_wanted(stage.sink, wanted, 8), 2);
    EXPECT(mosaic_tile_equals(&wanted[0], &(struct mosaic_tile){9, 1, 0, 0}));
    EXPECT(mosaic_tile_equals(&wanted[1], &(struct mosaic_tile){9, 0, 0, 0}));
    offer(&stage, wanted[0], COARSE);
    draw(&stage);
    EXPECT_INT(at(&stage, 8, 8), COARSE);
    EXPECT_INT(at(&stage, 55, 31), COARSE);
    EXPECT_INT(at(&stage, 55, 32), WALL);
    EXPECT_INT(sink_wanted(stage.sink, wanted, 8), 1);
    offer(&stage, wanted[0], LEFT);
    draw(&stage);
    EXPECT_INT(at(&stage, 8, 8), LEFT);
    EXPECT_INT(sink_wanted(stage.sink, wanted, 8), 0);
    tear_down(&stage);
}

/* Edge to edge, at any scale and turned in any way. */
static void tiles_meet_without_a_seam(void)
{
    for (int degrees = 0; degrees < 360; degrees += 90)
        for (int width = 640 * 64 + 7; width < 700 * 64; width += 333) {
            bool level = degrees % 180 == 0;
            struct stage stage;
            set_up(&stage, level ? W : H, level ? H : W, degrees);
            draw_list_picture(&stage.list, &scan,
                              (struct rect){24 * 64 - width / 2, 0, width, width / 2}, 255);
            offer(&stage, (struct mosaic_tile){9, 1, 0, 0}, COARSE);
            draw(&stage);
            for (int x = 0; x < W; x++)
                EXPECT_INT(at(&stage, x, 12), COARSE);
            tear_down(&stage);
        }
}

static void halves_of_a_scan_lie_where_they_belong(void)
{
    for (int degrees = 0; degrees < 360; degrees += 90) {
        bool level = degrees % 180 == 0;
        struct stage stage;
        set_up(&stage, level ? W : H, level ? H : W, degrees);
        draw_list_clip(&stage.list, (struct rect){0, 0, 40, 20});
        draw_list_picture(&stage.list, &scan,
                          (struct rect){-492 * 64, -100 * 64, 1024 * 64, 512 * 64}, 255);
        offer(&stage, (struct mosaic_tile){9, 0, 0, 0}, LEFT);
        offer(&stage, (struct mosaic_tile){9, 0, 0, 1}, RIGHT);
        draw(&stage);
        EXPECT_INT(at(&stage, 19, 10), LEFT);
        EXPECT_INT(at(&stage, 20, 10), RIGHT);
        EXPECT_INT(at(&stage, 39, 19), RIGHT);
        EXPECT_INT(at(&stage, 40, 19), WALL);
        tear_down(&stage);
    }
}

/* A tile that cannot be had is asked for once; a coarser one goes on standing in. */
static void a_missing_tile_is_asked_for_once(void)
{
    struct stage stage;
    struct mosaic_tile wanted[8];
    set_up(&stage, W, H, 0);
    show_scan(&stage, 20);
    draw(&stage);
    sink_offer_tile(stage.sink, &(struct mosaic_tile){9, 0, 0, 0}, 0, 0, NULL);
    offer(&stage, (struct mosaic_tile){9, 1, 0, 0}, COARSE);
    draw(&stage);
    EXPECT_INT(sink_wanted(stage.sink, wanted, 8), 0);
    EXPECT_INT(at(&stage, 8, 8), COARSE);
    tear_down(&stage);
}

static void tiles_are_bounded(void)
{
    struct stage stage;
    set_up(&stage, W, H, 0);
    for (uint32_t image = 0; image < 300; image++) {
        offer(&stage, (struct mosaic_tile){image, 1, 0, 0}, COARSE);
        draw(&stage);
    }
    EXPECT_INT(sink_tile_count(stage.sink), 64);
    tear_down(&stage);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"fills stay in their clip", fills_stay_in_their_clip},
        {"a plate has round corners and an edge", a_plate_has_round_corners_and_an_edge},
        {"a shadow lies outside", a_shadow_lies_outside},
        {"a label stands at its side and in the middle",
         a_label_stands_at_its_side_and_in_the_middle},
        {"a right-to-left label starts at the right", a_right_to_left_label_starts_at_the_right},
        {"an icon is drawn", an_icon_is_drawn},
        {"a page is made once and shown in part", a_page_is_made_once_and_shown_in_part},
        {"pages not kept are forgotten", pages_not_kept_are_forgotten},
        {"rotation changes no pixel", rotation_changes_no_pixel},
        {"a scan is shown as its tiles come", a_scan_is_shown_as_its_tiles_come},
        {"tiles meet without a seam", tiles_meet_without_a_seam},
        {"halves of a scan lie where they belong", halves_of_a_scan_lie_where_they_belong},
        {"a missing tile is asked for once", a_missing_tile_is_asked_for_once},
        {"tiles are bounded", tiles_are_bounded},
        {0},
    });
}
