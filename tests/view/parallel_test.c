#include "view/parallel.h"

#include <string.h>

#include "fixture.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "view/rows.h"

/* A letter in two versions of nine blocks. The original is short where the translation is long, and
 * the other way round; the fourth block is longer than a page. */
enum { BLOCKS = 9 };

#define SHORT "Коротко сказано."
#define WORDS "В этом разговоре было сказано, что вопрос о базах останется между нами. "
#define LONG WORDS WORDS WORDS WORDS WORDS WORDS WORDS WORDS
#define VERY_LONG LONG LONG LONG

static const struct block original[BLOCKS] = {
    {.kind = BLOCK_HEADING, .text = SHORT, .length = sizeof SHORT - 1},
    {.kind = BLOCK_SALUTATION, .text = SHORT, .length = sizeof SHORT - 1},
    {.kind = BLOCK_PARAGRAPH, .text = SHORT, .length = sizeof SHORT - 1},
    {.kind = BLOCK_PARAGRAPH, .text = VERY_LONG, .length = sizeof VERY_LONG - 1},
    {.kind = BLOCK_PARAGRAPH, .text = LONG, .length = sizeof LONG - 1},
    {.kind = BLOCK_HEADING, .text = SHORT, .length = sizeof SHORT - 1, .level = 1},
    {.kind = BLOCK_PARAGRAPH, .text = LONG, .length = sizeof LONG - 1},
    {.kind = BLOCK_PARAGRAPH, .text = "", .length = 0},
    {.kind = BLOCK_SIGNATURE, .text = SHORT, .length = sizeof SHORT - 1},
};
static const struct block translation[BLOCKS] = {
    {.kind = BLOCK_HEADING, .text = "A letter", .length = 8},
    {.kind = BLOCK_SALUTATION, .text = "Dear Mr. President,", .length = 19},
    {.kind = BLOCK_PARAGRAPH, .text = LONG, .length = sizeof LONG - 1},
    {.kind = BLOCK_PARAGRAPH, .text = VERY_LONG, .length = sizeof VERY_LONG - 1},
    {.kind = BLOCK_PARAGRAPH, .text = "The fifth.", .length = 10},
    {.kind = BLOCK_HEADING, .text = "Another head", .length = 12, .level = 1},
    {.kind = BLOCK_PARAGRAPH, .text = LONG, .length = sizeof LONG - 1},
    {.kind = BLOCK_PARAGRAPH, .text = "Only here.", .length = 10},
    {.kind = BLOCK_SIGNATURE, .text = "N. Khrushchev", .length = 13},
};

/* ---- Rows --------------------------------------------------------------------------------------
 */

struct pair {
    struct text_metrics metrics;
    struct flow *flows[2];
    struct rows *rows;
};

static void pair_init(struct pair *pair, size_t left_count, size_t right_count, int height_px)
{
    const struct flow_sheet sheet = {.face = FACE_BOOK,
                                     .em_26_6 = 20 * 64,
                                     .leading_px = 30,
                                     .measure_px = 400,
                                     .direction = DIRECTION_LTR};
    const struct flow_text texts[2] = {{.blocks = original, .block_count = left_count},
                                       {.blocks = translation, .block_count = right_count}};
    pair->metrics = fake_metrics();
    for (int i = 0; i < 2; i++)
        pair->flows[i] = flow_create(&pair->metrics, &sheet, &texts[i]);
    pair->rows = rows_create(pair->flows, (const size_t[]){left_count, right_count}, height_px);
}

static void pair_fini(struct pair *pair)
{
    rows_destroy(pair->rows);
    flow_destroy(pair->flows[0]);
    flow_destroy(pair->flows[1]);
}

static const struct flow_line *line_of(const struct pair *pair, int side, size_t line)
{
    size_t count;
    return &flow_lines(pair->flows[side], &count)[line];
}

/* Lines of one row belong to one block, the same on both sides, and stay on the page. */
static void try_row(const struct pair *pair, const struct row *row, int height_px)
{
    uint32_t block = UINT32_MAX;
    for (int side = 0; side < 2; side++) {
        size_t first = row->first_line[side], count = row->line_count[side];
        if (count == 0)
            continue;
        const struct flow_line *top = line_of(pair, side, first),
                               *last = line_of(pair, side, first + count - 1);
        EXPECT(block == UINT32_MAX || block == top->block);
        EXPECT_INT(top->block, last->block);
        bool forced = row->top_px == 0 && count == 1; /* of a page lower than a line */
        EXPECT(forced || row->top_px + last->top_px + last->height_px - top->top_px <= height_px);
        block = top->block;
    }
    EXPECT(block != UINT32_MAX);
}

/* Every line stands on one page, in order, and none is left out. */
static void try_pages(size_t left_count, size_t right_count, int height_px)
{
    struct pair pair;
    size_t next[2] = {0, 0}, counts[2];
    pair_init(&pair, left_count, right_count, height_px);
    EXPECT(rows_extend(pair.rows, SIZE_MAX - 1));
    for (size_t i = 0; i < rows_page_count(pair.rows); i++) {
        struct row_page page = rows_page(pair.rows, i);
        int below = 0;
        EXPECT(page.count > 0);
        for (size_t k = page.first; k < page.first + page.count; k++) {
            const struct row *row = rows_at(pair.rows, k);
            EXPECT(row->top_px >= below);
            try_row(&pair, row, height_px);
            for (int side = 0; side < 2; side++) {
                EXPECT(row->line_count[side] == 0 || row->first_line[side] == next[side]);
                next[side] += row->line_count[side];
            }
            below = row->top_px + 1;
        }
    }
    for (int side = 0; side < 2; side++) {
        (void)flow_lines(pair.flows[side], &counts[side]);
        EXPECT_INT(next[side], counts[side]);
    }
    pair_fini(&pair);
}

static void every_line_stands_on_one_page(void)
{
    for (int height = 150; height < 1200; height += 70) {
        try_pages(BLOCKS, BLOCKS, height);
        try_pages(BLOCKS, 4, height);
        try_pages(3, BLOCKS, height);
    }
    try_pages(BLOCKS, BLOCKS, 20); /* lower than a line: no page stays without one */
}

static void no_heading_ends_a_page(void)
{
    for (int height = 240; height < 1200; height += 30) {
        struct pair pair;
        pair_init(&pair, BLOCKS, BLOCKS, height);
        rows_extend(pair.rows, SIZE_MAX - 1);
        for (size_t i = 0; i + 1 < rows_page_count(pair.rows); i++) {
            struct row_page page = rows_page(pair.rows, i);
            const struct row *last = rows_at(pair.rows, page.first + page.count - 1);
            for (int side = 0; side < 2 && page.count > 1; side++)
                EXPECT(last->line_count[side] == 0 ||
                       line_of(&pair, side, last->first_line[side])->kind != BLOCK_HEADING);
        }
        pair_fini(&pair);
    }
}

static void a_byte_is_found_on_its_page(void)
{
    struct pair pair;
    pair_init(&pair, BLOCKS, BLOCKS, 500);
    size_t last = 0;
    for (uint32_t block = 0; block < BLOCKS; block++)
        for (int side = 0; side < 2; side++) {
            size_t page = rows_page_of(pair.rows, side, block, 0);
            EXPECT(page >= last);
            EXPECT(side == 0 || block == 7 || page == last);
            last = page;
        }
    EXPECT_INT(last, rows_page_count(pair.rows) - 1);
    EXPECT_INT(rows_page_of(pair.rows, 0, 0, 0), 0);
    pair_fini(&pair);
}

/* ---- The screen --------------------------------------------------------------------------------
 */

static const struct letter_version versions[] = {{"en", VERSION_TRANSLATION},
                                                 {"ru", VERSION_ORIGINAL}};
static const struct letter letters[] = {
    {.summary = {.key = {"v06", "d80"}, .number = "80", .title = "A letter", .lang = "en"},
     .version_lang = "en",
     .version_kind = VERSION_TRANSLATION,
     .blocks = translation,
     .block_count = BLOCKS,
     .versions = versions,
     .version_count = 2},
    {.summary = {.key = {"v06", "d80"}, .number = "80", .title = "A letter", .lang = "en"},
     .version_lang = "ru",
     .version_kind = VERSION_ORIGINAL,
     .blocks = original,
     .block_count = BLOCKS,
     .versions = versions,
     .version_count = 2},
};

static void open_at(struct fixture *fixture, const char *text, int w, int h, int diagonal)
{
    struct place place;
    fixture_init(fixture, "contents", w, h, diagonal);
    fixture->memory.letters = letters;
    fixture->memory.letter_count = 2;
    EXPECT(place_parse(text, &place));
    fixture_go(fixture, &place);
    fixture_wait(fixture, 1000);
}

static void both_versions_are_shown_at_one_place(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d80", 1920, 1080, 156);
    EXPECT(fixture_tap(&fixture, "side-by-side"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80#side");
    EXPECT(fixture_shows(&fixture, "Dear Mr. President,"));
    EXPECT(fixture_shows(&fixture, "Коротко сказано."));
    EXPECT(fixture_shows(&fixture, "Original · ru"));
    EXPECT(fixture_shows(&fixture, "Translation · en"));
    EXPECT(fixture_tap(&fixture, "side-by-side"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80");
    fixture_fini(&fixture);
}

/* The page that shows a word: it begins at it or before, the next one after it. */
static void expect_page_of(struct fixture *fixture, const struct place *word)
{
    struct place here = view_place(fixture->view);
    EXPECT(here.block < word->block || (here.block == word->block && here.byte <= word->byte));
    fixture_key(fixture, KEY_NEXT_PAGE);
    fixture_wait(fixture, 1000);
    struct place next = view_place(fixture->view);
    EXPECT(next.block > word->block || (next.block == word->block && next.byte > word->byte));
    fixture_key(fixture, KEY_PREVIOUS_PAGE);
    fixture_wait(fixture, 1000);
}

/* From a page of one version to the same words of it, and back to them. */
static void the_place_is_kept(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d80:3.400", 1280, 800, 101);
    struct place word = view_place(fixture.view);
    EXPECT(word.has_offset);
    EXPECT(fixture_tap(&fixture, "side-by-side"));
    expect_page_of(&fixture, &word);
    fixture_key(&fixture, KEY_NEXT_PAGE);
    fixture_wait(&fixture, 1000);
    word = view_place(fixture.view);
    fixture_key(&fixture, KEY_BACK);
    EXPECT_INT(view_place(fixture.view).overlay, OVERLAY_NONE);
    expect_page_of(&fixture, &word);
    fixture_fini(&fixture);
    open_at(&fixture, "letter/v06/d80?lang=ru", 1920, 1080, 156);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80?lang=ru");
    EXPECT(fixture_tap(&fixture, "side-by-side"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80?lang=ru#side");
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80?lang=ru");
    fixture_fini(&fixture);
}

/* What the place names comes before what the visitor chose; what there is not, is not missed. */
static void a_letter_comes_in_the_language_chosen(void)
{
    static const struct {
        const char *place, *chosen, *shown;
    } cases[] = {{"letter/v06/d80", NULL, "en"},         {"letter/v06/d80", "ru", "ru"},
                 {"letter/v06/d80", "de", "en"},         {"letter/v06/d80?lang=ru", "en", "ru"},
                 {"letter/v06/d80?lang=de", "ru", "en"}, {"letter/d80", "ru", "ru"}};
    struct memory_source memory = {.letters = letters, .letter_count = 2};
    const struct view_config config = {.source = memory_source(&memory)};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct stage stage = {.config = &config, .reading_lang = cases[i].chosen};
        struct arena *arena = arena_create();
        struct place place;
        struct letter letter = {0};
        EXPECT(place_parse(cases[i].place, &place));
        if (EXPECT(stage_letter(&stage, &place, arena, &letter)))
            EXPECT_TEXT(letter.version_lang, cases[i].shown);
        arena_destroy(arena);
    }
}

static void pages_turn_and_end(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d80#side", 1280, 800, 101);
    int turns = 0;
    for (; turns < 60 && fixture_tap(&fixture, "page-next"); turns++)
        fixture_wait(&fixture, 500);
    EXPECT(turns > 2 && turns < 60);
    EXPECT(fixture_shows(&fixture, "N. Khrushchev"));
    fixture_swipe(&fixture, 400);
    EXPECT(!fixture_shows(&fixture, "N. Khrushchev"));
    fixture_fini(&fixture);
}

static void a_letter_of_one_version_stands_alone(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/v06/d70#side", 1920, 1080, 156);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    EXPECT(fixture_target(&fixture, "side-by-side") == NULL);
    fixture_fini(&fixture);
}

/* Lines stay in their columns, which do not meet, on every screen. */
static void columns_do_not_meet(void)
{
    static const int screens[][3] = {{800, 480, 70},    {1024, 600, 101},  {1280, 800, 101},
                                     {1920, 1080, 156}, {1080, 1920, 215}, {1920, 1200, 240},
                                     {3840, 2160, 430}};
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        struct fixture fixture;
        open_at(&fixture, "letter/v06/d80#side", screens[i][0], screens[i][1], screens[i][2]);
        EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d80#side");
        const struct draw_list *list = &fixture.list;
        struct rect page = fixture_box(&fixture, BOX_PAGE);
        for (size_t a = 0; a < list->box_count; a++)
            for (size_t b = 0; b < a && list->boxes[a].kind == BOX_LINE; b++)
                EXPECT(list->boxes[b].kind != BOX_LINE ||
                       !rect_intersects(list->boxes[a].rect, list->boxes[b].rect));
        for (size_t a = 0; a < list->box_count; a++)
            EXPECT(list->boxes[a].kind != BOX_LINE ||
                   rect_equals(rect_intersection(list->boxes[a].rect, page), list->boxes[a].rect));
        fixture_fini(&fixture);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"every line stands on one page", every_line_stands_on_one_page},
        {"no heading ends a page", no_heading_ends_a_page},
        {"a byte is found on its page", a_byte_is_found_on_its_page},
        {"both versions are shown at one place", both_versions_are_shown_at_one_place},
        {"the place is kept", the_place_is_kept},
        {"a letter comes in the language chosen", a_letter_comes_in_the_language_chosen},
        {"pages turn and end", pages_turn_and_end},
        {"a letter of one version stands alone", a_letter_of_one_version_stands_alone},
        {"columns do not meet", columns_do_not_meet},
        {0},
    };
    return harness_run(cases);
}
