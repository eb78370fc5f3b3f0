/* What holds for every text, size and measure: no line is wider than its measure unless it is one
 * cluster, lines cover the text in order, every mark and page number appears once, pages cover the
 * lines. The texts are made up by a fixed generator: words of several scripts, long tokens, marks,
 * names, page breaks, forced line ends, hyphens, quotations, lists, tables, damage. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "text/grapheme.h"
#include "text/hit.h"

enum { BLOCKS_MOST = 24, NOTES = 20, ROUNDS = 100 };

/* ---- Making texts ------------------------------------------------------------------------------
 */

/* Marsaglia's xorshift64; the same on every machine. */
static uint32_t next_random(uint64_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 16) % below);
}

static const char *const words[] = {
    "a",
    "of",
    "the",
    "letter",
    "relaxation",
    "Mr.",
    "J. F. Kennedy",
    "[sic]",
    "p. 190",
    "well-known",
    "1962—and",
    "Приветъ",
    "мнѣ",
    "שלום",
    "مرحبا",
    "12.5",
    "e\xCC\x81t\xC3\xA9",
    "漢字かな交じり文",
    "http://www.example.org/a/very/long/path/that/does/not/end?query=1&more=2#fragment",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "\xC2\xA0",
    "«»",
    "…",
    "\n",
    "\xF0\x9F\x98\x80",
    "\xE2\x80\x8F",
    "\x01\x85",
};

static void add_word(struct buffer *text, uint64_t *random)
{
    buffer_text(text, words[next_random(random, sizeof words / sizeof words[0])]);
    if (next_random(random, 8) > 0)
        buffer_byte(text, ' ');
    if (next_random(random, 40) == 0)
        buffer_text(text, "   ");
}

static uint32_t random_border(const char *text, uint32_t length, uint64_t *random)
{
    uint32_t at = next_random(random, length + 1);
    while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

static void add_spans(struct arena *arena, struct block *block, uint64_t *random, int *next_note)
{
    static const char *const note_keys[NOTES] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",
                                                 "7",  "8",  "9",  "10", "11", "12", "13",
                                                 "14", "15", "16", "17", "18", "19"};
    size_t count = next_random(random, 12);
    struct span *spans = arena_alloc(arena, count + 1, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        struct span *span = &spans[i];
        span->kind = (enum span_kind)next_random(random, SPAN_KIND_COUNT);
        span->start = span->end = random_border(block->text, block->length, random);
        span->target = "190";
        if (span->kind == SPAN_NOTE) {
            if (*next_note == NOTES)
                span->kind = SPAN_PAGE_BREAK;
            else
                span->target = note_keys[(*next_note)++];
        } else if (span->kind != SPAN_PAGE_BREAK && span->kind != SPAN_PICTURE) {
            span->end = random_border(block->text, block->length, random);
            if (span->end < span->start) {
                uint32_t swap = span->start;
                span->start = span->end;
                span->end = swap;
            }
        }
    }
    qsort(spans, count, sizeof *spans, compare_spans);
    block->spans = spans;
    block->span_count = count;
}

static void add_hyphens(struct arena *arena, struct block *block, uint64_t *random)
{
    uint32_t *hyphens = arena_alloc(arena, block->length + 1u, sizeof *hyphens);
    for (uint32_t at = 1; at < block->length; at++) {
        if (((unsigned char)block->text[at] & 0xC0) != 0x80 && next_random(random, 4) == 0)
            hyphens[block->hyphen_count++] = at;
    }
    block->hyphens = hyphens;
}

static struct block make_block(struct arena *arena, enum block_kind kind, uint32_t words_most,
                               uint64_t *random, int *next_note)
{
    struct block block = {.kind = kind};
    struct buffer text = {0};
    uint32_t word_count = next_random(random, words_most);
    for (uint32_t i = 0; i < word_count; i++)
        add_word(&text, random);
    block.text = arena_copy(arena, buffer_string(&text), text.length);
    block.length = (uint32_t)text.length;
    buffer_fini(&text);
    if (block.kind == BLOCK_RULE)
        block.length = 0;
    if (block.kind == BLOCK_CAPTION && next_random(random, 2))
        block.length = 0;
    block.align = next_random(random, 4) == 0 ? (enum block_align)next_random(random, 4) : 0;
    block.level = (uint8_t)next_random(random, 4);
    block.quote_depth = next_random(random, 4) == 0 ? (uint8_t)next_random(random, 9) : 0;
    block.table = 1;
    block.row = (uint16_t)next_random(random, 3);
    block.column = (uint16_t)next_random(random, 3);
    block.marker = next_random(random, 2) ? "(viii)" : NULL;
    block.lang = next_random(random, 6) == 0 ? "ar" : NULL;
    add_spans(arena, &block, random, next_note);
    add_hyphens(arena, &block, random);
    return block;
}

/* Cells of rows, some left out; words are fewer than in other blocks, so that some tables fit. */
static size_t make_table(struct arena *arena, uint64_t *random, int *next_note,
                         struct block *blocks, size_t room)
{
    uint32_t columns = 1 + next_random(random, 4);
    size_t count = 0;
    for (uint32_t i = 0; i < 3 * columns && count < room; i++) {
        if (next_random(random, 8) == 0)
            continue;
        struct block *cell = &blocks[count++];
        *cell = make_block(arena, BLOCK_TABLE_CELL, 8, random, next_note);
        cell->row = (uint16_t)(i / columns);
        cell->column = (uint16_t)(i % columns);
    }
    return count;
}

/* ---- What holds --------------------------------------------------------------------------------
 */

static bool is_one_cluster(const struct block *block, const struct flow_line *line)
{
    uint32_t end = line->end;
    while (end > line->start && strchr(" \n", block->text[end - 1]))
        end--;
    return end <= line->start ||
           grapheme_next(block->text, block->length, line->start) >= (size_t)end;
}

/* A line overlaps none of those it is tied to. */
static void check_beside(const struct flow_line *lines, size_t index)
{
    const struct flow_line *line = &lines[index];
    for (size_t i = index; i > 0 && lines[i].tied; i--) {
        const struct flow_line *other = &lines[i - 1];
        EXPECT(line->top_px >= other->top_px + other->height_px ||
               line->left_px >= other->right_px - 1 || line->right_px <= other->left_px + 1);
    }
}

/* What hangs stands out by no more than it may on either side, and all else not at all. */
static void check_held(const struct flow_line *line, const struct flow_sheet *sheet)
{
    EXPECT(line->left_px >= -sheet->hang_px - 1);
    EXPECT(line->right_px <= sheet->measure_px + sheet->hang_px + 1);
}

/* Marks and numbers glued to one cluster can be wider than a very narrow measure. */
static void check_lines(const struct flow *flow, const struct block *blocks, size_t block_count,
                        const struct flow_sheet *sheet)
{
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    uint32_t block = 0, at = 0;
    int bottom_px = 0;
    for (size_t i = 0; i < count; i++) {
        const struct flow_line *line = &lines[i];
        if (line->kind == BLOCK_RULE)
            continue;
        while (block < line->block) {
            EXPECT_INT(at, blocks[block].length);
            block++;
            at = 0;
        }
        EXPECT_INT(line->block, block);
        EXPECT_INT(line->start, at);
        EXPECT(line->end >= line->start);
        at = line->end;
        if (!is_one_cluster(&blocks[block], line))
            check_held(line, sheet);
        if (!line->tied)
            EXPECT(line->top_px >= bottom_px);
        if (line->top_px + line->height_px > bottom_px)
            bottom_px = line->top_px + line->height_px;
        check_beside(lines, i);
    }
    for (; block < block_count; block++, at = 0)
        EXPECT_INT(at, blocks[block].kind == BLOCK_RULE ? 0 : blocks[block].length);
}

/* Each point span that is printed gives one object, each live range at least one. */
static void check_objects(const struct flow *flow, const struct block *blocks, size_t block_count)
{
    size_t object_count, points = 0, expected = 0;
    const struct flow_object *objects = flow_objects(flow, &object_count);
    for (size_t i = 0; i < object_count; i++) {
        points += objects[i].kind == SPAN_NOTE || objects[i].kind == SPAN_PAGE_BREAK;
        EXPECT(objects[i].label != NULL);
    }
    for (size_t b = 0; b < block_count; b++) {
        if (blocks[b].kind == BLOCK_RULE)
            continue;
        for (size_t s = 0; s < blocks[b].span_count; s++)
            expected +=
                blocks[b].spans[s].kind == SPAN_NOTE || blocks[b].spans[s].kind == SPAN_PAGE_BREAK;
    }
    EXPECT_INT(points, expected);
}

/* Each box lies within its line, and within the measure and the height if it is a line of its own.
 */
static void check_pictures(const struct flow *flow, const struct flow_sheet *sheet)
{
    size_t line_count, count;
    const struct flow_line *lines = flow_lines(flow, &line_count);
    const struct flow_picture *pictures = flow_pictures(flow, &count);
    for (size_t i = 0; i < count; i++) {
        struct rect rect = pictures[i].rect;
        const struct flow_line *line = &lines[pictures[i].line];
        EXPECT(rect.y >= line->top_px && rect.w > 0 && rect.h > 0);
        if (line->start < line->end || line->kind != BLOCK_CAPTION) {
            EXPECT(rect.x >= line->left_px - 1 && rect.x + rect.w <= line->right_px + 1);
            EXPECT(rect.y + rect.h <= line->top_px + line->height_px);
            continue;
        }
        EXPECT(rect.x >= 0 && rect.w > 0 && rect.x + rect.w <= sheet->measure_px);
        EXPECT(rect.h > 0 && rect.h <= sheet->picture_height_px);
        EXPECT_INT(rect.y, lines[pictures[i].line].top_px);
        EXPECT_INT(rect.h, lines[pictures[i].line].height_px);
    }
}

static void check_pages(struct flow *flow, int height_px)
{
    struct pages *pages = pages_create(flow, height_px / 2, height_px);
    EXPECT(pages_extend(pages, SIZE_MAX));
    size_t count, next = 0;
    (void)flow_lines(flow, &count);
    for (size_t i = 0; i < pages_count(pages); i++) {
        struct page_range range = pages_at(pages, i);
        EXPECT_INT(range.first_line, next);
        EXPECT(range.line_count > 0);
        next += range.line_count;
    }
    EXPECT_INT(next, count);
    pages_destroy(pages);
}

/* What the cells say: each character that is no control stands on its line, within it, and a touch
 * in its middle finds it. */
static void check_hits(const struct flow *flow, const struct block *blocks, struct arena *arena)
{
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    for (size_t i = 0; i < count; i += 1 + i % 5) {
        const struct block *block = &blocks[lines[i].block];
        if (lines[i].start >= lines[i].end || strchr(" \n\x01\x85", block->text[lines[i].start]))
            continue;
        uint32_t at = lines[i].start;
        uint32_t next = (uint32_t)grapheme_next(block->text, block->length, at);
        const struct hit_rect *rects;
        struct hit hit;
        if (!EXPECT_INT(hit_rects(flow, lines[i].block, at, next, arena, &rects), 1))
            continue;
        struct rect rect = rects[0].rect;
        EXPECT_INT(rects[0].line, i);
        EXPECT(rect.x >= lines[i].left_px && rect.x + rect.w <= lines[i].right_px);
        struct point middle = {rect.x + rect.w / 2, rect.y + rect.h / 2};
        if (EXPECT(hit_find(flow, i, 1, middle, 0, &hit)) && rect.w > 1)
            EXPECT(hit.start <= at && at < hit.end);
    }
}

static void set_round(uint64_t seed)
{
    uint64_t random = seed * 0x9E3779B97F4A7C15u + 1;
    struct arena *arena = arena_create();
    struct block blocks[BLOCKS_MOST];
    int next_note = 0;
    size_t block_count = 0, block_most = 1 + next_random(&random, BLOCKS_MOST - 1);
    while (block_count < block_most) {
        enum block_kind kind = (enum block_kind)next_random(&random, BLOCK_KIND_COUNT);
        if (kind == BLOCK_TABLE_CELL && next_random(&random, 2))
            block_count += make_table(arena, &random, &next_note, blocks + block_count,
                                      block_most - block_count);
        else
            blocks[block_count++] = make_block(arena, kind, 60, &random, &next_note);
    }
    struct note notes[NOTES];
    for (size_t i = 0; i < NOTES; i++)
        notes[i] = (struct note){.key = arena_format(arena, "%zu", i), .label = i % 2 ? "7" : "12"};

    struct flow_text text = {
        .blocks = blocks, .block_count = block_count, .notes = notes, .note_count = NOTES};
    struct facsimile picture = {.number = 190};
    picture.width = 1 + next_random(&random, 2000);
    picture.height = 1 + next_random(&random, 2000);
    text.pictures = &picture;
    text.picture_count = 1;
    struct flow_sheet sheet = flow_test_sheet(120 + (int)next_random(&random, 600));
    sheet.picture_height_px = (int)next_random(&random, 300);
    sheet.setting = (enum flow_setting)next_random(&random, 3);
    sheet.inline_pages = next_random(&random, 2);
    sheet.hang_px = (int)(seed % 2) * 10;
    sheet.hyphenate = next_random(&random, 2);
    sheet.end_rule = next_random(&random, 2);
    sheet.direction = (enum direction)next_random(&random, 2);
    sheet.face = (enum text_face)next_random(&random, 2);
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    flow_extend(flow, 3);
    flow_extend(flow, SIZE_MAX);
    check_lines(flow, blocks, block_count, &sheet);
    check_objects(flow, blocks, block_count);
    check_hits(flow, blocks, arena);
    check_pictures(flow, &sheet);
    check_pages(flow, 40 + (int)next_random(&random, 900));
    flow_destroy(flow);
    arena_destroy(arena);
}

static void holds_for_made_up_texts(void)
{
    for (uint64_t seed = 1; seed <= ROUNDS; seed++)
        set_round(seed);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"holds for made-up texts", holds_for_made_up_texts},
        {0},
    };
    return harness_run(cases);
}
