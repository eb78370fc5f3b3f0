#include "view/card_state.h"

#include "view/bar.h"

static bool is_rtl(const struct card *card)
{
    return strings_direction(card->stage->config->strings) == DIRECTION_RTL;
}

/* What is round the text goes by the interface's direction: from right to left it is mirrored
 * within the card. */
static struct rect placed(const struct card *card, struct rect rect)
{
    struct rect box = card->placement.box;
    if (is_rtl(card))
        rect.x = 2 * box.x + box.w - rect.x - rect.w;
    return rect;
}

static void draw_button(const struct card *card, struct rect rect, struct bar_cell cell,
                        struct draw_list *list)
{
    bar_button(card->stage, placed(card, rect), &cell, BAR_BARE, list);
}

/* What Back leads to, as it is named on its card. */
static const char *back_name(const struct card *card, struct arena *arena)
{
    const struct strings *strings = card->stage->config->strings;
    const struct shown *before = &card->stack[card->depth - 2];
    const struct note *note =
        before->kind == CARD_NOTE ? letter_find_note(card->letter, before->key) : NULL;
    return note == NULL ? strings_text(strings, "nav.back")
                        : card_state_note_title(strings, arena, note);
}

static void draw_scroll_buttons(const struct card *card, int right, int y, struct draw_list *list)
{
    const struct strings *strings = card->stage->config->strings;
    int size = look_px(&card->stage->look, 150), gap = card->stage->look.gap_px;
    bool in_head = !card_state_has_foot(card);
    const char *more = strings_text(strings, "note.more"), *up = strings_text(strings, "note.up");
    int more_w = in_head ? size : bar_button_width(card->stage, more, true);
    int up_w = in_head ? size : bar_button_width(card->stage, up, true);
    int scroll = card->stack[card->depth - 1].scroll_px;
    if (scroll < card_state_scroll_max(card))
        draw_button(card, (struct rect){right - more_w, y, more_w, size},
                    (struct bar_cell){.action = ACTION_CARD_MORE,
                                      .name = "note-more",
                                      .icon = "more",
                                      .label = in_head ? NULL : more,
                                      .said = more},
                    list);
    if (scroll > 0)
        draw_button(card, (struct rect){right - more_w - gap - up_w, y, up_w, size},
                    (struct bar_cell){.action = ACTION_CARD_UP,
                                      .name = "note-up",
                                      .icon = "up",
                                      .label = in_head ? NULL : up,
                                      .said = up},
                    list);
}

static void draw_head(const struct card *card, struct draw_list *list)
{
    const struct look *look = &card->stage->look;
    const struct strings *strings = card->stage->config->strings;
    struct rect box = card->placement.box;
    int size = look_px(look, 150), padding = card_state_padding_px(card);
    int left = placed(card, (struct rect){card->text_left_px, 0, card->measure_px, 0}).x;
    int right = box.x + box.w - size;
    draw_button(card, (struct rect){right, box.y, size, size},
                (struct bar_cell){.action = ACTION_CARD_CLOSE,
                                  .name = "close",
                                  .icon = "close",
                                  .said = strings_text(strings, "nav.close")},
                list);
    if (card_state_overflows(card) && !card_state_has_foot(card)) {
        draw_scroll_buttons(card, right - look->gap_px, box.y, list);
        right -= 2 * (size + look->gap_px);
    }
    if (card->depth > 1) {
        const char *name = back_name(card, list->arena);
        int width = bar_button_width(card->stage, name, true);
        draw_button(
            card, (struct rect){left - padding, box.y, width, size},
            (struct bar_cell){
                .action = ACTION_CARD_BACK, .name = "note-back", .icon = "back", .label = name},
            list);
        left += width;
    }
    const struct lettering_spec title = {
        .text = card->title,
        .role = LOOK_BUTTON,
        .w_px = right - left - look->gap_px,
        .h_px = size - 2 * look->outline_px,
        .ink = TOKEN_ACCENT2,
        .ground = TOKEN_RAISED,
        .lining = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    lettering_draw(card->stage->lettering, &title,
                   placed(card, (struct rect){left, 0, title.w_px, 0}).x, box.y + look->outline_px,
                   list);
}

static bool has_more(const struct card *card)
{
    return card_state_overflows(card) &&
           card->stack[card->depth - 1].scroll_px < card_state_scroll_max(card);
}

static int fade_px(const struct card *card)
{
    return look_px(&card->stage->look, 60);
}

/* A 6 mm fade over the last line that is cut, in eight steps. */
static void draw_fade(const struct card *card, struct rect view, struct draw_list *list)
{
    enum { STEPS = 8 };
    int height = fade_px(card);
    for (int i = 0; i < STEPS; i++) {
        int from = height * i / STEPS, to = height * (i + 1) / STEPS;
        struct rect strip = {view.x + card->stage->look.outline_px, view.y + view.h - height + from,
                             view.w - 2 * card->stage->look.outline_px, to - from};
        draw_list_fill_alpha(list, strip, TOKEN_RAISED, (uint8_t)(255 * (i + 1) / (STEPS + 1)));
    }
}

static void draw_scroll_bar(const struct card *card, struct rect view, struct draw_list *list)
{
    int width = look_px(&card->stage->look, 10), whole = card_state_text_height_px(card);
    int length = view.h * view.h / whole, scroll = card->stack[card->depth - 1].scroll_px;
    int top = view.y + (view.h - length) * scroll /
                           (card_state_scroll_max(card) > 0 ? card_state_scroll_max(card) : 1);
    struct rect bar = {view.x + view.w - 2 * width, top, width, length};
    draw_list_fill(list, placed(card, bar), TOKEN_CTL);
}

static void draw_text(const struct card *card, struct rect view, struct draw_list *list)
{
    const struct look *look = &card->stage->look;
    int scroll = card->stack[card->depth - 1].scroll_px;
    struct rect inside = {view.x + look->outline_px, view.y, view.w - 2 * look->outline_px, view.h};
    draw_list_clip(list, inside);
    for (int i = 0; i < card->tile_count; i++) {
        struct rect tile = {card->text_left_px - card_state_padding_px(card),
                            view.y - scroll + i * TILE_PX, card->tiles[i]->w, card->tiles[i]->h};
        if (rect_intersects(tile, inside))
            draw_list_surface(list, tile, card->tiles[i], (struct point){0, 0}, 255);
    }
    if (card->leads_out) {
        const struct lettering_spec spec = {
            .text = strings_text(card->stage->config->strings, "note.other"),
            .role = LOOK_CAPTION,
            .w_px = view.w - 2 * card_state_padding_px(card),
            .h_px = look->leading_px[LOOK_CAPTION],
            .ink = TOKEN_INK2,
            .ground = TOKEN_RAISED,
            .italic = false,
            .lang = strings_lang(card->stage->config->strings),
            .direction = strings_direction(card->stage->config->strings),
        };
        lettering_draw(card->stage->lettering, &spec, card->text_left_px,
                       view.y - scroll + flow_height_px(card->flow) + look_px(look, 10), list);
    }
    draw_list_clip(list, list->screen);
}

/* What can be read: a line that fades away only shows that there is more. */
static void add_runs(const struct card *card, struct rect view, struct draw_list *list)
{
    size_t count;
    struct rect clear = view;
    clear.h -= has_more(card) ? fade_px(card) * 2 / 3 : 0;
    const struct flow_line *lines = flow_lines(card->flow, &count);
    int scroll = card->stack[card->depth - 1].scroll_px, left = card->text_left_px;
    for (size_t i = 0; i < count; i++) {
        struct rect rect = {left + lines[i].left_px, view.y - scroll + lines[i].top_px,
                            lines[i].right_px - lines[i].left_px, lines[i].height_px};
        if (rect_intersection(rect, clear).h * 2 < rect.h)
            continue;
        draw_list_run(
            list, (struct draw_run){.rect = rect_intersection(rect, view),
                                    .cap_height_26_6 = card->stage->look.cap_height_26_6[LOOK_NOTE],
                                    .ink = TOKEN_INK,
                                    .ground = TOKEN_RAISED,
                                    .text = flow_line_text(card->flow, i, list->arena)});
    }
}

static void add_object_targets(const struct card *card, struct rect view, struct draw_list *list)
{
    static const struct {
        enum draw_role role;
        const char *name;
    } by_kind[SPAN_KIND_COUNT] = {
        [SPAN_NOTE] = {ROLE_MARK, "note"},
        [SPAN_PERSON] = {ROLE_NAME, "person"},
        [SPAN_TERM] = {ROLE_TERM, "term"},
        [SPAN_REFERENCE] = {ROLE_REFERENCE, "go"},
    };
    size_t count;
    const struct flow_object *objects = flow_objects(card->flow, &count);
    int scroll = card->stack[card->depth - 1].scroll_px, left = card->text_left_px;
    for (size_t i = 0; i < count; i++) {
        const struct flow_object *object = &objects[i];
        struct rect rect = {left + object->rect.x, view.y - scroll + object->rect.y, object->rect.w,
                            object->rect.h};
        if (by_kind[object->kind].name == NULL || object->target == NULL ||
            !rect_intersects(rect, view))
            continue;
        rect = rect_intersection(rect, view);
        struct rect hit = rect_intersection(
            rect_grown(rect, look_px(&card->stage->look, 20), look_px(&card->stage->look, 20)),
            view);
        draw_list_target(list, (struct draw_target){.drawn = rect,
                                                    .hit = hit,
                                                    .role = by_kind[object->kind].role,
                                                    .action = ACTION_CARD_OBJECT,
                                                    .index = (int)i,
                                                    .name = arena_format(list->arena, "%s=%s",
                                                                         by_kind[object->kind].name,
                                                                         object->target),
                                                    .label = object->label,
                                                    .focus = 1});
    }
}

static void draw_arrow(const struct card *card, struct draw_list *list)
{
    const struct look *look = &card->stage->look;
    struct rect box = card->placement.box;
    int width = look_px(look, 40), height = look->gap_px;
    int x = card->placement.arrow_x - width / 2;
    if (card->placement.side == PLACEMENT_BELOW)
        draw_list_triangle(list, (struct rect){x, box.y - height + look->outline_px, width, height},
                           false, TOKEN_RAISED, TOKEN_CTL);
    else if (card->placement.side == PLACEMENT_ABOVE)
        draw_list_triangle(list, (struct rect){x, box.y + box.h - look->outline_px, width, height},
                           true, TOKEN_RAISED, TOKEN_CTL);
}

void card_draw(const struct card *card, struct draw_list *list)
{
    const struct look *look = &card->stage->look;
    struct rect box = card->placement.box, view = card_state_viewport(card);
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px,
                    card->placement.side == PLACEMENT_SHEET ? 0 : look->radius_px);
    /* Touches inside never close the card. */
    draw_list_target(list, (struct draw_target){.drawn = box,
                                                .hit = box,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_CARD_SCROLL,
                                                .name = "note-text",
                                                .label = card->title});
    draw_text(card, view, list);
    if (has_more(card))
        draw_fade(card, view, list);
    if (card_state_overflows(card))
        draw_scroll_bar(card, view, list);
    add_runs(card, view, list);
    draw_head(card, list);
    if (card_state_has_foot(card))
        draw_scroll_buttons(card, box.x + box.w - look->gap_px, view.y + view.h + look_px(look, 10),
                            list);
    add_object_targets(card, view, list);
    draw_arrow(card, list);
}
