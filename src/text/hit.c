#include "text/hit.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/break.h"
#include "text/flow_state.h"
#include "text/itemise.h"

struct cells {
    const struct store_cell *cells;
    size_t count;
};

static struct cells cells_of(const struct flow *flow, size_t line)
{
    const struct store *store = &flow->store;
    size_t first = store->starts[line].cell;
    size_t end = line + 1 < store->line_count ? store->starts[line + 1].cell : store->cell_count;
    return first == end ? (struct cells){NULL, 0}
                        : (struct cells){store->cells + first, end - first};
}

/* ---- From a point ------------------------------------------------------------------------------
 */

static int64_t distance(int64_t at, int64_t low, int64_t high)
{
    return at < low ? low - at : at >= high ? at - high + 1 : 0;
}

/* Lines above count before what stands beside: cells of a row are lines of one height. */
static size_t nearest_line(const struct flow *flow, size_t first, size_t end, struct point point)
{
    int64_t least_down = INT64_MAX, least_across = INT64_MAX;
    size_t nearest = first;
    for (size_t i = first; i < end; i++) {
        const struct flow_line *line = &flow->store.lines[i];
        int64_t down = distance(point.y, line->top_px, line->top_px + line->height_px);
        int64_t across = distance(point.x, line->left_px, line->right_px);
        if (down < least_down || (down == least_down && across < least_across)) {
            least_down = down;
            least_across = across;
            nearest = i;
        }
    }
    return nearest;
}

static void find_character(const struct flow *flow, int x_px, struct hit *hit)
{
    const struct flow_line *line = &flow->store.lines[hit->line];
    struct cells cells = cells_of(flow, hit->line);
    int64_t least = INT64_MAX, x_26_6 = (int64_t)x_px * 64 + 32;
    hit->start = hit->end = line->start;
    for (size_t i = 0; i < cells.count; i++) {
        const struct store_cell *cell = &cells.cells[i];
        int64_t away = distance(x_26_6, cell->left_26_6, cell->right_26_6);
        if (away < least) {
            least = away;
            hit->start = cell->start;
            hit->end = cell->end;
        }
    }
}

static bool is_of_word(uint32_t c)
{
    return itemise_is_letter(c) || itemise_is_digit(c) || itemise_is_mark(c);
}

/* A word lies between two breaks; what stands around it and is no part of words is left out. */
static void find_word(const struct block *block, struct hit *hit)
{
    hit->word_start = hit->start;
    hit->word_end = hit->end;
    if (hit->start == hit->end)
        return;
    uint8_t *kinds = memory_zeroed((size_t)block->length + 1, 1);
    break_opportunities(block->text, block->length, kinds);
    size_t start = hit->start, end = hit->end;
    while (start > 0 && kinds[start] < BREAK_ALLOWED)
        start--;
    while (end < block->length && kinds[end] < BREAK_ALLOWED)
        end++;
    free(kinds);
    for (size_t next = start; next < end && !is_of_word(utf8_next(block->text, end, &next));)
        start = next;
    for (size_t last = end; last > start && !is_of_word(utf8_previous(block->text, end, &last));)
        end = last;
    if (start < end && hit->start >= start && hit->end <= end) {
        hit->word_start = (uint32_t)start;
        hit->word_end = (uint32_t)end;
    }
}

static size_t nearest_object(const struct flow *flow, size_t first, size_t end, struct point point,
                             int reach_px)
{
    long least = (long)reach_px * reach_px + 1;
    size_t nearest = HIT_NO_OBJECT;
    for (size_t i = 0; i < flow->store.object_count; i++) {
        const struct flow_object *object = &flow->store.objects[i];
        if (object->line < first || object->line >= end || object->kind == SPAN_PAGE_BREAK ||
            !flow_object_is_live(object, first))
            continue;
        long away = rect_distance_squared(object->rect, point);
        if (away < least) {
            least = away;
            nearest = i;
        }
    }
    return nearest;
}

bool hit_find(const struct flow *flow, size_t first_line, size_t line_count, struct point point,
              int reach_px, struct hit *ret_hit)
{
    size_t total = flow->store.line_count;
    if (first_line >= total || line_count == 0)
        return false;
    size_t end = line_count < total - first_line ? first_line + line_count : total;
    struct hit hit = {.line = nearest_line(flow, first_line, end, point)};
    hit.block = flow->store.lines[hit.line].block;
    find_character(flow, point.x, &hit);
    find_word(&flow->text.blocks[hit.block], &hit);
    hit.object = nearest_object(flow, first_line, end, point, reach_px);
    *ret_hit = hit;
    return true;
}

/* ---- From a place ------------------------------------------------------------------------------
 */

/* The first line of the block that is set, or a later one's. */
static size_t first_line_of(const struct flow *flow, uint32_t block)
{
    size_t low = 0, high = flow->store.line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (flow->store.lines[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int floor_px(int32_t x_26_6)
{
    return (int)(x_26_6 >= 0 ? x_26_6 / 64 : -((63 - x_26_6) / 64));
}

/* Puts the rectangles of one line behind the others, or only counts them where `rects` is NULL. */
static size_t line_rects(const struct flow *flow, size_t index, uint32_t start, uint32_t end,
                         struct hit_rect *rects)
{
    const struct flow_line *line = &flow->store.lines[index];
    struct cells cells = cells_of(flow, index);
    size_t count = 0;
    for (size_t i = 0, behind; i < cells.count; i = behind) {
        for (behind = i; behind < cells.count && cells.cells[behind].start < end &&
                         cells.cells[behind].end > start;
             behind++)
            ;
        if (behind == i) {
            behind++;
            continue;
        }
        int left = floor_px(cells.cells[i].left_26_6);
        int right = -floor_px(-cells.cells[behind - 1].right_26_6);
        if (rects)
            rects[count] =
                (struct hit_rect){index, {left, line->top_px, right - left, line->height_px}};
        count++;
    }
    return count;
}

size_t hit_rects(const struct flow *flow, uint32_t block, uint32_t start, uint32_t end,
                 struct arena *arena, const struct hit_rect **ret_rects)
{
    struct hit_rect *rects = NULL;
    size_t count = 0;
    for (int round = 0; round < 2; round++) {
        if (round == 1)
            rects = arena_alloc(arena, count + 1, sizeof *rects);
        count = 0;
        for (size_t i = first_line_of(flow, block);
             i < flow->store.line_count && flow->store.lines[i].block == block; i++)
            count += line_rects(flow, i, start, end, rects ? rects + count : NULL);
    }
    *ret_rects = rects;
    return count;
}
