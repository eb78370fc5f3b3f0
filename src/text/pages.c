#include "text/pages.h"

#include <stdlib.h>

#include "base/memory.h"

/* Section 9 of the interface specification. */
enum {
    PARAGRAPH_LINES = 2,      /* of a paragraph on each side of a break */
    AFTER_HEADING_LINES = 2,  /* with a heading */
    BEFORE_CLOSING_LINES = 2, /* with closing and signature */
    PAGE_LINES = 4            /* least on a page */
};

/* How many rules a break keeps; it is looked for from the strictest on, so that there always is
 * one. */
enum strictness { ANY, NO_HYPHEN, NO_WIDOW, ALL_RULES };

struct pages {
    struct flow *flow;
    int first_height_px, height_px;
    struct page_range *ranges;
    size_t count, room;
    size_t next_line;
    bool done;
};

struct pages *pages_create(struct flow *flow, int first_height_px, int height_px)
{
    struct pages *pages = memory_zeroed(1, sizeof *pages);
    pages->flow = flow;
    pages->first_height_px = first_height_px;
    pages->height_px = height_px;
    return pages;
}

void pages_destroy(struct pages *pages)
{
    if (!pages)
        return;
    free(pages->ranges);
    free(pages);
}

/* ---- Where a page may end ----------------------------------------------------------------------
 */

static bool is_closing(enum block_kind kind)
{
    return kind == BLOCK_CLOSING || kind == BLOCK_SIGNATURE;
}

static bool is_heading(const struct flow_line *line)
{
    return line->kind == BLOCK_HEADING || line->kind == BLOCK_SOURCE_LINE ||
           line->kind == BLOCK_LIST_HEAD;
}

/* A line of the letter is at hand: the flow is extended as far as pages look ahead. */
struct look {
    const struct flow_line *lines;
    size_t count;
    size_t first; /* of the page */
};

/* Lines of one block before a break behind line `at`, on this page, and behind it. */
static bool splits_paragraph(const struct look *look, size_t at)
{
    const struct flow_line *lines = look->lines;
    if (at + 1 >= look->count || lines[at].last || lines[at + 1].block != lines[at].block)
        return false;
    size_t before = 1, after = 1;
    while (before < PARAGRAPH_LINES && at - before + 1 > look->first &&
           !lines[at - before + 1].first)
        before++;
    while (after < PARAGRAPH_LINES && !lines[at + after].last && at + after + 1 < look->count)
        after++;
    return before < PARAGRAPH_LINES || after < PARAGRAPH_LINES;
}

/* Whether a heading would stand with fewer than two lines of its text. */
static bool leaves_heading(const struct look *look, size_t at)
{
    for (size_t i = 0; i < AFTER_HEADING_LINES && i <= at - look->first; i++) {
        if (is_heading(&look->lines[at - i]))
            return at + 1 < look->count && !(i > 0 && is_heading(&look->lines[at + 1]));
    }
    return false;
}

/* Whether closing and signature would stand with fewer than two lines of the letter. */
static bool leaves_closing(const struct look *look, size_t at)
{
    size_t i = at + 1;
    while (i < look->count && i <= at + BEFORE_CLOSING_LINES && !is_closing(look->lines[i].kind))
        i++;
    if (i >= look->count || i > at + BEFORE_CLOSING_LINES)
        return false;
    /* Several signatures, one below the other, may be parted if they must. */
    return i - at - 1 < BEFORE_CLOSING_LINES;
}

static bool may_end(const struct look *look, size_t at, enum strictness strictness)
{
    const struct flow_line *line = &look->lines[at];
    if (at + 1 >= look->count)
        return true;
    if (look->lines[at + 1].top_px == line->top_px)
        return false; /* cells of one row */
    if (strictness >= NO_HYPHEN && line->hyphenated)
        return false;
    if (strictness >= NO_WIDOW && splits_paragraph(look, at))
        return false;
    if (strictness < ALL_RULES)
        return true;
    bool next_is_end_rule = look->lines[at + 1].kind == BLOCK_RULE && at + 2 == look->count;
    return !line->keep_with_next && !next_is_end_rule && !leaves_heading(look, at) &&
           !leaves_closing(look, at);
}

/* ---- Cutting -----------------------------------------------------------------------------------
 */

static int page_height_px(const struct pages *pages)
{
    return pages->count == 0 ? pages->first_height_px : pages->height_px;
}

/* How many lines fit, at least one. The flow is extended by what the rules look at beyond. */
static size_t lines_that_fit(struct pages *pages, struct look *look)
{
    size_t first = pages->next_line, fit = 1;
    int height_px = page_height_px(pages);
    for (;;) {
        bool whole = flow_extend(pages->flow, first + fit + PAGE_LINES + 1);
        look->lines = flow_lines(pages->flow, &look->count);
        while (first + fit < look->count && look->lines[first + fit].top_px +
                                                    look->lines[first + fit].height_px -
                                                    look->lines[first].top_px <=
                                                height_px)
            fit++;
        if (whole || first + fit + PAGE_LINES < look->count)
            return fit;
    }
}

/* The longest page that keeps the rules of one strictness and has lines enough; 0: none. */
static size_t find_end(const struct look *look, size_t fit, enum strictness strictness)
{
    size_t least = fit < PAGE_LINES ? fit : PAGE_LINES;
    for (size_t count = fit; count >= least && count > 0; count--) {
        size_t left = look->count - look->first - count;
        if (strictness == ALL_RULES && left > 0 && left < PAGE_LINES &&
            count + left > (size_t)2 * PAGE_LINES)
            continue;
        if (may_end(look, look->first + count - 1, strictness))
            return count;
    }
    return 0;
}

static void cut_page(struct pages *pages)
{
    struct look look = {.first = pages->next_line};
    size_t fit = lines_that_fit(pages, &look), count = 0;
    for (int strictness = ALL_RULES; count == 0 && strictness >= ANY; strictness--)
        count = find_end(&look, fit, (enum strictness)strictness);
    if (count == 0)
        count = fit;
    if (pages->count == pages->room) {
        pages->room = pages->room * 2 + 16;
        pages->ranges = memory_resized(pages->ranges, pages->room, sizeof *pages->ranges);
    }
    pages->ranges[pages->count++] = (struct page_range){look.first, count};
    pages->next_line += count;
}

bool pages_extend(struct pages *pages, size_t index)
{
    while (!pages->done && pages->count <= index) {
        bool whole = flow_extend(pages->flow, pages->next_line + 1);
        size_t count;
        (void)flow_lines(pages->flow, &count);
        if (whole && pages->next_line >= count)
            pages->done = true;
        else
            cut_page(pages);
    }
    return pages->done;
}

size_t pages_count(const struct pages *pages)
{
    return pages->count;
}

struct page_range pages_at(const struct pages *pages, size_t index)
{
    return pages->ranges[index];
}

size_t pages_page_of(struct pages *pages, uint32_t block, uint32_t byte)
{
    size_t line = flow_line_of(pages->flow, block, byte);
    while (pages->next_line <= line && !pages_extend(pages, pages->count))
        ;
    size_t low = 0, high = pages->count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (pages->ranges[middle].first_line <= line)
            low = middle;
        else
            high = middle;
    }
    return low;
}
