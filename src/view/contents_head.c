#include "view/contents_head.h"

#include <assert.h>

static bool is_small(const struct stage *stage)
{
    return stage->look.size_class == SCREEN_SMALL;
}

/* ---- Layout ------------------------------------------------------------------------------------
 */

static void add_tab(struct contents_head *head, const struct stage *stage, enum stage_tab tab,
                    bool chosen)
{
    static const struct {
        enum action action;
        const char *name, *label;
    } tabs[] = {[TAB_START] = {ACTION_TAB_START, "tab-start", "home.start"},
                [TAB_ALL] = {ACTION_TAB_ALL, "tab-all", "home.all"},
                [TAB_EXCHANGE] = {ACTION_TAB_EXCHANGE, "tab-exchange", "home.exchange"}};
    if (chosen)
        head->chosen = head->cell_count;
    head->cells[head->cell_count++] =
        (struct bar_cell){.action = tabs[tab].action,
                          .name = tabs[tab].name,
                          .label = strings_text(stage->config->strings, tabs[tab].label),
                          .is_set = true};
}

static void add_tabs(struct contents_head *head, const struct stage *stage, enum stage_tab tab)
{
    if (stage->start_count == 0 && stage->exchange_count == 0)
        return;
    if (stage->start_count > 0)
        add_tab(head, stage, TAB_START, tab == TAB_START);
    add_tab(head, stage, TAB_ALL, tab == TAB_ALL);
    if (stage->exchange_count > 0)
        add_tab(head, stage, TAB_EXCHANGE, tab == TAB_EXCHANGE);
}

static int natural_width(const struct stage *stage, const struct bar_cell *cell)
{
    return bar_button_width(stage, cell->label, cell->icon != NULL);
}

static int row_width(const struct contents_head *head, const struct stage *stage, size_t first,
                     size_t end)
{
    int width = -stage->look.gap_px;
    for (size_t i = first; i < end; i++)
        width += natural_width(stage, &head->cells[i]) + stage->look.gap_px;
    return width > 0 ? width : 0;
}

/* Cells first .. end - 1 in one row from `x` on; where it is too narrow for them each gives up what
 * it has over a like share. */
static void place_row(struct contents_head *head, const struct stage *stage, size_t first,
                      size_t end, int x, int y, int room)
{
    int gap = stage->look.gap_px, left = room + gap;
    for (size_t i = first; i < end; i++) {
        int share = left / (int)(end - i) - gap;
        int others = row_width(head, stage, i + 1, end) + (i + 1 < end ? gap : 0);
        int width = natural_width(stage, &head->cells[i]);
        if (width + others > left - gap && width > share)
            width = left - gap - others > share ? left - gap - others : share;
        head->rects[i] = stage_mirrored(stage, (struct rect){x, y, width, stage->look.chip_px});
        x += width + gap;
        left -= width + gap;
    }
}

/* Answers the height of the strip of tabs and buttons from `y` on. */
static int place_cells(struct contents_head *head, const struct stage *stage, size_t tabs, int y)
{
    const struct look *look = &stage->look;
    int edge = look->edge_px, gap = look->gap_px, room = look->screen.w_px - 2 * edge;
    size_t count = head->cell_count;
    int wide = row_width(head, stage, 0, tabs), extra = row_width(head, stage, tabs, count);
    if (count == 0)
        return 0;
    if (tabs == 0 || tabs == count || wide + look_px(look, 60) + extra <= room) {
        place_row(head, stage, 0, tabs, edge, y, room);
        place_row(head, stage, tabs, count, extra < room ? edge + room - extra : edge, y, room);
        return look->chip_px + gap;
    }
    place_row(head, stage, 0, tabs, edge, y, room);
    place_row(head, stage, tabs, count, edge, y + look->chip_px + gap, room);
    return 2 * (look->chip_px + gap);
}

static int title_px(const struct contents_head *head, const struct stage *stage)
{
    const struct look *look = &stage->look;
    if (!is_small(stage))
        return look->leading_px[LOOK_TITLE] +
               look_px(look, look->size_class == SCREEN_PORTRAIT ? 90 : 40);
    if (head->cell_count > 0 && head->caption == NULL)
        return 0;
    return look->leading_px[LOOK_CAPTION] + look_px(look, 10);
}

void contents_head_make(struct contents_head *head, const struct stage *stage, enum stage_tab tab,
                        const struct bar_cell *extras, size_t extra_count, const char *caption)
{
    const struct look *look = &stage->look;
    struct rect room = stage_content(stage);
    assert(extra_count <= CONTENTS_HEAD_EXTRAS);
    *head = (struct contents_head){.caption = caption, .chosen = CONTENTS_HEAD_CELLS};
    add_tabs(head, stage, tab);
    size_t tabs = head->cell_count;
    for (size_t i = 0; i < extra_count; i++)
        head->cells[head->cell_count++] = extras[i];
    head->title = (struct rect){0, 0, look->screen.w_px, title_px(head, stage)};
    int bottom = room.y + room.h, top = head->title.h;
    if (stage_reaches_low(stage)) {
        int height = place_cells(head, stage, tabs, 0);
        for (size_t i = 0; i < head->cell_count; i++)
            head->rects[i].y += bottom - height;
        bottom -= height;
    } else {
        int y = is_small(stage) && top == 0 ? look->gap_px / 2 : top;
        top = y + place_cells(head, stage, tabs, y);
    }
    head->content = (struct rect){0, top, look->screen.w_px, bottom - top};
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static void draw_title(const struct contents_head *head, const struct stage *stage, const char *end,
                       struct draw_list *list)
{
    const struct look *look = &stage->look;
    bool small = is_small(stage), rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    const char *title = head->caption != NULL ? head->caption : stage->exhibit.title;
    const char *words = title == NULL ? "" : title;
    int end_w = end == NULL ? 0 : look_px(look, 400);
    struct lettering_spec spec = {
        .text = words,
        .role = small ? LOOK_CAPTION : LOOK_TITLE,
        .w_px = head->title.w - 2 * look->edge_px - end_w,
        .h_px = head->title.h,
        .ink = TOKEN_INK,
        .ground = TOKEN_WALL,
        .lang = strings_lang(stage->config->strings),
        .direction = stage_name_direction(words),
        .align = stage_name_align(stage, words),
    };
    if (!small && lettering_width_px(stage->lettering, &spec) > spec.w_px) {
        /* A long title is set smaller rather than cut. */
        spec.role = LOOK_CAPTION;
        spec.max_lines = 2;
    }
    lettering_draw(stage->lettering, &spec, look->edge_px + (rtl ? end_w : 0), 0, list);
    if (end == NULL)
        return;
    spec.text = end;
    spec.role = LOOK_CAPTION;
    spec.max_lines = 1;
    spec.ink = TOKEN_INK2;
    /* Years are a range of numbers, which runs from left to right in every language. */
    spec.direction = stage_name_direction(end);
    spec.align = rtl == (spec.direction == DIRECTION_RTL) ? DRAW_END : DRAW_START;
    spec.lining = true;
    spec.w_px = end_w;
    lettering_draw(stage->lettering, &spec,
                   rtl ? look->edge_px : head->title.w - look->edge_px - end_w, 0, list);
}

void contents_head_draw(const struct contents_head *head, const struct stage *stage,
                        const char *end, struct draw_list *list)
{
    const struct rect content = head->content;
    /* A picture of the list that is on its way does not show beside it. */
    draw_list_fill(list, (struct rect){0, 0, content.w, content.y}, TOKEN_WALL);
    int foot = content.y + content.h;
    draw_list_fill(list, (struct rect){0, foot, content.w, look_bar(&stage->look).y - foot},
                   TOKEN_WALL);
    if (head->title.h > 0) {
        draw_list_box(list, BOX_HEAD, head->title);
        draw_title(head, stage, end, list);
    }
    for (size_t i = 0; i < head->cell_count; i++)
        bar_button(stage, head->rects[i], &head->cells[i],
                   i == head->chosen ? BAR_PRIMARY : BAR_QUIET, list);
}
