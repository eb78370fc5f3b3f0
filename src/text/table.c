#include <string.h>

#include "text/flow_state.h"

/* Hundredths of an em: between columns, and before the cells of a row set one below the other. */
enum { COLUMN_GAP = 150, CELL_INDENT = 150 };

enum { COLUMNS_MAX = 16 };

struct table {
    const struct block *cells;
    size_t count;
    size_t columns;
    int32_t widths_26_6[COLUMNS_MAX];
};

static size_t count_cells(const struct flow *flow, size_t index)
{
    const struct block *first = &flow->text.blocks[index];
    size_t end = index;
    while (end < flow->text.block_count && flow->text.blocks[end].kind == BLOCK_TABLE_CELL &&
           flow->text.blocks[end].table == first->table)
        end++;
    return end - index;
}

/* Measures the columns; false: they do not fit side by side, each cell on one line. */
static bool fits_in_columns(struct flow *flow, struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        if (cell->column >= COLUMNS_MAX || memchr(cell->text, '\n', cell->length))
            return false;
        struct block_style style = block_style_of(cell);
        int64_t width = paragraph_natural_width(flow_block_compose(flow, cell, &style));
        if (width > flow->sheet.measure_px * (int64_t)64)
            return false;
        if (width > table->widths_26_6[cell->column])
            table->widths_26_6[cell->column] = (int32_t)width;
        if (cell->column >= table->columns)
            table->columns = cell->column + 1u;
    }
    int64_t total = 0;
    for (size_t i = 0; i < table->columns; i++)
        total += table->widths_26_6[i] + (i > 0 ? flow->sheet.em_26_6 * COLUMN_GAP / 100 : 0);
    return total <= flow->sheet.measure_px * (int64_t)64;
}

/* The room of a column, from the column's start side on. */
static struct block_place column_room(const struct flow *flow, const struct table *table,
                                      size_t column)
{
    int32_t start = 0, measure = flow->sheet.measure_px * 64;
    for (size_t i = 0; i < column; i++)
        start += table->widths_26_6[i] + flow->sheet.em_26_6 * COLUMN_GAP / 100;
    /* A pixel more than the widest cell, so that rounding breaks none. */
    int32_t end = start + table->widths_26_6[column] + 64;
    if (flow->sheet.direction == DIRECTION_RTL)
        return (struct block_place){.left_26_6 = measure - end, .right_26_6 = measure - start};
    return (struct block_place){.left_26_6 = start, .right_26_6 = end};
}

static int set_cell(struct flow *flow, const struct block *cell, struct block_place place)
{
    struct block_style style = block_style_of(cell);
    return flow_block_set(flow, cell, &style, flow_block_compose(flow, cell, &style), &place);
}

static int set_columns(struct flow *flow, const struct table *table, int top_px)
{
    int bottom_px = top_px;
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        if (i > 0 && cell->row != cell[-1].row)
            top_px = bottom_px;
        struct block_place place = column_room(flow, table, cell->column);
        place.top_px = top_px;
        place.whole = true;
        place.tied = i > 0 && cell->row == cell[-1].row;
        int cell_bottom_px = set_cell(flow, cell, place);
        if (cell_bottom_px > bottom_px)
            bottom_px = cell_bottom_px;
    }
    return bottom_px;
}

static int set_below(struct flow *flow, const struct table *table, int top_px)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        struct block_style style = block_style_of(cell);
        if (i > 0 && cell->row == cell[-1].row)
            style.left = (int16_t)(style.left + CELL_INDENT);
        struct block_place place = flow_block_room(flow, cell, &style);
        place.top_px = top_px;
        top_px = flow_block_set(flow, cell, &style, flow_block_compose(flow, cell, &style), &place);
    }
    return top_px;
}

size_t table_set(struct flow *flow, size_t index, int top_px, int *ret_bottom_px)
{
    struct table table = {.cells = &flow->text.blocks[index], .count = count_cells(flow, index)};
    *ret_bottom_px = fits_in_columns(flow, &table) ? set_columns(flow, &table, top_px)
                                                   : set_below(flow, &table, top_px);
    return table.count;
}
