#include "text/pages.h"

#include <string.h>

#include "base/arena.h"
#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"

/* A measure of ten characters and words of nine: one word a line, so that a paragraph of n words
 * has n lines of 30 px. */
enum { MEASURE_PX = 100, LINE_PX = 30, BLOCKS_MOST = 40 };

struct letter_under_test {
    struct arena *arena;
    struct block blocks[BLOCKS_MOST];
    size_t block_count;
    struct text_metrics metrics;
    struct flow *flow;
    struct pages *pages;
};

static void add(struct letter_under_test *letter, enum block_kind kind, int lines)
{
    char *text = arena_alloc(letter->arena, (size_t)lines * 10 + 1, 1);
    for (int i = 0; i < lines; i++)
        memcpy(text + i * 10, "ninechars ", 10);
    letter->blocks[letter->block_count++] = (struct block){
        .kind = kind, .text = text, .length = (uint32_t)lines * 10 - 1, .flush = true};
}

static void cut(struct letter_under_test *letter, int first_lines, int lines, bool end_rule)
{
    struct flow_sheet sheet = flow_test_sheet(MEASURE_PX);
    sheet.end_rule = end_rule;
    struct flow_text text = {.blocks = letter->blocks, .block_count = letter->block_count};
    letter->metrics = fake_metrics();
    letter->flow = flow_create(&letter->metrics, &sheet, &text);
    letter->pages = pages_create(letter->flow, first_lines * LINE_PX, lines * LINE_PX);
    EXPECT(pages_extend(letter->pages, SIZE_MAX));
}

static void end(struct letter_under_test *letter)
{
    pages_destroy(letter->pages);
    flow_destroy(letter->flow);
    arena_destroy(letter->arena);
}

static size_t page_lines(const struct letter_under_test *letter, size_t page)
{
    return page < pages_count(letter->pages) ? pages_at(letter->pages, page).line_count : 0;
}

static void fills_pages(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 24);
    cut(&letter, 6, 10, false);
    EXPECT_INT(pages_count(letter.pages), 3);
    EXPECT_INT(page_lines(&letter, 0), 6);
    EXPECT_INT(page_lines(&letter, 1), 10);
    EXPECT_INT(page_lines(&letter, 2), 8);
    end(&letter);
}

/* Neither one line of a paragraph before a break nor one behind it; and the last page takes lines
 * from the one before until it has four. */
static void leaves_no_widow_or_orphan(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 9);
    add(&letter, BLOCK_PARAGRAPH, 6);
    add(&letter, BLOCK_PARAGRAPH, 6);
    cut(&letter, 10, 10, false);
    EXPECT_INT(page_lines(&letter, 0), 9);
    EXPECT_INT(page_lines(&letter, 1), 8);
    EXPECT_INT(page_lines(&letter, 2), 4);
    end(&letter);

    letter = (struct letter_under_test){.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 11);
    add(&letter, BLOCK_PARAGRAPH, 9);
    cut(&letter, 10, 10, false);
    EXPECT_INT(page_lines(&letter, 0), 9);
    end(&letter);
}

static void keeps_a_heading_with_two_lines(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 8);
    add(&letter, BLOCK_LIST_HEAD, 1);
    add(&letter, BLOCK_PARAGRAPH, 8);
    cut(&letter, 10, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 8);
    end(&letter);

    letter = (struct letter_under_test){.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 6);
    add(&letter, BLOCK_LIST_HEAD, 1);
    add(&letter, BLOCK_PARAGRAPH, 8);
    cut(&letter, 10, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 9);
    end(&letter);
}

/* A page has fewer lines than it should rather than part a row of a table. */
static void keeps_a_row_whole(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 2);
    add(&letter, BLOCK_TABLE_CELL, 1);
    add(&letter, BLOCK_TABLE_CELL, 1);
    add(&letter, BLOCK_PARAGRAPH, 9);
    letter.blocks[1].text = "ab\nab\nab\nab";
    letter.blocks[1].length = 11;
    letter.blocks[2].length = 2;
    letter.blocks[2].column = 1;
    cut(&letter, 5, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 2);
    EXPECT_INT(page_lines(&letter, 1), 10);
    end(&letter);
}

/* On a short page a paragraph of three lines is parted before a salutation is left alone. */
static void keeps_a_salutation_with_two_lines(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 6);
    add(&letter, BLOCK_SALUTATION, 1);
    add(&letter, BLOCK_PARAGRAPH, 9);
    cut(&letter, 8, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 6);
    end(&letter);

    letter = (struct letter_under_test){.arena = arena_create()};
    add(&letter, BLOCK_ADDRESS, 1);
    add(&letter, BLOCK_DATELINE, 1);
    add(&letter, BLOCK_SALUTATION, 1);
    add(&letter, BLOCK_PARAGRAPH, 3);
    add(&letter, BLOCK_PARAGRAPH, 9);
    cut(&letter, 7, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 5);
    end(&letter);

    letter = (struct letter_under_test){.arena = arena_create()};
    add(&letter, BLOCK_ADDRESS, 3);
    add(&letter, BLOCK_DATELINE, 1);
    add(&letter, BLOCK_SALUTATION, 1);
    add(&letter, BLOCK_PARAGRAPH, 9);
    cut(&letter, 6, 12, false);
    EXPECT_INT(page_lines(&letter, 0), 4);
    end(&letter);
}

/* A long page leaves the last one more than a few lines. */
static void fills_the_last_page_to_a_fourth(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 34);
    cut(&letter, 28, 28, false);
    EXPECT_INT(page_lines(&letter, 0), 27);
    EXPECT_INT(page_lines(&letter, 1), 7);
    end(&letter);
}

/* Closing, signature and end rule take two lines of the letter along. */
static void keeps_two_lines_with_the_closing(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 10);
    add(&letter, BLOCK_CLOSING, 1);
    add(&letter, BLOCK_SIGNATURE, 1);
    cut(&letter, 10, 10, true);
    EXPECT_INT(pages_count(letter.pages), 2);
    EXPECT_INT(page_lines(&letter, 0), 8);
    EXPECT_INT(page_lines(&letter, 1), 5);
    end(&letter);
}

/* Where rules and room contradict each other, pages are filled and go on. */
static void gives_way_rather_than_stop(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    for (int i = 0; i < 12; i++)
        add(&letter, BLOCK_LIST_HEAD, 1);
    cut(&letter, 1, 1, false);
    EXPECT_INT(pages_count(letter.pages), 12);
    end(&letter);

    letter = (struct letter_under_test){.arena = arena_create()};
    add(&letter, BLOCK_PARAGRAPH, 3);
    cut(&letter, 0, 0, false);
    EXPECT_INT(pages_count(letter.pages), 3);
    end(&letter);
}

static void an_empty_letter_has_no_page(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    cut(&letter, 10, 10, true);
    EXPECT_INT(pages_count(letter.pages), 0);
    EXPECT_INT(pages_page_of(letter.pages, 0, 0), 0);
    end(&letter);
    pages_destroy(NULL);
}

/* The first page of a long letter sets its own blocks only. */
static void sets_no_more_than_it_shows(void)
{
    struct letter_under_test letter = {.arena = arena_create()};
    for (int i = 0; i < BLOCKS_MOST; i++)
        add(&letter, BLOCK_PARAGRAPH, 10);
    struct flow_sheet sheet = flow_test_sheet(MEASURE_PX);
    struct flow_text text = {.blocks = letter.blocks, .block_count = letter.block_count};
    letter.metrics = fake_metrics();
    letter.flow = flow_create(&letter.metrics, &sheet, &text);
    letter.pages = pages_create(letter.flow, 10 * LINE_PX, 10 * LINE_PX);
    EXPECT(!pages_extend(letter.pages, 0));
    size_t count;
    (void)flow_lines(letter.flow, &count);
    EXPECT(count <= 30);
    EXPECT_INT(pages_count(letter.pages), 1);
    EXPECT_INT(pages_page_of(letter.pages, 20, 0), 20);
    EXPECT_INT(pages_page_of(letter.pages, 39, 99), 39);
    EXPECT(pages_extend(letter.pages, SIZE_MAX));
    end(&letter);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"fills pages", fills_pages},
        {"leaves no widow or orphan", leaves_no_widow_or_orphan},
        {"keeps a row whole", keeps_a_row_whole},
        {"keeps a heading with two lines", keeps_a_heading_with_two_lines},
        {"keeps a salutation with two lines", keeps_a_salutation_with_two_lines},
        {"fills the last page to a fourth", fills_the_last_page_to_a_fourth},
        {"keeps two lines with the closing", keeps_two_lines_with_the_closing},
        {"gives way rather than stop", gives_way_rather_than_stop},
        {"an empty letter has no page", an_empty_letter_has_no_page},
        {"sets no more than it shows", sets_no_more_than_it_shows},
        {0},
    };
    return harness_run(cases);
}
