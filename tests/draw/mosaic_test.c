#include "draw/mosaic.h"

#include "support/harness.h"

static const struct mosaic_picture sheet = {.image = 3, .w = 4000, .h = 3000};

static void levels_end_with_one_tile(void)
{
    static const struct {
        int w, h, levels;
    } cases[] = {{1, 1, 1},       {512, 512, 1},     {513, 10, 2}, {1024, 1024, 2},
                 {1025, 1000, 3}, {4000, 3000, 4},   {4097, 3, 5}, {65536, 65536, 8},
                 {0, 5, 0},       {65537, 65536, 0}, {-4, -4, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct mosaic_picture picture = {1, cases[i].w, cases[i].h};
        EXPECT_INT(mosaic_level_count(&picture), cases[i].levels);
    }
}

static void tiles_have_the_size_they_were_cut_to(void)
{
    static const struct {
        struct mosaic_tile tile;
        int w, h;
    } cases[] = {{{3, 0, 0, 0}, 512, 512},
                 {{3, 0, 5, 7}, 4000 - 7 * 512, 3000 - 5 * 512},
                 {{3, 1, 2, 3}, 2000 - 3 * 512, 1500 - 2 * 512},
                 {{3, 3, 0, 0}, 500, 375}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct point size = mosaic_tile_size(&sheet, &cases[i].tile);
        EXPECT_INT(size.x, cases[i].w);
        EXPECT_INT(size.y, cases[i].h);
    }
}

/* Beside each other without gap or overlap, and the whole is the frame, at any scale and place. */
static void tiles_cover_the_frame(void)
{
    for (int w = 1000; w < 2000000; w = w * 3 + 17)
        for (int level = 0; level < mosaic_level_count(&sheet); level++) {
            struct rect frame = {-w / 3, 77, w, w * 3 / 4};
            struct rect all = {-60000, -60000, 120000, 120000};
            struct rect cells = mosaic_cells(&sheet, level, frame, all);
            int at = frame.x;
            for (int column = 0; column < cells.w; column++) {
                struct mosaic_tile tile = {3, level, 0, column};
                struct rect rect = mosaic_tile_frame(&sheet, &tile, frame);
                EXPECT_INT(rect.x, at);
                EXPECT_INT(rect.y, frame.y);
                at += rect.w;
            }
            EXPECT_INT(at, frame.x + frame.w);
        }
}

static void only_what_is_seen_is_needed(void)
{
    const struct rect frame = {0, 0, 4000 * 64, 3000 * 64};
    struct rect cells = mosaic_cells(&sheet, 0, frame, (struct rect){512, 512, 512, 512});
    EXPECT(rect_equals(cells, (struct rect){1, 1, 1, 1}));
    cells = mosaic_cells(&sheet, 0, frame, (struct rect){511, 0, 514, 1});
    EXPECT(rect_equals(cells, (struct rect){0, 0, 3, 1}));
    cells = mosaic_cells(&sheet, 0, frame, (struct rect){5000, 5000, 10, 10});
    EXPECT_INT(cells.w * cells.h, 0);
    cells = mosaic_cells(&sheet, 0, frame, (struct rect){-50, -50, 10, 10});
    EXPECT_INT(cells.w * cells.h, 0);
}

static struct rect frame_of_width(int w)
{
    return (struct rect){0, 0, w * 64, w * 64 * 3 / 4};
}

static void the_level_has_the_screens_pixels(void)
{
    const struct rect clip = {0, 0, 1920, 1080};
    static const struct {
        int w, level;
    } cases[] = {{400, 3},  {500, 3},  {550, 3},  {551, 2},  {1100, 2},
                 {1101, 1}, {2200, 1}, {2300, 0}, {30000, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        EXPECT_INT(mosaic_level_for(&sheet, frame_of_width(cases[i].w), clip, 100), cases[i].level);
}

static void a_screen_too_fine_gets_a_coarser_level(void)
{
    const struct rect clip = {0, 0, 3840, 2160};
    struct rect frame = frame_of_width(3840);
    EXPECT_INT(mosaic_level_for(&sheet, frame, clip, 100), 0);
    EXPECT_INT(mosaic_level_for(&sheet, frame, clip, 40), 0);
    EXPECT_INT(mosaic_level_for(&sheet, frame, clip, 39), 1);
    EXPECT_INT(mosaic_level_for(&sheet, frame, clip, 1), 3);
}

static void a_coarser_tile_stands_in(void)
{
    const struct mosaic_tile tile = {3, 0, 5, 7};
    struct rect part;
    struct mosaic_tile coarse = mosaic_stand_in(&sheet, &tile, 0, &part);
    EXPECT(mosaic_tile_equals(&coarse, &tile));
    EXPECT(rect_equals(part, (struct rect){0, 0, 4000 - 7 * 512, 3000 - 5 * 512}));
    coarse = mosaic_stand_in(&sheet, &tile, 1, &part);
    EXPECT(mosaic_tile_equals(&coarse, &(struct mosaic_tile){3, 1, 2, 3}));
    EXPECT(rect_equals(part, (struct rect){256, 256, (4000 - 7 * 512) / 2, (3000 - 5 * 512) / 2}));
    coarse = mosaic_stand_in(&sheet, &tile, 3, &part);
    EXPECT(mosaic_tile_equals(&coarse, &(struct mosaic_tile){3, 3, 0, 0}));
    EXPECT(rect_equals(part,
                       (struct rect){7 * 64, 5 * 64, (4000 - 7 * 512) / 8, (3000 - 5 * 512) / 8}));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"levels end with one tile", levels_end_with_one_tile},
        {"tiles have the size they were cut to", tiles_have_the_size_they_were_cut_to},
        {"tiles cover the frame", tiles_cover_the_frame},
        {"only what is seen is needed", only_what_is_seen_is_needed},
        {"the level has the screen's pixels", the_level_has_the_screens_pixels},
        {"a screen too fine gets a coarser level", a_screen_too_fine_gets_a_coarser_level},
        {"a coarser tile stands in", a_coarser_tile_stands_in},
        {0},
    };
    return harness_run(cases);
}
