/* Where everything on the facsimile screen stands. */
#include "view/facsimile_state.h"

#include "view/bar.h"

/* From this text size on, half of a small screen does not hold 24 characters. */
enum { SMALL_SIDE_PERCENT_MAX = 125 };

/* Buttons that stand in one row of a small screen when down is in its middle. */
enum { SMALL_ROW_BUTTONS = 8 };

/* Of the width of a wide screen, the scan's share beside the text, and of the height of an upright
 * one above it. */
enum { SCAN_PERCENT = 56, SCAN_HEIGHT_PERCENT = 46 };

/* ---- The slider --------------------------------------------------------------------------------
 */

enum { DOUBLINGS = 3 }; /* from 1 to 8 times */

int facsimile_slider_of(int milli)
{
    int doublings = 0, from = ZOOM_FIT_MILLI;
    for (; doublings < DOUBLINGS - 1 && milli >= 2 * from; from *= 2)
        doublings++;
    int way = (doublings * 1000 + (milli - from) * 1000 / from) / DOUBLINGS;
    return way < 0 ? 0 : way > 1000 ? 1000 : way;
}

int facsimile_slider_to(int way_milli)
{
    int way = way_milli * DOUBLINGS, from = ZOOM_FIT_MILLI;
    for (; way > 1000; way -= 1000)
        from *= 2;
    return from + from * way / 1000;
}

struct rect facsimile_slider(const struct facsimiles *state)
{
    return rect_grown(state->layout.slider, -look_px(&state->stage->look, 60), 0);
}

/* ---- Rectangles --------------------------------------------------------------------------------
 */

bool facsimile_has_side(const struct facsimiles *state)
{
    const struct look *look = &state->stage->look;
    return look->size_class != SCREEN_SMALL ||
           look->screen.text_size_percent <= SMALL_SIDE_PERCENT_MAX;
}

const char *facsimile_caption(const struct facsimiles *state, struct arena *arena)
{
    const struct facsimile *sheet = state->sheets[state->current];
    const struct strings *strings = state->stage->config->strings;
    const struct strings_value values[] = {
        {"name", sheet->credit == NULL ? NULL : stage_isolated(state->stage, arena, sheet->credit)},
        {0}};
    const char *credit =
        sheet->credit == NULL ? NULL : strings_fill(strings, arena, "facs.credit", 0, values);
    if (sheet->description == NULL)
        return credit;
    const char *description = stage_isolated(state->stage, arena, sheet->description);
    return credit == NULL ? description : arena_format(arena, "%s\n%s", description, credit);
}

struct lettering_spec facsimile_caption_spec(const struct facsimiles *state, const char *text)
{
    const struct strings *strings = state->stage->config->strings;
    return (struct lettering_spec){
        .text = text,
        .role = LOOK_CAPTION,
        .w_px = state->layout.caption.w,
        .h_px = state->layout.caption.h,
        .max_lines = state->stage->look.size_class == SCREEN_SMALL ? 3 : 5,
        .align = DRAW_CENTER,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .top = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
}

/* The caption under the scan, the scan above it. */
static void place_scan(struct facsimiles *state)
{
    struct facsimile_layout *layout = &state->layout;
    const struct look *look = &state->stage->look;
    struct arena *arena = arena_create();
    struct rect panel = layout->panel;
    int margin = look->gap_px, below = margin;
    const char *text = facsimile_caption(state, arena);
    layout->caption = (struct rect){panel.x + look->edge_px, 0, panel.w - 2 * look->edge_px, 0};
    if (text != NULL) {
        struct lettering_spec spec = facsimile_caption_spec(state, text);
        layout->caption.h = lettering_height_px(state->stage->lettering, &spec);
        below += layout->caption.h + margin;
    }
    layout->caption.y = panel.y + panel.h - below + margin;
    layout->viewport = (struct rect){panel.x + margin, panel.y + margin, panel.w - 2 * margin,
                                     panel.h - margin - below};
    arena_destroy(arena);
}

/* Text and, at its foot, Up and More. */
static void place_text(struct facsimiles *state)
{
    struct facsimile_layout *layout = &state->layout;
    const struct stage *stage = state->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect text = layout->text;
    bool small = look->size_class == SCREEN_SMALL;
    int padding = look_px(look, small ? 30 : 90), foot = look_px(look, 150);
    int up_w = bar_button_width(stage, strings_text(strings, "note.up"), true);
    int more_w = bar_button_width(stage, strings_text(strings, "note.more"), true);
    int y = text.y + text.h - foot - look->gap_px, right = text.x + text.w - padding;
    layout->column = (struct rect){text.x + padding, text.y + padding / 2, text.w - 2 * padding,
                                   y - look->gap_px - text.y - padding / 2};
    layout->more = (struct rect){right - more_w, y, more_w, foot};
    layout->up = (struct rect){text.x + padding, y, up_w, foot};
}

/* Scan and text: beside each other, or above each other in portrait. */
static void split(struct facsimiles *state, struct rect body)
{
    struct facsimile_layout *layout = &state->layout;
    layout->panel = body;
    if (!state->side_by_side || !facsimile_has_side(state))
        return;
    if (state->stage->look.size_class == SCREEN_PORTRAIT) {
        layout->panel.h = body.h * SCAN_HEIGHT_PERCENT / 100;
        layout->text =
            (struct rect){body.x, body.y + layout->panel.h, body.w, body.h - layout->panel.h};
    } else {
        int percent = state->stage->look.size_class == SCREEN_SMALL ? 50 : SCAN_PERCENT;
        layout->panel.w = body.w * percent / 100;
        layout->text =
            (struct rect){body.x + layout->panel.w, body.y, body.w - layout->panel.w, body.h};
    }
    place_text(state);
}

/* Up and down in the middle above and below left and right; two buttons wide, three high. */
static void place_arrows(struct facsimiles *state, int x, int y)
{
    const struct look *look = &state->stage->look;
    int size = look->button_px, step = size + look->gap_px;
    struct rect *arrows = state->layout.arrows;
    arrows[0] = (struct rect){x, y + step, size, size};
    arrows[1] = (struct rect){x + step, y + step, size, size};
    arrows[2] = (struct rect){x + step / 2, y, size, size};
    arrows[3] = (struct rect){x + step / 2, y + 2 * step, size, size};
}

/* On a small screen each in the middle of its side, left of a column of what zooms; where it is
 * short, down stands at its left, beside a row of that. */
static void place_arrows_around(struct facsimiles *state)
{
    struct rect seen = state->layout.viewport;
    int size = state->stage->look.button_px;
    if (state->layout.larger.y < state->layout.fit.y)
        seen.w -= size + state->stage->look.gap_px;
    int x = seen.x + (seen.w - size) / 2, y = seen.y + (seen.h - size) / 2;
    struct rect *arrows = state->layout.arrows;
    arrows[0] = (struct rect){seen.x, y, size, size};
    arrows[1] = (struct rect){seen.x + seen.w - size, y, size, size};
    arrows[2] = (struct rect){x, seen.y, size, size};
    int below = seen.w < SMALL_ROW_BUTTONS * size ? seen.x : x;
    arrows[3] = (struct rect){below, seen.y + seen.h - size, size, size};
}

static int fit_width(const struct facsimiles *state)
{
    const struct stage *stage = state->stage;
    bool small = stage->look.size_class == SCREEN_SMALL;
    return small ? stage->look.button_px
                 : bar_button_width(stage, strings_text(stage->config->strings, "facs.fit"), true);
}

/* How wide the sheet is where the whole of it is seen. */
static int fitted_width(const struct facsimiles *state)
{
    struct rect seen = state->layout.viewport;
    int64_t w = state->zoom.w, h = state->zoom.h;
    return w * seen.h < (int64_t)seen.w * h ? (int)(w * seen.h / h) : seen.w;
}

/* [-] slider [+], its right end at `right`; [Fit] behind it, or below where it stands alone. The
 * slider goes where it would come left of `left`. */
static void place_zoom(struct facsimiles *state, int left, int right, int y, bool fit_below)
{
    struct facsimile_layout *layout = &state->layout;
    const struct look *look = &state->stage->look;
    int size = look->button_px, gap = look->gap_px, fit = fit_width(state);
    int slider = look_px(look, state->layout.text.w > 0 && !fit_below ? 300 : 400);
    layout->fit = (struct rect){right - fit, fit_below ? y + size + gap : y, fit, size};
    if (!fit_below)
        right -= fit + gap;
    layout->larger = (struct rect){right - size, y, size, size};
    layout->slider = (struct rect){layout->larger.x - gap - slider, y, slider, size};
    if (layout->slider.x - gap - size < left)
        layout->slider = (struct rect){layout->larger.x, y, 0, size};
    layout->smaller = (struct rect){layout->slider.x - gap - size, y, size, size};
}

/* [+] above [-] above [Fit], without its word. */
static void place_zoom_column(struct facsimiles *state, int right, int bottom)
{
    struct facsimile_layout *layout = &state->layout;
    const struct look *look = &state->stage->look;
    int size = look->button_px, step = size + look->gap_px;
    layout->fit = (struct rect){right - size, bottom - size, size, size};
    layout->smaller = (struct rect){right - size, bottom - size - step, size, size};
    layout->larger = (struct rect){right - size, bottom - size - 2 * step, size, size};
    layout->slider = (struct rect){layout->larger.x, layout->larger.y, 0, size};
}

/* Beside the sheet, so that none of it is covered while the whole is seen: in a row, else, where a
 * column fits, in a column; over the sheet where it is too broad for either. */
static void place_zoom_over(struct facsimiles *state, int left, int right, int bottom)
{
    const struct look *look = &state->stage->look;
    struct rect seen = state->layout.viewport;
    int size = look->button_px, gap = look->gap_px;
    int sheet_right = seen.x + (seen.w + fitted_width(state)) / 2;
    place_zoom(state, left > sheet_right + gap ? left : sheet_right + gap, right, bottom - size,
               false);
    bool covers = state->layout.smaller.x < sheet_right;
    bool fits = right - size >= sheet_right && 3 * size + 2 * gap <= bottom - seen.y;
    if (covers && fits)
        place_zoom_column(state, right, bottom);
}

/* In the corner above the arrows, or, where they leave no room for it, in the other one, beside the
 * zoom controls if they reach up there. */
static void place_overview_over(struct facsimiles *state, int side, int corner)
{
    struct facsimile_layout *layout = &state->layout;
    struct rect seen = layout->viewport;
    struct rect *at = &layout->overview;
    int gap = state->stage->look.gap_px, right = seen.x + seen.w - corner;
    *at = (struct rect){seen.x + corner, seen.y + corner, side, side};
    layout->overview_at_end = at->y + side + gap > layout->arrows[2].y;
    if (!layout->overview_at_end)
        return;
    if (layout->smaller.y < at->y + side + gap || layout->larger.y < at->y + side + gap)
        right = layout->smaller.x - gap;
    at->x = right - side;
}

/* Over the scan: what moves it at the left, how large it is at the right. */
static void place_controls_over(struct facsimiles *state)
{
    const struct look *look = &state->stage->look;
    struct rect seen = state->layout.viewport;
    int size = look->button_px, inset = look->gap_px;
    int block = 3 * size + 2 * look->gap_px, below = seen.y + seen.h - inset;
    bool small = look->size_class == SCREEN_SMALL;
    int overview = look_px(look, small ? 170 : 360), corner = small ? inset : 2 * inset;
    int middle = seen.x + (small ? seen.w : inset + 2 * size + 2 * look->gap_px);
    place_zoom_over(state, middle, seen.x + seen.w - (small ? 0 : inset),
                    small ? seen.y + seen.h : below);
    if (small)
        place_arrows_around(state);
    else
        place_arrows(state, seen.x + inset, below - block);
    if (small)
        state->layout.overview =
            (struct rect){seen.x + corner, seen.y + corner, overview, overview};
    else
        place_overview_over(state, overview, corner);
}

/* Portrait: all controls below, within reach; answers their height. */
static int place_controls_below(struct facsimiles *state, struct rect content)
{
    struct facsimile_layout *layout = &state->layout;
    const struct stage *stage = state->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    int size = look->button_px, gap = look->gap_px, edge = look->edge_px;
    int row = content.y + content.h - gap - size, block = 3 * size + 2 * gap;
    int top = row - 2 * gap - block;
    int turn = bar_button_width(stage, strings_text(strings, "facs.turn"), true);
    int side = bar_button_width(stage, strings_text(strings, "letter.side"), true);
    layout->sheet_previous = (struct rect){edge, row, turn, size};
    layout->sheet_next = (struct rect){edge + turn + gap, row, turn, size};
    layout->side = (struct rect){content.w - edge - side, row, side, size};
    layout->overview = (struct rect){edge, top, block, block};
    place_arrows(state, edge + block + 3 * gap, top);
    place_zoom(state, 0, content.w - edge, top, true);
    return content.y + content.h - top + gap;
}

/* ---- Right to left -----------------------------------------------------------------------------
 */

static void mirror(struct rect *rect, int width)
{
    rect->x = width - rect->x - rect->w;
}

static void mirror_all(struct facsimile_layout *layout, int width)
{
    struct rect *const rects[] = {
        &layout->panel,     &layout->viewport,  &layout->caption,    &layout->text,
        &layout->column,    &layout->up,        &layout->more,       &layout->sheet_previous,
        &layout->side,      &layout->smaller,   &layout->sheet_next, &layout->slider,
        &layout->larger,    &layout->fit,       &layout->overview,   &layout->arrows[0],
        &layout->arrows[2], &layout->arrows[3], &layout->arrows[1]};
    for (size_t i = 0; i < sizeof rects / sizeof *rects; i++)
        mirror(rects[i], width);
    struct rect left = layout->arrows[1];
    layout->arrows[1] = layout->arrows[0];
    layout->arrows[0] = left;
}

void facsimile_layout_make(struct facsimiles *state)
{
    const struct look *look = &state->stage->look;
    struct facsimile_layout *layout = &state->layout;
    struct rect body = look_content(look);
    bool portrait = look->size_class == SCREEN_PORTRAIT;
    *layout = (struct facsimile_layout){.content = body};
    layout->head = (struct rect){0, 0, look->screen.w_px, look->head_px};
    if (portrait)
        body.h -= place_controls_below(state, body);
    split(state, body);
    place_scan(state);
    if (!portrait)
        place_controls_over(state);
    if (strings_direction(state->stage->config->strings) == DIRECTION_RTL)
        mirror_all(layout, look->screen.w_px);
    zoom_resize(&state->zoom, layout->viewport);
}
