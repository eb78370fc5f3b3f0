#include "view/bar.h"

#include <assert.h>
#include <string.h>

static struct text_style label_style(const struct stage *stage)
{
    return (struct text_style){
        .face = FACE_UI,
        .lining_figures = true,
        .size_26_6 = stage->look.em_26_6[LOOK_BUTTON],
        .lang = strings_lang(stage->config->strings),
    };
}

static int icon_px(const struct stage *stage)
{
    return stage->look.em_26_6[LOOK_BUTTON] * 5 / 4 / 64;
}

int bar_button_width(const struct stage *stage, const char *label, bool icon)
{
    const struct look *look = &stage->look;
    struct text_style style = label_style(stage);
    int padding = look_px(look, look->size_class == SCREEN_SMALL ? 20 : 50);
    int width = 2 * padding;
    if (label != NULL)
        width += text_metrics_width_px(stage->config->metrics, &style, label);
    if (icon)
        width += icon_px(stage) + (label == NULL ? 0 : look_px(look, 20));
    return width > look->button_min_px ? width : look->button_min_px;
}

static struct lettering_spec set_label(const struct stage *stage, const char *text,
                                       enum theme_token ink, enum theme_token ground)
{
    return (struct lettering_spec){
        .text = text,
        .role = LOOK_BUTTON,
        .align = DRAW_CENTER,
        .ink = ink,
        .ground = ground,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
}

static void draw_set_label(const struct stage *stage, struct rect rect, const char *text,
                           enum theme_token ink, enum theme_token ground, struct draw_list *list)
{
    int inset = stage->look.outline_px;
    struct lettering_spec spec = set_label(stage, text, ink, ground);
    spec.w_px = rect.w;
    spec.h_px = rect.h - 2 * inset;
    if (lettering_width_px(stage->lettering, &spec) > rect.w) {
        /* In two lines, or smaller ones where the button is too low for them. */
        bool low = 2 * stage->look.leading_px[LOOK_BUTTON] > spec.h_px;
        spec.role = low ? LOOK_CAPTION : LOOK_BUTTON;
        spec.max_lines = 2 * stage->look.leading_px[spec.role] > spec.h_px ? 1 : 2;
    }
    lettering_draw(stage->lettering, &spec, rect.x, rect.y + inset, list);
}

/* A label that is set may hold words of another direction than the interface's, whose widths are
 * their own. */
static int label_width(const struct stage *stage, const struct bar_cell *cell)
{
    if (cell->label == NULL)
        return 0;
    struct text_style style = label_style(stage);
    int width = text_metrics_width_px(stage->config->metrics, &style, cell->label);
    if (!cell->is_set)
        return width;
    const struct lettering_spec spec = set_label(stage, cell->label, TOKEN_INK, TOKEN_WALL);
    int set = lettering_width_px(stage->lettering, &spec);
    return set > width ? set : width;
}

/* Icon and label side by side, centred together; the icon first in the direction of reading, or
 * last. What cannot be touched now is fainter, but can be read. */
static void draw_face(const struct stage *stage, struct rect rect, const struct bar_cell *cell,
                      enum theme_token ink, enum theme_token ground, struct draw_list *list)
{
    enum theme_token icon_ink = cell->off ? TOKEN_CTL : ink;
    struct text_style style = label_style(stage);
    bool rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    int icon = cell->icon == NULL ? 0 : icon_px(stage);
    int space = icon > 0 && cell->label != NULL ? look_px(&stage->look, 20) : 0;
    int words = label_width(stage, cell), room = rect.w - icon - space - look_px(&stage->look, 20);
    if (cell->is_set && words > room)
        words = room;
    int left = rect.x + (rect.w - icon - space - words) / 2;
    bool icon_right = rtl != cell->icon_last;
    int icon_x = icon_right ? left + words + space : left;
    if (icon > 0)
        draw_list_icon(list, (struct rect){icon_x, rect.y + (rect.h - icon) / 2, icon, icon},
                       stage_icon(stage, cell->icon), icon_ink);
    if (cell->label == NULL)
        return;
    if (cell->is_set) {
        draw_set_label(
            stage, (struct rect){icon_right ? left : left + icon + space, rect.y, words, rect.h},
            cell->label, ink, ground, list);
        return;
    }
    draw_list_label(list,
                    &(struct draw_label){
                        .rect = {icon_right ? left : left + icon + space, rect.y, words, rect.h},
                        .text = cell->label,
                        .lang = style.lang,
                        .em_26_6 = style.size_26_6,
                        .cap_height_26_6 = stage->look.cap_height_26_6[LOOK_BUTTON],
                        .ink = ink,
                        .ground = ground,
                        .align = DRAW_CENTER,
                    });
}

static void add_target(const struct bar_cell *cell, struct rect drawn, struct rect hit,
                       struct draw_list *list)
{
    draw_list_target(list, (struct draw_target){
                               .drawn = drawn,
                               .hit = hit,
                               .role = ROLE_BUTTON,
                               .action = (int)cell->action,
                               .index = cell->index,
                               .name = cell->name,
                               .label = cell->said != NULL ? cell->said : cell->label,
                               .focus = 1,
                           });
}

void bar_button(const struct stage *stage, struct rect rect, const struct bar_cell *cell,
                enum bar_weight weight, struct draw_list *list)
{
    const struct look *look = &stage->look;
    bool primary = weight == BAR_PRIMARY;
    enum theme_token ground = primary ? TOKEN_BTN : weight == BAR_QUIET ? TOKEN_WALL : TOKEN_RAISED;
    enum theme_token ink = primary ? TOKEN_BTN_TEXT : cell->off ? TOKEN_INK2 : TOKEN_INK;
    if (weight != BAR_BARE)
        draw_list_plate(list, rect, ground,
                        primary     ? TOKEN_BTN
                        : cell->off ? TOKEN_RULE
                                    : TOKEN_CTL,
                        look->outline_px, look->radius_px);
    draw_face(stage, rect, cell, ink, ground, list);
    if (!cell->off)
        add_target(cell, rect, rect, list);
}

/* Edge buttons answer to the screen's edge. */
static struct rect hit_area(const struct stage *stage, struct rect rect)
{
    const struct screen *screen = &stage->look.screen;
    int half_gap = stage->look.gap_px / 2;
    struct rect bar = look_bar(&stage->look);
    int left = rect.x <= stage->look.edge_px ? 0 : rect.x - half_gap;
    int right = rect.x + rect.w >= screen->w_px - stage->look.edge_px ? screen->w_px
                                                                      : rect.x + rect.w + half_gap;
    return (struct rect){left, bar.y, right - left, bar.h};
}

static void draw_cell(const struct stage *stage, struct rect rect, const struct bar_cell *cell,
                      struct draw_list *list)
{
    const struct look *look = &stage->look;
    /* A language written from right to left mirrors the bar. */
    if (strings_direction(stage->config->strings) == DIRECTION_RTL)
        rect.x = look->screen.w_px - rect.x - rect.w;
    if (cell->action == ACTION_NONE) {
        draw_set_label(stage, rect, cell->label, TOKEN_INK2, TOKEN_WALL, list);
        return;
    }
    draw_list_plate(list, rect, TOKEN_WALL, cell->off ? TOKEN_RULE : TOKEN_CTL, look->outline_px,
                    look->radius_px);
    draw_face(stage, rect, cell, cell->off ? TOKEN_INK2 : TOKEN_INK, TOKEN_WALL, list);
    if (!cell->off)
        add_target(cell, rect, hit_area(stage, rect), list);
}

static int cell_width(const struct stage *stage, const struct bar_cell *cell)
{
    return bar_button_width(stage, cell->label, cell->icon != NULL);
}

static int group_width(const struct stage *stage, const struct bar_cell *cells, size_t count,
                       enum bar_group group)
{
    int width = 0;
    for (size_t i = 0; i < count; i++)
        if (cells[i].group == group)
            width += cell_width(stage, &cells[i]) + stage->look.gap_px;
    return width > 0 ? width - stage->look.gap_px : 0;
}

static void draw_group(const struct stage *stage, const struct bar_cell *cells, size_t count,
                       enum bar_group group, int x, struct draw_list *list)
{
    struct rect bar = look_bar(&stage->look);
    int y = bar.y + (bar.h - stage->look.button_px) / 2;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].group != group)
            continue;
        int width = cell_width(stage, &cells[i]);
        draw_cell(stage, (struct rect){x, y, width, stage->look.button_px}, &cells[i], list);
        x += width + stage->look.gap_px;
    }
}

/* What of a face fits a cell: icon and words, words alone, or the icon alone. */
static struct bar_cell fitted(const struct stage *stage, const struct bar_cell *cell, int width)
{
    struct bar_cell fits = *cell;
    struct text_style style = label_style(stage);
    int room = width - 2 * look_px(&stage->look, 10);
    if (cell->label == NULL || cell->icon == NULL)
        return fits;
    int words = text_metrics_width_px(stage->config->metrics, &style, cell->label);
    if (words + icon_px(stage) + look_px(&stage->look, 20) <= room)
        return fits;
    if (words <= room)
        fits.icon = NULL;
    else
        fits.label = NULL;
    if (fits.said == NULL)
        fits.said = cell->label;
    return fits;
}

/* The width of each cell where they share `room`: what its face needs and a like share of what is
 * left, or less than that, alike, down to the least width of a button. */
static void share_room(const struct stage *stage, const struct bar_cell *cells, size_t count,
                       int room, int widths[BAR_CELLS_MAX])
{
    int least = stage->look.button_min_px, spare = room, over = 0, given = 0;
    for (size_t i = 0; i < count; i++) {
        widths[i] = cell_width(stage, &cells[i]);
        spare -= widths[i];
        over += widths[i] - least;
    }
    if (spare < -over) { /* not even so: all are alike */
        for (size_t i = 0; i < count; i++)
            widths[i] = room * ((int)i + 1) / (int)count - room * (int)i / (int)count;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int part = spare >= 0 || over <= 0 ? spare * ((int)i + 1) / (int)count - given
                                           : (int)((int64_t)spare * (widths[i] - least) / over);
        widths[i] += part;
        given += part;
    }
}

/* S, and wherever pictures alone are too wide: the cells fill the bar. */
static void draw_cells(const struct stage *stage, const struct bar_cell *cells, size_t count,
                       struct draw_list *list)
{
    const struct look *look = &stage->look;
    struct rect bar = look_bar(look);
    int y = bar.y + (bar.h - look->button_px) / 2, x = look->edge_px;
    int widths[BAR_CELLS_MAX];
    share_room(stage, cells, count, bar.w - 2 * look->edge_px - ((int)count - 1) * look->gap_px,
               widths);
    for (size_t i = 0; i < count; i++) {
        const struct bar_cell cell = fitted(stage, &cells[i], widths[i]);
        draw_cell(stage, (struct rect){x, y, widths[i], look->button_px}, &cell, list);
        x += widths[i] + look->gap_px;
    }
}

/* Leaving at the left, tools at the right, moving in the middle or beside what is wide. */
static void draw_groups(const struct stage *stage, const struct bar_cell *cells, size_t count,
                        struct draw_list *list)
{
    const struct look *look = &stage->look;
    int width = look_bar(look).w;
    int move = group_width(stage, cells, count, BAR_MOVE);
    int tools_left = width - look->edge_px - group_width(stage, cells, count, BAR_TOOLS);
    int leave_end = look->edge_px + group_width(stage, cells, count, BAR_LEAVE) + look->gap_px;
    int move_left = (width - move) / 2;
    if (move_left + move > tools_left - look->gap_px)
        move_left = tools_left - look->gap_px - move;
    if (move_left < leave_end)
        move_left = leave_end;
    draw_group(stage, cells, count, BAR_LEAVE, look->edge_px, list);
    draw_group(stage, cells, count, BAR_MOVE, move_left, list);
    draw_group(stage, cells, count, BAR_TOOLS, tools_left, list);
}

static bool are_too_wide(const struct stage *stage, const struct bar_cell *cells, size_t count)
{
    const struct look *look = &stage->look;
    int width = 2 * look->edge_px - look->gap_px;
    for (size_t i = 0; i < count; i++)
        width += cell_width(stage, &cells[i]) + look->gap_px;
    return width > look_bar(look).w;
}

/* Where the bar is too narrow, buttons that have a picture lose their words, the last one first. */
static void shorten(const struct stage *stage, struct bar_cell *cells, size_t count)
{
    for (size_t i = count; i-- > 0 && are_too_wide(stage, cells, count);) {
        if (cells[i].icon == NULL || cells[i].label == NULL)
            continue;
        cells[i].said = cells[i].said != NULL ? cells[i].said : cells[i].label;
        cells[i].label = NULL;
    }
}

void bar_draw(const struct stage *stage, const struct bar_cell *cells, size_t count,
              struct draw_list *list)
{
    const struct look *look = &stage->look;
    struct rect bar = look_bar(look);
    struct bar_cell shown[BAR_CELLS_MAX];
    assert(count <= BAR_CELLS_MAX);
    memcpy(shown, cells, count * sizeof *shown);
    shorten(stage, shown, count);
    draw_list_fill(list, bar, TOKEN_WALL);
    draw_list_fill(list, (struct rect){bar.x, bar.y, bar.w, look->hairline_px}, TOKEN_RULE);
    draw_list_box(list, BOX_BAR, bar);
    if (look->size_class == SCREEN_SMALL)
        draw_cells(stage, cells, count, list);
    else if (are_too_wide(stage, shown, count))
        draw_cells(stage, shown, count, list);
    else
        draw_groups(stage, shown, count, list);
}

struct bar_cell bar_again(const struct stage *stage)
{
    const struct strings *strings = stage->config->strings;
    bool small = stage->look.size_class == SCREEN_SMALL;
    return (struct bar_cell){
        .group = BAR_LEAVE,
        .action = ACTION_START_AGAIN,
        .name = "again",
        .icon = "again",
        .label = strings_text(strings, small ? "nav.again.short" : "nav.again"),
        .said = strings_text(strings, "nav.again"),
    };
}

struct bar_cell bar_menu(const struct stage *stage)
{
    return (struct bar_cell){
        .group = BAR_LEAVE,
        .action = ACTION_MENU,
        .name = "menu",
        .icon = "menu",
        .label = strings_text(stage->config->strings, "nav.menu"),
    };
}

struct bar_cell bar_turn(const struct stage *stage, int direction, bool possible)
{
    const struct strings *strings = stage->config->strings;
    return (struct bar_cell){
        .group = BAR_MOVE,
        .action = direction < 0 ? ACTION_PAGE_PREVIOUS : ACTION_PAGE_NEXT,
        .name = direction < 0 ? "page-previous" : "page-next",
        .icon = stage_arrow(stage, direction),
        .said = strings_text(strings, direction < 0 ? "nav.previous" : "nav.next"),
        .off = !possible,
    };
}

struct bar_cell bar_reading(const struct stage *stage, bool words)
{
    const char *said = strings_text(stage->config->strings, "nav.reading");
    return (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_OPTIONS,
        .name = "options",
        .icon = "reading",
        .label = words ? said : NULL,
        .said = said,
    };
}

/* ---- Chips ---- */

struct rect bar_chip_rect(const struct stage *stage, const char *title)
{
    const struct look *look = &stage->look;
    const struct lettering_spec spec = set_label(stage, title, TOKEN_INK, TOKEN_RAISED);
    int share = look->size_class == SCREEN_SMALL ? 9 : 6, most = look->screen.w_px * share / 10;
    int width = lettering_width_px(stage->lettering, &spec) + icon_px(stage) + look->gap_px +
                2 * look_px(look, 45);
    bool rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    width = width < most ? width : most;
    return (struct rect){rtl ? look->screen.w_px - look->edge_px - width : look->edge_px,
                         look_bar(look).y - look->gap_px - look->chip_px, width, look->chip_px};
}

void bar_chip(const struct stage *stage, const char *title, enum action action, const char *name,
              struct draw_list *list)
{
    const struct look *look = &stage->look;
    struct rect rect = bar_chip_rect(stage, title);
    bool rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    int side = look->em_26_6[LOOK_BUTTON] * 5 / 4 / 64, padding = look_px(look, 40);
    struct rect icon = {rtl ? rect.x + rect.w - padding - side : rect.x + padding,
                        rect.y + (rect.h - side) / 2, side, side};
    const struct lettering_spec spec = {
        .text = title,
        .role = LOOK_BUTTON,
        .w_px = rect.w - 2 * padding - side - look->gap_px,
        .h_px = rect.h - 2 * look->outline_px,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
    draw_list_plate(list, rect, TOKEN_RAISED, TOKEN_CTL, look->outline_px, look->radius_px);
    draw_list_icon(list, icon, stage_icon(stage, "back"), TOKEN_INK);
    lettering_draw(stage->lettering, &spec,
                   rtl ? rect.x + padding : rect.x + padding + side + look->gap_px,
                   rect.y + look->outline_px, list);
    draw_list_target(list, (struct draw_target){.drawn = rect,
                                                .hit = rect,
                                                .role = ROLE_BUTTON,
                                                .action = (int)action,
                                                .name = name,
                                                .label = title,
                                                .focus = 1});
}

void bar_chip_back(const struct stage *stage, struct draw_list *list)
{
    const struct look *look = &stage->look;
    if (stage->back_title == NULL || look->size_class == SCREEN_SMALL)
        return;
    struct rect chip = bar_chip_rect(stage, stage->back_title);
    draw_list_fill(
        list, (struct rect){0, chip.y - look->gap_px, look->screen.w_px, chip.h + 2 * look->gap_px},
        TOKEN_WALL);
    bar_chip(stage, stage->back_title, ACTION_BACK_CHIP, "back", list);
}
