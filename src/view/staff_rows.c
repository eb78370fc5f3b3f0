#include "view/staff_rows.h"

#include "view/code.h"

#include <string.h>

enum { LINES_MAX = 6 }; /* of one sentence or fact */

/* ---- Making a page -----------------------------------------------------------------------------
 */

static struct staff_row *append(struct staff_rows *rows, enum staff_row_kind kind)
{
    if (rows->count == STAFF_ROWS_MAX)
        return NULL;
    struct staff_row *row = &rows->rows[rows->count++];
    *row = (struct staff_row){.kind = kind};
    return row;
}

void staff_rows_fact(struct staff_rows *rows, const char *label, const char *value, bool named)
{
    struct staff_row *row = value == NULL ? NULL : append(rows, STAFF_ROW_FACT);
    if (row == NULL)
        return;
    row->label = label;
    row->value = value;
    row->named = named;
}

void staff_rows_text(struct staff_rows *rows, const char *text, bool named)
{
    struct staff_row *row = append(rows, STAFF_ROW_TEXT);
    if (row == NULL)
        return;
    row->label = text;
    row->named = named;
}

void staff_rows_code(struct staff_rows *rows, const char *hint, const char *text)
{
    struct staff_row *row = append(rows, STAFF_ROW_CODE);
    if (row == NULL)
        return;
    row->label = hint;
    row->value = text;
}

void staff_rows_choice(struct staff_rows *rows, const char *label)
{
    struct staff_row *row = append(rows, STAFF_ROW_CHOICE);
    if (row != NULL)
        row->label = label;
}

static void add_cell(struct staff_row *row, const struct bar_cell *cell, bool chosen)
{
    row->chosen[row->cell_count] = chosen;
    row->cells[row->cell_count] = *cell;
    row->cells[row->cell_count++].is_set = true;
}

void staff_rows_cell(struct staff_rows *rows, const struct bar_cell *cell, bool chosen)
{
    struct staff_row *row = rows->count == 0 ? NULL : &rows->rows[rows->count - 1];
    if (row != NULL && row->cell_count < STAFF_BUTTONS_MAX)
        add_cell(row, cell, chosen);
}

void staff_rows_button(struct staff_rows *rows, const struct bar_cell *cell, bool chosen)
{
    struct staff_row *row = rows->count == 0 ? NULL : &rows->rows[rows->count - 1];
    if (row == NULL || row->kind != STAFF_ROW_BUTTONS || row->cell_count >= rows->columns)
        row = append(rows, STAFF_ROW_BUTTONS);
    if (row != NULL)
        add_cell(row, cell, chosen);
}

/* ---- Lengths -----------------------------------------------------------------------------------
 */

static bool is_rtl(const struct stage *stage)
{
    return strings_direction(stage->config->strings) == DIRECTION_RTL;
}

/* The share of the width that labels have. */
static int label_width(const struct stage *stage, int width)
{
    return stage->look.size_class == SCREEN_LANDSCAPE ? width / 4 : width * 3 / 10;
}

static struct lettering_spec spec_of(const struct stage *stage, const char *text, int w_px,
                                     bool named)
{
    return (struct lettering_spec){
        .text = text,
        .role = LOOK_BUTTON,
        .w_px = w_px,
        .max_lines = LINES_MAX,
        .ink = TOKEN_INK,
        .ground = TOKEN_PAGE,
        .top = true,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction = named ? stage_name_direction(text) : strings_direction(stage->config->strings),
    };
}

static int text_height(const struct stage *stage, const char *text, int w_px, bool named)
{
    const struct lettering_spec spec = spec_of(stage, text, w_px, named);
    return lettering_height_px(stage->lettering, &spec);
}

/* A code's picture; side 0: it cannot be one. */
struct code {
    struct qr qr;
    int square_px, side_px;
};

static struct code make_code(const struct stage *stage, const char *text, struct rect room,
                             struct arena *arena)
{
    struct code code = {0};
    if (qr_encode(text, arena, &code.qr) != STATUS_OK)
        return code;
    code.square_px = code_square_px(&stage->look, &code.qr, room.h);
    code.side_px = code_side_px(&code.qr, code.square_px);
    return code;
}

static int row_height(const struct stage *stage, const struct staff_row *row, struct rect room,
                      struct arena *arena)
{
    const struct look *look = &stage->look;
    int labels = label_width(stage, room.w), gap = look->gap_px, label, value;
    switch (row->kind) {
    case STAFF_ROW_FACT:
        label = text_height(stage, row->label, labels - gap, false);
        value = text_height(stage, row->value, room.w - labels, row->named);
        return (label > value ? label : value) + gap;
    case STAFF_ROW_TEXT:
        return text_height(stage, row->label, room.w, row->named) + 2 * gap;
    case STAFF_ROW_CODE:
        return make_code(stage, row->value, room, arena).side_px + gap;
    case STAFF_ROW_CHOICE:
    case STAFF_ROW_BUTTONS:
        break;
    }
    return look->button_px + gap;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

/* A rectangle of the room, mirrored in it where the interface is read from right to left. */
static struct rect in_room(const struct stage *stage, struct rect room, struct rect rect)
{
    if (is_rtl(stage))
        rect.x = room.x + room.x + room.w - rect.x - rect.w;
    return rect;
}

static void draw_words(const struct stage *stage, struct rect rect, const char *text,
                       enum theme_token ink, bool named, struct draw_list *list)
{
    struct lettering_spec spec = spec_of(stage, text, rect.w, named);
    spec.h_px =
        rect.h + stage->look.gap_px; /* Arabic goes deeper than a line, into the gap below */
    spec.ink = ink;
    bool one_line = named && lettering_width_px(stage->lettering, &spec) <= rect.w;
    if (one_line) /* a name of the other direction stands where the interface begins to read */
        spec.align = stage_name_align(stage, text);
    lettering_draw(stage->lettering, &spec, rect.x, rect.y, list);
}

static void draw_fact(const struct stage *stage, const struct staff_row *row, struct rect at,
                      struct draw_list *list)
{
    int labels = label_width(stage, at.w), gap = stage->look.gap_px;
    struct rect label = {at.x, at.y, labels - gap, at.h};
    struct rect value = {at.x + labels, at.y, at.w - labels, at.h};
    draw_words(stage, in_room(stage, at, label), row->label, TOKEN_INK2, false, list);
    draw_words(stage, in_room(stage, at, value), row->value, TOKEN_INK, row->named, list);
}

/* One cell: a button, or words between two buttons. */
static void draw_cell(const struct stage *stage, struct rect rect, const struct bar_cell *cell,
                      bool chosen, struct draw_list *list)
{
    if (cell->action != ACTION_NONE) {
        bar_button(stage, rect, cell, chosen ? BAR_PRIMARY : BAR_OUTLINED, list);
        return;
    }
    struct lettering_spec spec = spec_of(stage, cell->label, rect.w, false);
    spec.h_px = rect.h;
    spec.top = false;
    spec.max_lines = 2;
    spec.align = DRAW_CENTER;
    lettering_draw(stage->lettering, &spec, rect.x, rect.y, list);
}

static void draw_cells(const struct stage *stage, const struct staff_row *row, struct rect at,
                       size_t columns, struct rect room, struct draw_list *list)
{
    const int gap = stage->look.gap_px, count = (int)columns, width = at.w - (count - 1) * gap;
    for (int i = 0; i < (int)row->cell_count; i++) {
        int left = width * i / count + i * gap, right = width * (i + 1) / count + i * gap;
        struct rect rect = {at.x + left, at.y, right - left, stage->look.button_px};
        draw_cell(stage, in_room(stage, room, rect), &row->cells[i], row->chosen[i], list);
    }
}

static void draw_choice(const struct stage *stage, const struct staff_row *row, struct rect at,
                        struct draw_list *list)
{
    int labels = label_width(stage, at.w), gap = stage->look.gap_px;
    struct lettering_spec spec = spec_of(stage, row->label, labels - gap, false);
    const struct rect label =
        in_room(stage, at, (struct rect){at.x, at.y, labels - gap, stage->look.button_px});
    spec.h_px = label.h;
    spec.top = false;
    spec.max_lines = 3;
    spec.ink = TOKEN_INK2;
    lettering_draw(stage->lettering, &spec, label.x, label.y, list);
    draw_cells(stage, row, (struct rect){at.x + labels, at.y, at.w - labels, at.h}, row->cell_count,
               at, list);
}

static void draw_code(const struct stage *stage, const struct staff_row *row, struct rect at,
                      struct rect room, struct draw_list *list)
{
    const struct code code = make_code(stage, row->value, room, list->arena);
    if (code.side_px == 0)
        return;
    int beside = code.side_px + stage->look.edge_px;
    const struct rect picture =
        in_room(stage, at, (struct rect){at.x, at.y, code.side_px, code.side_px});
    const struct rect words =
        in_room(stage, at, (struct rect){at.x + beside, at.y, at.w - beside, code.side_px});
    const struct glyph_page *page = code_picture(&code.qr, code.square_px);
    draw_list_surface(list, picture, page, (struct point){0, 0}, 255);
    glyph_page_release(page);
    draw_words(stage, words, row->label, TOKEN_INK, false, list);
}

static void draw_row(const struct stage *stage, const struct staff_rows *rows,
                     const struct staff_row *row, struct rect at, struct rect room,
                     struct draw_list *list)
{
    switch (row->kind) {
    case STAFF_ROW_FACT:
        draw_fact(stage, row, at, list);
        break;
    case STAFF_ROW_TEXT:
        draw_words(stage, at, row->label, TOKEN_INK, row->named, list);
        break;
    case STAFF_ROW_CHOICE:
        draw_choice(stage, row, at, list);
        break;
    case STAFF_ROW_BUTTONS:
        draw_cells(stage, row, at, rows->columns, at, list);
        break;
    case STAFF_ROW_CODE:
        draw_code(stage, row, at, room, list);
        break;
    }
}

static bool has_buttons(const struct staff_row *row)
{
    return row->kind == STAFF_ROW_BUTTONS || row->kind == STAFF_ROW_CHOICE;
}

/* Buttons and words keep more apart than rows of one kind. */
static bool ends_group(const struct staff_rows *rows, size_t i)
{
    return i + 1 < rows->count && has_buttons(&rows->rows[i]) != has_buttons(&rows->rows[i + 1]);
}

size_t staff_rows_draw(const struct stage *stage, const struct staff_rows *rows, struct rect room,
                       size_t part, struct draw_list *list)
{
    int heights[STAFF_ROWS_MAX] = {0}, used = 0;
    size_t parts[STAFF_ROWS_MAX] = {0}, count = 1;
    for (size_t i = 0; i < rows->count; i++) {
        heights[i] = row_height(stage, &rows->rows[i], room, list->arena);
        if (ends_group(rows, i))
            heights[i] += 2 * stage->look.gap_px;
        bool fits = used == 0 || used + heights[i] - stage->look.gap_px <= room.h;
        count += !fits;
        used = fits ? used + heights[i] : heights[i];
        parts[i] = count - 1;
    }
    size_t shown = part < count ? part : count - 1;
    for (size_t i = 0, y = (size_t)room.y; i < rows->count; i++) {
        if (parts[i] != shown)
            continue;
        const int below = stage->look.gap_px * (ends_group(rows, i) ? 3 : 1);
        const struct rect at = {room.x, (int)y, room.w, heights[i] - below};
        draw_row(stage, rows, &rows->rows[i], at, room, list);
        y += (size_t)heights[i];
    }
    return count;
}
