#include "draw/dump.h"

#include "support/harness.h"

#include <stdlib.h>
#include <string.h>

static struct theme paper(void)
{
    struct theme themes[THEME_KIND_COUNT] = {{{0}}};
    EXPECT_INT(theme_load_all(harness_source_path("assets/themes"), themes, NULL), STATUS_OK);
    return themes[THEME_PAPER];
}

/* The frame that tests/README.md shows. */
static void fill_example(struct draw_list *list)
{
    draw_list_reset(list, 1280, 800, THEME_PAPER);
    draw_list_target(list, (struct draw_target){.drawn = {612, 233, 14, 17},
                                                .hit = {574, 197, 89, 89},
                                                .role = ROLE_MARK,
                                                .name = "note=3",
                                                .label = "Note 3",
                                                .focus = 2});
    draw_list_target(list, (struct draw_target){.drawn = {640, 676, 119, 119},
                                                .hit = {640, 676, 119, 124},
                                                .role = ROLE_BUTTON,
                                                .name = "page-next",
                                                .label = "Next page",
                                                .focus = 1});
    draw_list_run(list, (struct draw_run){.rect = {120, 228, 700, 46},
                                          .cap_height_26_6 = 1438,
                                          .ink = TOKEN_INK,
                                          .ground = TOKEN_PAGE,
                                          .text = "Dear Mr. President: \"peace\""});
    draw_list_box(list, BOX_LINE, (struct rect){120, 228, 700, 46});
    draw_list_box(list, BOX_OVERLAY, (struct rect){84, 286, 760, 330});
    draw_list_timer(list, "idle", 75000);
}

static void write_example(struct buffer *out)
{
    const struct theme theme = paper();
    struct draw_list list;
    draw_list_init(&list, NULL, NULL);
    fill_example(&list);
    dump_write(out, &(struct dump_frame){.place = "letter/70#note=3",
                                         .list = &list,
                                         .theme = &theme,
                                         .screen = {.px_per_mm_milli = 5884, .distance_mm = 450},
                                         .now_ms = 15000});
    draw_list_fini(&list);
}

/* The first block of the README's JSON, closed in place; NULL: there is none. */
static const char *find_example(char *text)
{
    static const char fence[] = "```json\n";
    char *start = strstr(text, fence);
    char *end = start == NULL ? NULL : strstr(start + strlen(fence), "```");
    if (end == NULL)
        return NULL;
    *end = '\0';
    return start + strlen(fence);
}

static void the_readme_shows_what_is_written(void)
{
    struct buffer out = {0};
    char *text = harness_read_file(harness_source_path("tests/README.md"), NULL);
    if (text == NULL)
        return;
    write_example(&out);
    EXPECT_TEXT(buffer_string(&out), find_example(text));
    free(text);
    buffer_fini(&out);
}

static void an_empty_frame_is_whole(void)
{
    const struct theme theme = {{0}};
    struct buffer out = {0};
    struct draw_list list;
    draw_list_init(&list, NULL, NULL);
    draw_list_reset(&list, 800, 480, THEME_CONTRAST);
    dump_write(&out, &(struct dump_frame){.place = "attract/0",
                                          .list = &list,
                                          .theme = &theme,
                                          .screen = {.px_per_mm_milli = 5250, .distance_mm = 400}});
    EXPECT_TEXT(buffer_string(&out),
                "{\n  \"format\": \"vitrine-dump 1\",\n  \"place\": \"attract/0\",\n"
                "  \"screen\": {\"w_px\": 800, \"h_px\": 480, \"w_mm\": 152.38, \"h_mm\": 91.43, "
                "\"px_per_mm\": 5.250, \"distance_mm\": 400},\n  \"theme\": \"contrast\",\n"
                "  \"targets\": [],\n  \"focus\": [],\n  \"runs\": [],\n  \"boxes\": [],\n"
                "  \"timers\": []\n}\n");
    draw_list_fini(&list);
    buffer_fini(&out);
}

static void texts_are_escaped(void)
{
    const struct theme theme = {{0}};
    struct buffer out = {0};
    struct draw_list list;
    draw_list_init(&list, NULL, NULL);
    draw_list_reset(&list, 8, 8, THEME_PAPER);
    draw_list_timer(&list, "past", 5);
    dump_write(&out, &(struct dump_frame){.place = "search?q=\"a\\b\n\xD1\x8F\x7F",
                                          .list = &list,
                                          .theme = &theme,
                                          .screen = {.px_per_mm_milli = 1, .distance_mm = 1},
                                          .now_ms = 6});
    EXPECT(strstr(buffer_string(&out), "\"search?q=\\\"a\\\\b\\u000a\xD1\x8F\x7F\",") != NULL);
    EXPECT(strstr(buffer_string(&out), "{\"name\": \"past\", \"remaining_ms\": 0}") != NULL);
    draw_list_fini(&list);
    buffer_fini(&out);
}

static void lengths_are_those_of_the_glass(void)
{
    const struct dump_screen fifteen_inch = {.px_per_mm_milli = 5560, .distance_mm = 500};
    EXPECT_INT(dump_mm_hundredths(&fifteen_inch, 1920), 34532);
    EXPECT_INT(dump_mm_hundredths(&fifteen_inch, -111), -1996);
    /* Body text: the cap height is distance / 119, 28.9 minutes of arc. */
    EXPECT_INT(dump_arcmin_tenths(&fifteen_inch, (int32_t)(64LL * 5560 * 500 / 119 / 1000)), 289);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"the_readme_shows_what_is_written", the_readme_shows_what_is_written},
        {"an_empty_frame_is_whole", an_empty_frame_is_whole},
        {"texts_are_escaped", texts_are_escaped},
        {"lengths_are_those_of_the_glass", lengths_are_those_of_the_glass},
        {0},
    };
    return harness_run(cases);
}
