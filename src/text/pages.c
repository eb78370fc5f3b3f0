#include "text/pages.h"

#include <stdlib.h>

#include "base/memory.h"

/* Section 9 of the interface specification. */
enum {
    PARAGRAPH_LINES = 2,      /* of a paragraph on each side of a break */
    AFTER_HEADING_LINES = 2,  /* with a heading */
    BEFORE_CLOSING_LINES = 2, /* with closing and signature */
    PAGE_LINES = 4,           /* least on a page */
    LAST_PAGE_SHARE = 4       /* the last page takes lines until a page is filled to a fourth */
};

/* What a break may keep to. */
enum rule {
    RULE_HYPHEN = 1, /* no hyphen at a page's end */
    RULE_WIDOW = 2,  /* two lines of a paragraph on each side */
    RULE_LEAVE = 4,  /* headings, salutations and closings keep lines of the letter */
    RULE_KEEP = 8,   /* datelines and their like keep what follows */
    RULE_STUB = 16   /* no last page of a few lines */
};

/* A break is looked for with fewer and fewer rules, so that there always is one. A page rather
 * parts a paragraph of three lines, or ends with a dateline, than that it ends with a salutation;
 * and has few lines at last, where those behind are tied. */
static const unsigned relaxed[] = {
    RULE_HYPHEN | RULE_WIDOW | RULE_LEAVE | RULE_KEEP | RULE_STUB,
    RULE_HYPHEN | RULE_WIDOW | RULE_LEAVE | RULE_KEEP,
    RULE_HYPHEN | RULE_LEAVE | RULE_KEEP,
    RULE_HYPHEN | RULE_WIDOW | RULE_LEAVE,
    RULE_HYPHEN | RULE_WIDOW,
    RULE_HYPHEN,
    0,
};

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
           line->kind == BLOCK_LIST_HEAD || line->kind == BLOCK_SALUTATION;
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

static bool may_end(const struct look *look, size_t at, unsigned rules)
{
    const struct flow_line *line = &look->lines[at];
    if (at + 1 >= look->count)
        return true;
    if (look->lines[at + 1].tied)
        return false;
    if ((rules & RULE_HYPHEN) && line->hyphenated)
        return false;
    if ((rules & RULE_WIDOW) && splits_paragraph(look, at))
        return false;
    if ((rules & RULE_KEEP) && line->keep_with_next)
        return false;
    if (!(rules & RULE_LEAVE))
        return true;
    bool next_is_end_rule = look->lines[at + 1].kind == BLOCK_RULE && at + 2 == look->count;
    return !next_is_end_rule && !leaves_heading(look, at) && !leaves_closing(look, at);
}

/* ---- Cutting -----------------------------------------------------------------------------------
 */

static int page_height_px(const struct pages *pages)
{
    return pages->count == 0 ? pages->first_height_px : pages->height_px;
}

/* Fewer lines than these are a stub, where `fit` lines are a page. */
static size_t stub_lines(size_t fit)
{
    return fit / LAST_PAGE_SHARE > PAGE_LINES ? fit / LAST_PAGE_SHARE : PAGE_LINES;
}

/* How many lines fit, at least one. The flow is extended by what the rules look at beyond. */
static size_t lines_that_fit(struct pages *pages, struct look *look)
{
    size_t first = pages->next_line, fit = 1;
    int height_px = page_height_px(pages);
    for (;;) {
        bool whole = flow_extend(pages->flow, first + fit + stub_lines(fit) + 1);
        look->lines = flow_lines(pages->flow, &look->count);
        while (first + fit < look->count && look->lines[first + fit].top_px +
                                                    look->lines[first + fit].height_px -
                                                    look->lines[first].top_px <=
                                                height_px)
            fit++;
        if (whole || first + fit + stub_lines(fit) < look->count)
            return fit;
    }
}

/* The longest page that keeps to the rules and has lines enough; 0: none. */
static size_t find_end(const struct look *look, size_t fit, unsigned rules)
{
    size_t least = rules == 0 ? 1 : fit < PAGE_LINES ? fit : PAGE_LINES;
    for (size_t count = fit; count >= least && count > 0; count--) {
        size_t left = look->count - look->first - count;
        bool leaves_stub = left > 0 && left < stub_lines(fit) && count + left > 2 * stub_lines(fit);
        if ((rules & RULE_STUB) && leaves_stub)
            continue;
        if (may_end(look, look->first + count - 1, rules))
            return count;
    }
    return 0;
}

static void cut_page(struct pages *pages)
{
    struct look look = {.first = pages->next_line};
    size_t fit = lines_that_fit(pages, &look), count = 0;
    for (size_t i = 0; count == 0 && i < sizeof relaxed / sizeof *relaxed; i++)
        count = find_end(&look, fit, relaxed[i]);
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
