#include "view/rows.h"

#include "base/memory.h"

#include <stdlib.h>

/* A block that is parted keeps so many lines at least on either page. */
enum { LINES_LEAST = 2 };

/* One version, and how far it has been cut. */
struct side {
    struct flow *flow;
    size_t block_count;
    size_t line, end; /* of the block in hand: the next line, and the one after its last */
};

struct rows {
    struct side sides[2];
    int height_px;
    uint32_t block; /* in hand */
    struct row *rows;
    size_t row_count, row_room;
    struct row_page *pages;
    size_t page_count, page_room;
};

/* ---- Lines -------------------------------------------------------------------------------------
 */

static const struct flow_line *line_at(const struct side *side, size_t line)
{
    size_t count;
    return &flow_lines(side->flow, &count)[line];
}

/* The first line of a block, or past the last line of all. */
static size_t first_line(struct side *side, uint32_t block)
{
    size_t count;
    if (block < side->block_count) {
        size_t line = flow_line_of(side->flow, block, 0);
        return line_at(side, line)->block < block ? line + 1 : line; /* it may have no line */
    }
    flow_extend(side->flow, SIZE_MAX);
    (void)flow_lines(side->flow, &count);
    return count;
}

static void take_block(struct rows *rows)
{
    for (int i = 0; i < 2; i++) {
        struct side *side = &rows->sides[i];
        side->line = rows->block == 0 ? 0 : side->end;
        side->end = first_line(side, rows->block + 1);
        if (side->end < side->line)
            side->end = side->line;
    }
}

static bool is_over(const struct rows *rows)
{
    return rows->block >= rows->sides[0].block_count && rows->block >= rows->sides[1].block_count;
}

/* Height of `count` lines from the one in hand. */
static int height_of(const struct side *side, size_t count)
{
    if (count == 0)
        return 0;
    const struct flow_line *last = line_at(side, side->line + count - 1);
    return last->top_px + last->height_px - line_at(side, side->line)->top_px;
}

/* How many of the block's lines fit; all, or as many as leave none alone. */
static size_t fitting(const struct side *side, int room_px)
{
    size_t left = side->end - side->line, count = 0;
    while (count < left && height_of(side, count + 1) <= room_px)
        count++;
    if (count < left && left - count < LINES_LEAST && left > LINES_LEAST)
        count = left - LINES_LEAST;
    return count < left && count < LINES_LEAST ? 0 : count;
}

/* What the flow leaves between the lines before and after a block's end. */
static int gap_before(const struct side *side)
{
    if (side->line == 0 || side->line == side->end)
        return 0;
    const struct flow_line *last = line_at(side, side->line - 1);
    int gap = line_at(side, side->line)->top_px - last->top_px - last->height_px;
    return gap > 0 ? gap : 0;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void *grown(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 16 : *room * 2;
    return memory_resized(items, *room, size);
}

static void add_row(struct rows *rows, const size_t counts[2], int top_px)
{
    rows->rows = grown(rows->rows, rows->row_count, &rows->row_room, sizeof *rows->rows);
    struct row *row = &rows->rows[rows->row_count++];
    *row = (struct row){.top_px = top_px};
    for (int i = 0; i < 2; i++) {
        row->first_line[i] = rows->sides[i].line;
        row->line_count[i] = counts[i];
        rows->sides[i].line += counts[i];
    }
    rows->pages[rows->page_count - 1].count++;
}

static bool is_done(const struct rows *rows)
{
    return rows->sides[0].line == rows->sides[0].end && rows->sides[1].line == rows->sides[1].end;
}

/* Lines that a higher page would take, where none fits this one: at least one goes on. */
static void force(const struct rows *rows, size_t counts[2])
{
    for (int i = 0; i < 2; i++)
        counts[i] = rows->sides[i].line < rows->sides[i].end ? 1 : 0;
}

/* What became of a block on a page. */
enum put { PUT_ALL, PUT_PART, PUT_NONE };

/* Puts what fits of the block in hand below *top_px, and moves that. */
static enum put put_block(struct rows *rows, int *top_px)
{
    const struct side *sides = rows->sides;
    bool empty = rows->pages[rows->page_count - 1].count == 0;
    if (is_done(rows))
        return PUT_ALL; /* neither version has a word there */
    int top = empty ? 0 : *top_px + larger(gap_before(&sides[0]), gap_before(&sides[1]));
    size_t counts[2] = {fitting(&sides[0], rows->height_px - top),
                        fitting(&sides[1], rows->height_px - top)};
    bool starved = (counts[0] == 0 && sides[0].line < sides[0].end) ||
                   (counts[1] == 0 && sides[1].line < sides[1].end);
    if (starved && !empty)
        return PUT_NONE;
    if (counts[0] == 0 && counts[1] == 0)
        force(rows, counts);
    *top_px = top + larger(height_of(&sides[0], counts[0]), height_of(&sides[1], counts[1]));
    add_row(rows, counts, top);
    return is_done(rows) ? PUT_ALL : PUT_PART;
}

static bool is_head(const struct rows *rows, const struct row *row)
{
    for (int i = 0; i < 2; i++)
        if (row->line_count[i] > 0 &&
            line_at(&rows->sides[i], row->first_line[i] + row->line_count[i] - 1)->keep_with_next)
            return true;
    return false;
}

/* A heading, dateline or salutation does not end a page: it is put on the next, unless that left
 * more than a third of this one empty. */
static void take_back_heads(struct rows *rows)
{
    struct row_page *page = &rows->pages[rows->page_count - 1];
    while (page->count > 1 && is_head(rows, &rows->rows[rows->row_count - 1]) &&
           rows->rows[rows->row_count - 1].top_px * 3 >= rows->height_px * 2) {
        const struct row *last = &rows->rows[--rows->row_count];
        page->count--;
        rows->block--;
        for (int i = 0; i < 2; i++) {
            rows->sides[i].end = rows->sides[i].line;
            rows->sides[i].line = last->first_line[i];
        }
    }
}

static void make_page(struct rows *rows)
{
    rows->pages = grown(rows->pages, rows->page_count, &rows->page_room, sizeof *rows->pages);
    rows->pages[rows->page_count++] = (struct row_page){rows->row_count, 0};
    int top = 0;
    enum put put = PUT_ALL;
    while (!is_over(rows) && (put = put_block(rows, &top)) == PUT_ALL) {
        rows->block++;
        if (!is_over(rows))
            take_block(rows);
    }
    if (put == PUT_NONE)
        take_back_heads(rows);
}

struct rows *rows_create(struct flow *const flows[2], const size_t block_counts[2], int height_px)
{
    struct rows *rows = memory_zeroed(1, sizeof *rows);
    rows->height_px = height_px;
    for (int i = 0; i < 2; i++)
        rows->sides[i] = (struct side){.flow = flows[i], .block_count = block_counts[i]};
    take_block(rows);
    make_page(rows);
    return rows;
}

void rows_destroy(struct rows *rows)
{
    if (rows == NULL)
        return;
    free(rows->rows);
    free(rows->pages);
    free(rows);
}

bool rows_extend(struct rows *rows, size_t index)
{
    while (rows->page_count <= index && !is_over(rows))
        make_page(rows);
    return is_over(rows);
}

size_t rows_page_count(const struct rows *rows)
{
    return rows->page_count;
}

struct row_page rows_page(const struct rows *rows, size_t index)
{
    return rows->pages[index];
}

const struct row *rows_at(const struct rows *rows, size_t index)
{
    return &rows->rows[index];
}

static bool has_line(const struct rows *rows, size_t page, int side, size_t line)
{
    struct row_page range = rows->pages[page];
    for (size_t i = range.first; i < range.first + range.count; i++)
        if (line < rows->rows[i].first_line[side] + rows->rows[i].line_count[side])
            return true;
    return false;
}

size_t rows_page_of(struct rows *rows, int side, uint32_t block, uint32_t byte)
{
    size_t line = flow_line_of(rows->sides[side].flow, block, byte), page = 0;
    while (!has_line(rows, page, side, line)) {
        if (page + 1 == rows->page_count && rows_extend(rows, page + 1) &&
            page + 1 == rows->page_count)
            break;
        page++;
    }
    return page;
}
