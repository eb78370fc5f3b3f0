#include "view/choices.h"

#include "view/bar.h"

static int head_px(const struct stage *stage)
{
    return look_px(&stage->look, 150);
}

static int columns_of(const struct stage *stage)
{
    return stage->look.size_class == SCREEN_LANDSCAPE ? 2 : 1;
}

static int rows_of(const struct stage *stage, struct rect room)
{
    int rows = (room.h - head_px(stage) - stage->look.gap_px) / stage->look.row_px;
    return rows < 1 ? 1 : rows;
}

int choices_padding_px(const struct look *look)
{
    return look->size_class == SCREEN_SMALL ? look_px(look, 45) : look->edge_px;
}

size_t choices_seen(const struct stage *stage, struct rect room)
{
    return (size_t)rows_of(stage, room) * (size_t)columns_of(stage);
}

void choices_draw_scroll(const struct stage *stage, struct rect box, bool up, bool more,
                         struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    int size = head_px(stage), gap = stage->look.gap_px;
    bool rtl = strings_direction(strings) == DIRECTION_RTL;
    int from_end[] = {2 * size + gap, 3 * size + 2 * gap};
    const struct bar_cell cells[] = {{.action = ACTION_CARD_MORE,
                                      .name = "list-more",
                                      .icon = "more",
                                      .said = strings_text(strings, "note.more"),
                                      .off = !more},
                                     {.action = ACTION_CARD_UP,
                                      .name = "list-up",
                                      .icon = "up",
                                      .said = strings_text(strings, "note.up"),
                                      .off = !up}};
    for (int i = 0; i < 2; i++) {
        int x = rtl ? box.x + from_end[i] - size : box.x + box.w - from_end[i];
        bar_button(stage, (struct rect){x, box.y, size, size}, &cells[i], BAR_BARE, list);
    }
}

void choices_draw_panel(const struct stage *stage, struct rect room, struct rect box,
                        const char *title, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    bool rtl = strings_direction(strings) == DIRECTION_RTL;
    int size = head_px(stage);
    const struct bar_cell close = {.action = ACTION_CARD_CLOSE,
                                   .name = "close",
                                   .icon = "close",
                                   .said = strings_text(strings, "nav.close")};
    draw_list_target(list, (struct draw_target){.drawn = room,
                                                .hit = room,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_CARD_CLOSE,
                                                .name = "outside",
                                                .label = close.said});
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    draw_list_target(list, (struct draw_target){.drawn = box,
                                                .hit = box,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_NONE,
                                                .name = "panel",
                                                .label = title});
    const struct lettering_spec spec = {
        .text = title,
        .role = LOOK_LIST,
        .w_px = box.w - 3 * (size + look->gap_px) - choices_padding_px(look),
        .h_px = size - 2 * look->outline_px,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .lining = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    lettering_draw(stage->lettering, &spec,
                   rtl ? box.x + box.w - choices_padding_px(look) - spec.w_px
                       : box.x + choices_padding_px(look),
                   box.y + look->outline_px, list);
    bar_button(stage, (struct rect){rtl ? box.x : box.x + box.w - size, box.y, size, size}, &close,
               BAR_BARE, list);
}

static void draw_words(const struct stage *stage, struct rect rect, const char *text,
                       enum theme_token ink, enum theme_token ground, bool at_end,
                       struct draw_list *list)
{
    const struct lettering_spec spec = {
        .text = text,
        .role = at_end ? LOOK_CAPTION : LOOK_LIST,
        .w_px = rect.w,
        .h_px = rect.h,
        .align = at_end ? DRAW_END : stage_name_align(stage, text),
        .ink = ink,
        .ground = ground,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction =
            at_end ? strings_direction(stage->config->strings) : stage_name_direction(text),
    };
    lettering_draw(stage->lettering, &spec, rect.x, rect.y, list);
}

static void draw_row(const struct stage *stage, const struct choices *choices,
                     const struct choice *row, struct rect rect, struct draw_list *list)
{
    const struct look *look = &stage->look;
    bool rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    enum theme_token ground = row->chosen ? TOKEN_MARK : TOKEN_RAISED;
    int padding = choices_padding_px(look), side_w = row->side == NULL ? 0 : look_px(look, 180);
    struct rect inside = {rect.x + padding, rect.y + look->hairline_px, rect.w - 2 * padding,
                          rect.h - look->hairline_px};
    draw_list_fill(list, (struct rect){inside.x, rect.y, inside.w, look->hairline_px}, TOKEN_RULE);
    if (row->chosen)
        draw_list_fill(
            list,
            (struct rect){rect.x + look->gap_px, inside.y, rect.w - 2 * look->gap_px, inside.h},
            ground);
    struct rect words = {rtl ? inside.x + side_w : inside.x, inside.y, inside.w - side_w, inside.h};
    draw_words(stage, words, row->text, TOKEN_INK, ground, false, list);
    if (row->side != NULL)
        draw_words(stage,
                   (struct rect){rtl ? inside.x : inside.x + inside.w - side_w, inside.y, side_w,
                                 inside.h},
                   row->side, row->chosen ? TOKEN_INK : TOKEN_INK2, ground, true, list);
    draw_list_target(list, (struct draw_target){.drawn = stage_row_face(stage, rect),
                                                .hit = rect,
                                                .role = ROLE_CHOICE,
                                                .action = (int)choices->action,
                                                .index = row->index,
                                                .name = row->name,
                                                .label = row->text,
                                                .focus = 1});
}

void choices_draw(const struct stage *stage, const struct choices *choices, struct rect room,
                  struct draw_list *list)
{
    const struct look *look = &stage->look;
    bool rtl = strings_direction(stage->config->strings) == DIRECTION_RTL;
    size_t seen = choices_seen(stage, room), first = choices->first;
    size_t shown = choices->count - first < seen ? choices->count - first : seen;
    int columns = columns_of(stage), rows = rows_of(stage, room);
    /* A short list has as many rows as it needs; further pages of a long one keep its height. */
    if (choices->count > 0 && choices->count < seen)
        rows = ((int)choices->count + columns - 1) / columns;
    int height = head_px(stage) + rows * look->row_px + look->gap_px;
    struct rect box = {room.x, room.y + room.h - height, room.w, height};
    int width = box.w / columns;
    choices_draw_panel(stage, room, box, choices->title, list);
    for (size_t i = 0; i < shown; i++) {
        int column = (int)i / rows, line = (int)i % rows;
        if (rtl)
            column = columns - 1 - column;
        draw_row(stage, choices, &choices->rows[first + i],
                 (struct rect){box.x + column * width, box.y + head_px(stage) + line * look->row_px,
                               width, look->row_px},
                 list);
    }
    if (choices->count > seen)
        choices_draw_scroll(stage, box, first > 0, first + seen < choices->count, list);
}
