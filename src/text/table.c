#include <string.h>

#include "base/utf8.h"
#include "text/break.h"
#include "text/flow_state.h"
#include "text/itemise.h"

/* Hundredths of an em: between columns, the least width of one whose cells wrap, and before the
 * cells of a row set one below the other. Hundredths of the leading: between rows whose cells wrap.
 */
enum { COLUMN_GAP = 150, WRAPPED_LEAST = 700, CELL_INDENT = 150, ROW_GAP = 20 };

enum {
    COLUMNS_MAX = 16,
    ROW_LINES_MOST = 4, /* as the lowest page holds (section 2 of the interface specification) */
    FIGURES_BYTES_MOST = 24 /* of a cell that is a figure with its unit */
};

struct column {
    int32_t natural_26_6; /* of its widest cell on one line */
    int32_t least_26_6;   /* that parts no word */
    int32_t start_26_6, width_26_6;
    bool figures; /* cells begin with a figure, but for the head: set at the end side */
};

struct table {
    const struct block *cells;
    size_t count;
    struct column columns[COLUMNS_MAX];
    size_t column_count;
    bool wrapped;
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

static bool is_empty(const struct block *cell)
{
    return cell->length == 0 && cell->span_count == 0;
}

/* Whether the cell stands in the row of the one before it. */
static bool continues_row(const struct table *table, size_t i)
{
    return i > 0 && table->cells[i].row == table->cells[i - 1].row;
}

/* Whether cells come row by row and each row from column to column. */
static bool is_regular(const struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        if (cell->column >= COLUMNS_MAX)
            return false;
        if (continues_row(table, i) ? cell->column <= cell[-1].column
                                    : i > 0 && cell->row < cell[-1].row)
            return false;
    }
    return true;
}

/* ---- Columns -----------------------------------------------------------------------------------
 */

static int32_t em_part(const struct flow *flow, int hundredths)
{
    return flow->sheet.em_26_6 * hundredths / 100;
}

static int32_t measure_26_6(const struct flow *flow)
{
    return flow->sheet.measure_px * 64;
}

/* The widest piece that no line end may part. */
static int64_t widest_piece(const struct set_text *text)
{
    int64_t widest = 0;
    for (uint32_t start = 0, end; start < text->length; start = end) {
        end = start + 1;
        while (end < text->length && text->kinds[end] < BREAK_ALLOWED)
            end++;
        uint32_t visible = end;
        while (visible > start &&
               (text->bytes[visible - 1] == ' ' || text->bytes[visible - 1] == '\n'))
            visible--;
        int64_t width = text->x_26_6[visible] - text->x_26_6[start];
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* "39.0 million", "$12", "30 руб.": a short cell that begins with a figure, any sign before it. */
static bool is_figure(const struct block *cell)
{
    size_t at = 0;
    uint32_t c = 0;
    while (at < cell->length && !itemise_is_digit(c) && !itemise_is_letter(c))
        c = utf8_next(cell->text, cell->length, &at);
    return itemise_is_digit(c) && cell->length <= FIGURES_BYTES_MOST;
}

static struct set_text *compose(struct flow *flow, const struct block *cell)
{
    struct block_style style = block_style_of(cell);
    return flow_block_compose(flow, cell, &style);
}

/* What the cells of each column need. A pixel more than they take, so that rounding breaks none. */
static void measure_columns(struct flow *flow, struct table *table)
{
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        table->columns[i].figures = true;
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        struct column *column = &table->columns[cell->column];
        const struct set_text *text = compose(flow, cell);
        int64_t natural = paragraph_natural_width(text) + 64, least = widest_piece(text) + 64;
        int64_t most = measure_26_6(flow) + 64;
        natural = natural < most ? natural : most;
        least = least < most ? least : most;
        column->natural_26_6 =
            natural > column->natural_26_6 ? (int32_t)natural : column->natural_26_6;
        column->least_26_6 = least > column->least_26_6 ? (int32_t)least : column->least_26_6;
        bool is_head = cell->row == table->cells[0].row && cell->column > 0;
        if (!is_head && !is_empty(cell) && !is_figure(cell))
            column->figures = false;
        if (cell->column >= table->column_count)
            table->column_count = cell->column + 1u;
    }
}

/* Gives each column its natural width where there is room for all; else shares the room out, more
 * to those that lack more. False: there is not even room for their words. */
static bool share_room(const struct flow *flow, struct table *table)
{
    int64_t natural = 0, least = 0, room = measure_26_6(flow);
    for (size_t i = 0; i < table->column_count; i++) {
        struct column *column = &table->columns[i];
        int32_t readable = em_part(flow, WRAPPED_LEAST);
        if (readable > column->natural_26_6)
            readable = column->natural_26_6;
        if (column->least_26_6 < readable)
            column->least_26_6 = readable;
        natural += column->natural_26_6;
        least += column->least_26_6;
        room -= i > 0 ? em_part(flow, COLUMN_GAP) : 0;
    }
    table->wrapped = natural > room;
    if (least > room)
        return false;
    int32_t start = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        struct column *column = &table->columns[i];
        int64_t lacks = column->natural_26_6 - column->least_26_6;
        column->width_26_6 = column->natural_26_6;
        if (table->wrapped)
            column->width_26_6 =
                column->least_26_6 + (int32_t)(lacks * (room - least) / (natural - least));
        column->start_26_6 = start;
        start += column->width_26_6 + em_part(flow, COLUMN_GAP);
    }
    return true;
}

/* Whether no page break would have to part a row. */
static bool rows_are_low(struct flow *flow, const struct table *table)
{
    size_t most = ROW_LINES_MOST;
    if (flow->sheet.leading_px > 0 &&
        flow->sheet.picture_height_px / flow->sheet.leading_px > ROW_LINES_MOST)
        most = (size_t)(flow->sheet.picture_height_px / flow->sheet.leading_px);
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        struct block_style style = block_style_of(cell);
        if (flow_block_count_lines(flow, &style, flow_block_compose(flow, cell, &style),
                                   table->columns[cell->column].width_26_6) > most)
            return false;
    }
    return true;
}

/* The room of a column, from the column's start side on. */
static struct block_place column_room(const struct flow *flow, const struct column *column)
{
    int32_t start = column->start_26_6, end = start + column->width_26_6;
    if (flow->sheet.direction == DIRECTION_RTL)
        return (struct block_place){.left_26_6 = measure_26_6(flow) - end,
                                    .right_26_6 = measure_26_6(flow) - start};
    return (struct block_place){.left_26_6 = start, .right_26_6 = end};
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static int set_cell(struct flow *flow, const struct block *cell, const struct block_style *style,
                    const struct block_place *place)
{
    return flow_block_set(flow, cell, style, flow_block_compose(flow, cell, style), place);
}

static int set_columns(struct flow *flow, const struct table *table, int top_px)
{
    int bottom_px = top_px, gap_px = table->wrapped ? flow->sheet.leading_px * ROW_GAP / 100 : 0;
    bool begun = false;
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        const struct column *column = &table->columns[cell->column];
        if (!continues_row(table, i)) {
            top_px = bottom_px + (bottom_px > top_px ? gap_px : 0);
            begun = false;
        }
        if (is_empty(cell))
            continue;
        struct block_style style = block_style_of(cell);
        if (column->figures && cell->align == ALIGN_BY_KIND)
            style.align = ALIGN_END;
        struct block_place place = column_room(flow, column);
        place.top_px = top_px;
        place.whole = true;
        place.tied = begun;
        int cell_bottom_px = set_cell(flow, cell, &style, &place);
        bottom_px = cell_bottom_px > bottom_px ? cell_bottom_px : bottom_px;
        begun = true;
    }
    return bottom_px;
}

/* A table too wide for columns becomes a list: the cells of a row one below the other, the further
 * ones indented. */
static int set_below(struct flow *flow, const struct table *table, int top_px)
{
    int gap_px = flow->sheet.leading_px * ROW_GAP / 100;
    bool begun = false, first = true;
    for (size_t i = 0; i < table->count; i++) {
        const struct block *cell = &table->cells[i];
        begun = begun && continues_row(table, i);
        if (is_empty(cell))
            continue;
        struct block_style style = block_style_of(cell);
        if (begun)
            style.left = (int16_t)(style.left + CELL_INDENT);
        else if (!first)
            top_px += gap_px;
        struct block_place place = flow_block_room(flow, cell, &style);
        place.top_px = top_px;
        top_px = set_cell(flow, cell, &style, &place);
        begun = true;
        first = false;
    }
    return top_px;
}

size_t table_set(struct flow *flow, size_t index, int top_px, int *ret_bottom_px)
{
    struct table table = {.cells = &flow->text.blocks[index], .count = count_cells(flow, index)};
    size_t line_count = flow->store.line_count;
    bool in_columns = is_regular(&table);
    if (in_columns) {
        measure_columns(flow, &table);
        in_columns = share_room(flow, &table) && (!table.wrapped || rows_are_low(flow, &table));
    }
    int bottom_px =
        in_columns ? set_columns(flow, &table, top_px) : set_below(flow, &table, top_px);
    *ret_bottom_px = flow->store.line_count > line_count ? bottom_px : flow->bottom_px;
    return table.count;
}
