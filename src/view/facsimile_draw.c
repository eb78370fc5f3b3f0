#include "view/facsimile_state.h"

#include "view/bar.h"

static const char *word(const struct facsimiles *state, const char *id)
{
    return strings_text(state->stage->config->strings, id);
}

static bool is_zoomed(const struct facsimiles *state)
{
    return zoom_milli(&state->zoom) > ZOOM_FIT_MILLI;
}

/* ---- The scan ----------------------------------------------------------------------------------
 */

static void add_ground(struct rect rect, enum action action, const char *name, const char *label,
                       struct draw_list *list)
{
    draw_list_target(list, (struct draw_target){.drawn = rect,
                                                .hit = rect,
                                                .role = ROLE_SCROLL,
                                                .action = (int)action,
                                                .name = name,
                                                .label = label});
}

static void draw_scan(struct facsimiles *state, uint64_t now_ms, struct draw_list *list)
{
    const struct facsimile *sheet = state->sheets[state->current];
    const struct mosaic_picture picture = facsimile_picture(sheet);
    struct rect viewport = state->layout.viewport, frame = zoom_frame(&state->zoom, now_ms);
    draw_list_clip(list, viewport);
    draw_list_picture(list, &picture, frame, 255);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, viewport);
    add_ground(viewport, ACTION_PICTURE, "picture",
               sheet->description != NULL ? sheet->description : word(state, "letter.orig"), list);
}

static void draw_caption(const struct facsimiles *state, struct draw_list *list)
{
    const char *text = facsimile_caption(state, list->arena);
    if (text == NULL)
        return;
    const struct lettering_spec spec = facsimile_caption_spec(state, text);
    lettering_draw(state->stage->lettering, &spec, state->layout.caption.x, state->layout.caption.y,
                   list);
}

/* ---- Overview ----------------------------------------------------------------------------------
 */

struct rect facsimile_overview(const struct facsimiles *state)
{
    struct rect room = state->layout.overview;
    int w = state->zoom.w, h = state->zoom.h;
    struct rect rect = {room.x, room.y, room.w, (int)((int64_t)room.w * h / w)};
    if (rect.h > room.h) {
        rect.h = room.h;
        rect.w = (int)((int64_t)room.h * w / h);
    }
    bool mirrored = strings_direction(state->stage->config->strings) == DIRECTION_RTL;
    if (mirrored != state->layout.overview_at_end)
        rect.x = room.x + room.w - rect.w;
    return rect;
}

static void draw_frame(struct rect rect, int line, enum theme_token token, struct draw_list *list)
{
    draw_list_fill(list, (struct rect){rect.x, rect.y, rect.w, line}, token);
    draw_list_fill(list, (struct rect){rect.x, rect.y + rect.h - line, rect.w, line}, token);
    draw_list_fill(list, (struct rect){rect.x, rect.y, line, rect.h}, token);
    draw_list_fill(list, (struct rect){rect.x + rect.w - line, rect.y, line, rect.h}, token);
}

static void draw_overview(const struct facsimiles *state, struct draw_list *list)
{
    const struct look *look = &state->stage->look;
    const struct mosaic_picture picture = facsimile_picture(state->sheets[state->current]);
    struct rect at = facsimile_overview(state), seen = zoom_seen_milli(&state->zoom);
    int line = look->outline_px;
    struct rect part = {at.x + at.w * seen.x / 1000, at.y + at.h * seen.y / 1000,
                        at.w * seen.w / 1000, at.h * seen.h / 1000};
    if (!is_zoomed(state))
        return;
    draw_list_plate(list, rect_grown(at, 2 * line, 2 * line), TOKEN_RAISED, TOKEN_CTL, line, line);
    draw_list_clip(list, at);
    draw_list_picture(list, &picture, (struct rect){at.x * 64, at.y * 64, at.w * 64, at.h * 64},
                      255);
    draw_list_clip(list, list->screen);
    draw_frame(rect_grown(part, line, line), 3 * line, TOKEN_PAGE, list);
    draw_frame(part, line, TOKEN_ACCENT, list);
    add_ground(at, ACTION_OVERVIEW, "overview", word(state, "letter.orig"), list);
}

/* ---- Controls ----------------------------------------------------------------------------------
 */

static void draw_button(const struct facsimiles *state, struct rect rect, struct bar_cell cell,
                        struct draw_list *list)
{
    bar_button(state->stage, rect, &cell, BAR_OUTLINED, list);
}

static void draw_arrows(const struct facsimiles *state, struct draw_list *list)
{
    static const struct {
        const char *name, *icon, *said;
        int dx, dy;
    } arrows[4] = {{"pan-left", "left", "facs.left", -1, 0},
                   {"pan-right", "right", "facs.right", 1, 0},
                   {"pan-up", "up", "facs.up", 0, -1},
                   {"pan-down", "more", "facs.down", 0, 1}};
    for (int i = 0; i < 4 && is_zoomed(state); i++)
        draw_button(
            state, state->layout.arrows[i],
            (struct bar_cell){.action = ACTION_PAN,
                              .index = i,
                              .name = arrows[i].name,
                              .icon = arrows[i].icon,
                              .said = word(state, arrows[i].said),
                              .off = !zoom_has_more(&state->zoom, arrows[i].dx, arrows[i].dy)},
            list);
}

static void draw_slider(const struct facsimiles *state, struct draw_list *list)
{
    const struct look *look = &state->stage->look;
    struct rect plate = state->layout.slider, slider = facsimile_slider(state);
    bool rtl = strings_direction(state->stage->config->strings) == DIRECTION_RTL;
    int thumb = look_px(look, 60), track = look_px(look, 15);
    int way = facsimile_slider_of(zoom_milli(&state->zoom));
    int x = slider.x + slider.w * (rtl ? 1000 - way : way) / 1000, y = slider.y + slider.h / 2;
    if (plate.w == 0)
        return;
    draw_list_plate(list, plate, TOKEN_RAISED, TOKEN_CTL, look->outline_px, look->radius_px);
    draw_list_plate(list, (struct rect){slider.x, y - track / 2, slider.w, track}, TOKEN_CTL,
                    TOKEN_CTL, 0, track / 2);
    draw_list_plate(list, (struct rect){x - thumb / 2, y - thumb / 2, thumb, thumb}, TOKEN_BTN,
                    TOKEN_BTN, 0, thumb / 2);
    add_ground(plate, ACTION_ZOOM_SLIDER, "zoom", word(state, "facs.larger"), list);
}

static void draw_zoom(const struct facsimiles *state, struct draw_list *list)
{
    const struct facsimile_layout *layout = &state->layout;
    bool zoomed = is_zoomed(state), square = layout->fit.w <= layout->larger.w;
    draw_slider(state, list);
    draw_button(state, layout->smaller,
                (struct bar_cell){.action = ACTION_ZOOM_SMALLER,
                                  .name = "zoom-smaller",
                                  .icon = "smaller",
                                  .said = word(state, "facs.smaller"),
                                  .off = !zoomed},
                list);
    draw_button(state, layout->larger,
                (struct bar_cell){.action = ACTION_ZOOM_LARGER,
                                  .name = "zoom-larger",
                                  .icon = "larger",
                                  .said = word(state, "facs.larger"),
                                  .off = zoom_milli(&state->zoom) >= ZOOM_MAX_MILLI},
                list);
    draw_button(state, layout->fit,
                (struct bar_cell){.action = ACTION_ZOOM_FIT,
                                  .name = "zoom-fit",
                                  .icon = "fit",
                                  .label = square ? NULL : word(state, "facs.fit"),
                                  .said = word(state, "facs.fit"),
                                  .off = !zoomed},
                list);
}

/* ---- The text beside it ------------------------------------------------------------------------
 */

static void add_lines(const struct facsimiles *state, struct draw_list *list)
{
    const struct facsimile_text *text = &state->text;
    struct rect column = state->layout.column;
    struct page_range range = pages_at(text->pages, text->page);
    size_t count;
    const struct flow_line *lines = flow_lines(text->flow, &count);
    for (size_t i = range.first_line; i < range.first_line + range.line_count; i++) {
        struct rect rect = {column.x + lines[i].left_px,
                            column.y + lines[i].top_px - lines[range.first_line].top_px,
                            lines[i].right_px - lines[i].left_px, lines[i].height_px};
        draw_list_box(list, BOX_LINE, rect);
        draw_list_run(list, (struct draw_run){.rect = rect,
                                              .cap_height_26_6 =
                                                  state->stage->look.cap_height_26_6[LOOK_BODY],
                                              .ink = TOKEN_INK,
                                              .ground = TOKEN_PAGE,
                                              .text = flow_line_text(text->flow, i, list->arena)});
    }
}

static void draw_text(struct facsimiles *state, struct draw_list *list)
{
    const struct facsimile_layout *layout = &state->layout;
    const struct look *look = &state->stage->look;
    struct rect panel = layout->text;
    if (panel.w == 0)
        return;
    draw_list_surface(list, panel, facsimile_text_picture(state), (struct point){0, 0}, 255);
    draw_frame(panel, look->hairline_px, TOKEN_RULE, list);
    add_ground(panel, ACTION_TEXT, "text", word(state, "letter.text"), list);
    add_lines(state, list);
    draw_button(state, layout->up,
                (struct bar_cell){.action = ACTION_CARD_UP,
                                  .name = "text-up",
                                  .icon = "up",
                                  .label = word(state, "note.up"),
                                  .off = state->text.page == 0},
                list);
    draw_button(state, layout->more,
                (struct bar_cell){.action = ACTION_CARD_MORE,
                                  .name = "text-more",
                                  .icon = "more",
                                  .label = word(state, "note.more"),
                                  .off = !facsimile_text_has_next(state)},
                list);
}

/* ---- Head and bar ------------------------------------------------------------------------------
 */

/* "Original · Letter 56 · Sheet 1 of 4" */
static const char *head_text(const struct facsimiles *state, struct arena *arena)
{
    const struct strings *strings = state->stage->config->strings;
    const char *number = state->letter.summary.number;
    const struct strings_value values[] = {{"n", number}, {0}};
    const char *letter = number == NULL ? state->letter.summary.title
                                        : strings_fill(strings, arena, "letter.number", 0, values);
    const char *what =
        state->is_original ? arena_format(arena, "%s · ", word(state, "letter.orig")) : "";
    if (state->count < 2)
        return arena_format(arena, "%s%s", what, letter);
    return arena_format(arena, "%s%s · %s", what, letter,
                        strings_format(strings, arena, "facs.sheet", (long)state->current + 1,
                                       (long)state->count, NULL));
}

static void draw_head(const struct facsimiles *state, struct draw_list *list)
{
    const struct look *look = &state->stage->look;
    const struct strings *strings = state->stage->config->strings;
    struct rect head = state->layout.head;
    if (head.h == 0)
        return;
    draw_list_box(list, BOX_HEAD, head);
    draw_list_fill(list, head, TOKEN_WALL);
    const struct lettering_spec spec = {
        .text = head_text(state, list->arena),
        .role = LOOK_CAPTION,
        .w_px = head.w - 2 * look->edge_px,
        .h_px = head.h - look->hairline_px,
        .lining = true,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    lettering_draw(state->stage->lettering, &spec, look->edge_px, 0, list);
}

static struct bar_cell sheet_cell(const struct facsimiles *state, int direction)
{
    bool possible = direction < 0 ? state->current > 0 : state->current + 1 < state->count;
    struct bar_cell cell = bar_turn(state->stage, direction, possible);
    cell.name = direction < 0 ? "sheet-previous" : "sheet-next";
    cell.label = word(state, "facs.turn");
    cell.said = word(state, direction < 0 ? "facs.previous" : "facs.next");
    cell.icon_last = direction > 0;
    return cell;
}

static struct bar_cell side_cell(const struct facsimiles *state)
{
    return (struct bar_cell){.group = BAR_TOOLS,
                             .action = ACTION_SIDE_BY_SIDE,
                             .name = "side-by-side",
                             .icon = state->side_by_side ? "check" : "side",
                             .label = word(state, "letter.side")};
}

/* Portrait: a row of its own above the bar. */
static void draw_row(const struct facsimiles *state, struct draw_list *list)
{
    const struct facsimile_layout *layout = &state->layout;
    if (state->count > 1) {
        draw_button(state, layout->sheet_previous, sheet_cell(state, -1), list);
        draw_button(state, layout->sheet_next, sheet_cell(state, 1), list);
    }
    draw_button(state, layout->side, side_cell(state), list);
}

static void draw_bar(const struct facsimiles *state, struct draw_list *list)
{
    const struct stage *stage = state->stage;
    bool portrait = stage->look.size_class == SCREEN_PORTRAIT;
    bool small = stage->look.size_class == SCREEN_SMALL;
    const struct bar_cell back = {.group = BAR_LEAVE,
                                  .action = ACTION_BACK_TO_TEXT,
                                  .name = "back-to-text",
                                  .icon = stage_arrow(stage, -1),
                                  .label = word(state, "letter.text")};
    struct bar_cell cells[BAR_CELLS_MAX] = {bar_again(stage), back};
    size_t count = 2;
    if (!portrait && state->count > 1) {
        cells[count++] = sheet_cell(state, -1);
        cells[count++] = sheet_cell(state, 1);
    }
    if (!portrait && facsimile_has_side(state))
        cells[count++] = side_cell(state);
    if (!small)
        cells[count++] = bar_reading(stage, false);
    bar_draw(stage, cells, count, list);
}

void facsimile_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct facsimiles *state = self;
    draw_list_fill(list, state->layout.content, TOKEN_WALL);
    draw_scan(state, now_ms, list);
    draw_caption(state, list);
    draw_text(state, list);
    draw_overview(state, list);
    draw_arrows(state, list);
    draw_zoom(state, list);
    draw_head(state, list);
    if (state->stage->look.size_class == SCREEN_PORTRAIT)
        draw_row(state, list);
    draw_bar(state, list);
}
