/* What holds for every page of every letter of an exhibit, at every text size, in both styles, on
 * every screen of the interface specification (section 2), set in the packaged fonts, and for the
 * notes on their cards: no text outside its column or page, none over other text, none lost or out
 * of order, and what a touch on a word finds is that word.
 *
 *     view_pages_property BUNDLE [STEP]
 *
 * tries every STEP-th letter of each screen, size and style, each time others. */
#include "bundle/reader.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/grapheme.h"
#include "text/hit.h"
#include "text/pages.h"
#include "view/look.h"
#include "view/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_MAX = 5000, HIT_STEP = 23, PICTURE_SHARE = 60, NOTE_CHARACTERS = 60 };

static const struct {
    int w_px, h_px, diagonal_inch_tenths;
} screens[] = {{800, 480, 70},    {1024, 600, 101},  {1280, 800, 101}, {1920, 1080, 156},
               {1080, 1920, 215}, {1920, 1200, 240}, {3840, 2160, 430}};
static const int sizes[] = {100, 125, 150, 200};

static struct {
    const char *bundle;
    size_t step;
} asked = {.step = 1};

/* A letter in its column, or a note on its card. */
struct reading {
    const struct letter *letter;
    const struct flow_text *text;
    int measure_px, hang_px, height_px, badge_px;
    struct flow *flow;
    const struct flow_line *lines;
    size_t line_count;
    struct arena *arena;
};

static bool is_one_cluster(const struct block *block, const struct flow_line *line)
{
    return line->start >= line->end ||
           grapheme_next(block->text, block->length, line->start) >= line->end;
}

/* Says which line a failure is about. */
static void tell(const struct reading *reading, size_t index)
{
    const struct flow_line *line = &reading->lines[index];
    printf("  %s/%s, column of %d x %d px, block %u, \"%s\" from %d to %d\n",
           reading->letter->summary.key.edition, reading->letter->summary.key.id,
           reading->measure_px, reading->height_px, line->block,
           flow_line_text(reading->flow, index, reading->arena), line->left_px, line->right_px);
}

/* Whether the line lies below those before it, or beside those it is tied to. */
static bool is_clear(const struct reading *reading, size_t index)
{
    const struct flow_line *line = &reading->lines[index];
    for (size_t i = index; i > 0;) {
        const struct flow_line *above = &reading->lines[--i];
        bool beside = line->left_px >= above->right_px || line->right_px <= above->left_px;
        if (line->top_px < above->top_px + above->height_px && !(line->tied && beside))
            return false;
        if (!above->tied)
            break;
    }
    return true;
}

static void check_line(const struct reading *reading, size_t index)
{
    const struct flow_line *line = &reading->lines[index];
    const struct block *block = &reading->text->blocks[line->block];
    bool held = line->left_px >= -1 - reading->hang_px &&
                line->right_px <= reading->measure_px + 1 + reading->hang_px;
    if (!EXPECT(held || is_one_cluster(block, line)))
        tell(reading, index);
    if (!EXPECT(is_clear(reading, index)))
        tell(reading, index);
}

/* Lines take up all bytes of all blocks, in order. */
static void check_order(const struct reading *reading)
{
    uint32_t block = 0, at = 0;
    for (size_t i = 0; i < reading->line_count; i++) {
        const struct flow_line *line = &reading->lines[i];
        if (line->kind == BLOCK_RULE)
            continue;
        for (; block < line->block; block++, at = 0)
            EXPECT_INT(at, reading->text->blocks[block].length);
        EXPECT_INT(line->block, block);
        EXPECT_INT(line->start, at);
        at = line->end;
    }
    for (; block < reading->text->block_count; block++, at = 0)
        EXPECT_INT(at, reading->text->blocks[block].length);
}

static void check_pages(const struct reading *reading)
{
    struct pages *pages =
        pages_create(reading->flow, reading->height_px - reading->badge_px, reading->height_px);
    pages_extend(pages, SIZE_MAX);
    size_t next = 0;
    for (size_t i = 0; i < pages_count(pages); i++) {
        struct page_range range = pages_at(pages, i);
        const struct flow_line *first = &reading->lines[range.first_line];
        const struct flow_line *last = first + range.line_count - 1;
        int room_px = reading->height_px - (i == 0 ? reading->badge_px : 0), bottom_px = 0;
        for (const struct flow_line *line = first; line <= last; line++)
            if (line->top_px + line->height_px > bottom_px)
                bottom_px = line->top_px + line->height_px;
        EXPECT_INT(range.first_line, next);
        if (!EXPECT(range.line_count == 1 || bottom_px - first->top_px <= room_px))
            tell(reading, range.first_line);
        if (!EXPECT(!first->tied))
            tell(reading, range.first_line);
        next += range.line_count;
    }
    EXPECT_INT(next, reading->line_count);
    pages_destroy(pages);
}

static void check_hit(const struct reading *reading, size_t index)
{
    const struct flow_line *line = &reading->lines[index];
    const struct block *block = &reading->text->blocks[line->block];
    const struct hit_rect *rects;
    struct hit hit;
    if (line->start >= line->end || (unsigned char)block->text[line->start] <= ' ')
        return;
    uint32_t end = (uint32_t)grapheme_next(block->text, block->length, line->start);
    size_t count = hit_rects(reading->flow, line->block, line->start, end, reading->arena, &rects);
    if (!EXPECT_INT(count, 1))
        return;
    struct rect rect = rects[0].rect;
    struct point middle = {rect.x + rect.w / 2, rect.y + rect.h / 2};
    EXPECT(rect.x >= line->left_px && rect.x + rect.w <= line->right_px);
    if (EXPECT(hit_find(reading->flow, index, 1, middle, 0, &hit)) && rect.w > 1)
        EXPECT(hit.start >= line->start && hit.end <= end);
}

/* Sets a text, and checks its lines. */
static void begin(struct reading *reading, const struct flow_sheet *sheet,
                  const struct text_metrics *metrics)
{
    reading->flow = flow_create(metrics, sheet, reading->text);
    reading->arena = arena_create();
    reading->measure_px = sheet->measure_px;
    reading->hang_px = sheet->hang_px;
    flow_extend(reading->flow, SIZE_MAX);
    reading->lines = flow_lines(reading->flow, &reading->line_count);
    for (size_t i = 0; i < reading->line_count; i++)
        check_line(reading, i);
    check_order(reading);
    for (size_t i = 0; i < reading->line_count; i += HIT_STEP)
        check_hit(reading, i);
}

static void end(struct reading *reading)
{
    flow_destroy(reading->flow);
    arena_destroy(reading->arena);
}

static void check_body(const struct letter *letter, const struct look *look,
                       const struct text_metrics *metrics)
{
    struct sheet sheet;
    sheet_make(&sheet, look, look_content(look));
    sheet.badge_px = look->leading_px[LOOK_CAPTION] + look->gap_px;
    struct flow_sheet flow_sheet = look_sheet(look, LOOK_BODY, sheet.column.w, TOKEN_PAGE);
    flow_sheet.lang = letter->version_lang;
    flow_sheet.direction = letter->direction;
    flow_sheet.end_rule = true;
    flow_sheet.picture_height_px = sheet.column.h * PICTURE_SHARE / 100;
    const struct flow_text text = {.number = letter->summary.number,
                                   .blocks = letter->blocks,
                                   .block_count = letter->block_count,
                                   .notes = letter->notes,
                                   .note_count = letter->note_count,
                                   .pictures = letter->pictures,
                                   .picture_count = letter->picture_count};
    struct reading reading = {
        .letter = letter, .text = &text, .height_px = sheet.column.h, .badge_px = sheet.badge_px};
    begin(&reading, &flow_sheet, metrics);
    check_pages(&reading);
    end(&reading);
}

/* Notes stand on cards as wide as 60 characters, or as the column where that is narrower. */
static void check_notes(const struct letter *letter, const struct look *look,
                        const struct text_metrics *metrics)
{
    struct sheet sheet;
    sheet_make(&sheet, look, look_content(look));
    int wide_px = look->em_26_6[LOOK_NOTE] / 64 * NOTE_CHARACTERS * 41 / 100;
    int measure_px = wide_px < sheet.column.w ? wide_px : sheet.column.w;
    for (size_t i = 0; i < letter->note_count; i++) {
        struct flow_sheet flow_sheet = look_sheet(look, LOOK_NOTE, measure_px, TOKEN_RAISED);
        const struct flow_text text = {.blocks = letter->notes[i].blocks,
                                       .block_count = letter->notes[i].block_count};
        struct reading reading = {.letter = letter, .text = &text};
        begin(&reading, &flow_sheet, metrics);
        end(&reading);
    }
}

/* The measure is in bounds wherever the specification sets them: at least 4 lines of 24
 * characters, at most 72, a character being some 0.41 em. */
static void check_measure(const struct look *look)
{
    struct sheet sheet;
    sheet_make(&sheet, look, look_content(look));
    int em = look->em_26_6[LOOK_BODY];
    EXPECT(sheet.column.w * 64 >= 24 * em * 41 / 100);
    EXPECT(sheet.column.w * 64 <= 72 * em * 41 / 100);
    EXPECT(sheet.column.h >= 4 * look->leading_px[LOOK_BODY]);
}

struct exhibit_under_test {
    struct letter_source source;
    struct arena *arena;
    const struct letter_summary *summaries;
    size_t count, turn;
    struct text_metrics metrics;
};

static void check_look(struct exhibit_under_test *exhibit, const struct look *look)
{
    struct arena *arena = arena_create();
    check_measure(look);
    for (size_t i = exhibit->turn++ % asked.step; i < exhibit->count; i += asked.step) {
        struct letter letter;
        struct error error;
        if (EXPECT_INT(exhibit->source.calls->letter(exhibit->source.self,
                                                     exhibit->summaries[i].key, NULL, arena,
                                                     &letter, &error),
                       STATUS_OK)) {
            check_body(&letter, look, &exhibit->metrics);
            check_notes(&letter, look, &exhibit->metrics);
        }
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void check_screens(struct exhibit_under_test *exhibit)
{
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++)
            for (int clear = 0; clear < 2; clear++) {
                struct screen screen = screen_make(screens[i].w_px, screens[i].h_px,
                                                   screens[i].diagonal_inch_tenths, 0, sizes[j]);
                struct look look;
                look_make(&look, &screen, &(struct look_style){.clear = clear}, &exhibit->metrics);
                check_look(exhibit, &look);
            }
}

static void every_page_holds_its_text(void)
{
    struct bundle_reader *bundle;
    struct font_list *fonts;
    struct error error;
    const char *path, *package;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error),
                    STATUS_OK))
        return;
    if (font_list_missing(fonts, 0, &path, &package)) {
        font_list_destroy(fonts);
        harness_skip("the fonts of assets/fonts.ini are not all installed");
        return;
    }
    if (EXPECT_INT(bundle_reader_open(asked.bundle, &bundle, &error), STATUS_OK)) {
        struct font_shaper *shaper = font_shaper_create(fonts);
        struct exhibit_under_test exhibit = {.source = bundle_reader_source(bundle),
                                             .arena = arena_create(),
                                             .metrics = font_shaper_metrics(shaper)};
        size_t total;
        if (EXPECT_INT(exhibit.source.calls->summaries(
                           exhibit.source.self, &(struct letter_filter){0}, 0, LETTERS_MAX,
                           exhibit.arena, &exhibit.summaries, &exhibit.count, &total, &error),
                       STATUS_OK)) {
            EXPECT(exhibit.count > 0);
            check_screens(&exhibit);
        }
        arena_destroy(exhibit.arena);
        font_shaper_destroy(shaper);
        bundle_reader_close(bundle);
    }
    font_list_destroy(fonts);
}

int main(int argc, char **argv)
{
    static const struct harness_case cases[] = {
        {"every page holds its text", every_page_holds_its_text},
        {0},
    };
    if (argc < 2) {
        fprintf(stderr, "Usage: view_pages_property BUNDLE [STEP]\n");
        return 2;
    }
    asked.bundle = argv[1];
    if (argc > 2)
        asked.step = (size_t)strtoul(argv[2], NULL, 10);
    return asked.step > 0 ? harness_run(cases) : 2;
}
