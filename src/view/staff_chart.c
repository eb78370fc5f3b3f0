#include "view/staff_chart.h"

#include "view/bar.h"

#include <stdio.h>

/* ---- Fingers -----------------------------------------------------------------------------------
 */

static int find(const struct staff_chart *chart, const struct input_event *event)
{
    for (int i = 0; i < chart->count; i++)
        if (chart->fingers[i].device == event->device &&
            chart->fingers[i].contact == event->contact)
            return i;
    return -1;
}

static bool put(struct staff_chart *chart, const struct input_event *event)
{
    int at = find(chart, event);
    if (at < 0 && (event->kind == INPUT_TOUCH_MOVE || chart->count == STAFF_CHART_FINGERS))
        return false;
    if (at < 0)
        at = chart->count++;
    chart->fingers[at] = (struct staff_finger){event->device, event->contact, event->point};
    chart->most = chart->count > chart->most ? chart->count : chart->most;
    chart->touched = true;
    chart->last = event->point;
    return true;
}

static bool lift(struct staff_chart *chart, const struct input_event *event)
{
    int at = find(chart, event);
    if (at < 0)
        return false;
    chart->fingers[at] = chart->fingers[--chart->count];
    return true;
}

bool staff_chart_touch(struct staff_chart *chart, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
    case INPUT_TOUCH_MOVE:
        return put(chart, event);
    case INPUT_TOUCH_UP:
        return lift(chart, event);
    case INPUT_TOUCH_LOST:
        chart->count = 0;
        return true;
    default:
        return false;
    }
}

/* ---- The chart ---------------------------------------------------------------------------------
 */

static void draw_frame(struct rect rect, int line, enum theme_token token, struct draw_list *list)
{
    draw_list_fill(list, (struct rect){rect.x, rect.y, rect.w, line}, token);
    draw_list_fill(list, (struct rect){rect.x, rect.y + rect.h - line, rect.w, line}, token);
    draw_list_fill(list, (struct rect){rect.x, rect.y, line, rect.h}, token);
    draw_list_fill(list, (struct rect){rect.x + rect.w - line, rect.y, line, rect.h}, token);
}

/* A line each centimetre, a stronger one each five. */
static void draw_grid(const struct look *look, struct draw_list *list)
{
    const struct rect screen = list->screen;
    for (int cm = 1, at; (at = look_px(look, cm * 100)) < screen.w; cm++)
        draw_list_fill(list, (struct rect){at, 0, cm % 5 == 0 ? 2 : 1, screen.h},
                       cm % 5 == 0 ? TOKEN_CTL : TOKEN_RULE);
    for (int cm = 1, at; (at = look_px(look, cm * 100)) < screen.h; cm++)
        draw_list_fill(list, (struct rect){0, at, screen.w, cm % 5 == 0 ? 2 : 1},
                       cm % 5 == 0 ? TOKEN_CTL : TOKEN_RULE);
}

/* How much the interface follows the size that a visitor chose: the chart does not. */
static int own_percent(const struct stage *stage)
{
    int percent = stage->look.screen.text_size_percent;
    return percent < 150 ? percent : 150;
}

/* One line of figures on a plate of its own, so that the grid does not run through it; answers
 * where it ends. */
static int draw_figures(const struct stage *stage, const char *text, enum look_role role, int size,
                        int x, int y, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const int own = own_percent(stage);
    const struct text_style style = {.face = FACE_UI,
                                     .lining_figures = true,
                                     .size_26_6 = look->em_26_6[role] * size / own,
                                     .lang = "en"};
    int pad = look->gap_px, w = text_metrics_width_px(stage->config->metrics, &style, text);
    int h = look->leading_px[role] * size / own;
    draw_list_fill(list, (struct rect){x, y, w + 2 * pad, h}, TOKEN_PAGE);
    draw_list_label(
        list, &(struct draw_label){.rect = {x + pad, y, w, h},
                                   .text = text,
                                   .lang = style.lang,
                                   .em_26_6 = style.size_26_6,
                                   .cap_height_26_6 = look->cap_height_26_6[role] * size / own,
                                   .ink = TOKEN_INK,
                                   .ground = TOKEN_PAGE,
                                   .align = DRAW_START});
    return y + h;
}

/* From black to white in 16 steps, and the colours a pixel is made of. */
static void draw_patches(const struct stage *stage, struct rect room, struct draw_list *list)
{
    static const enum theme_token colors[] = {TOKEN_RED,     TOKEN_GREEN, TOKEN_BLUE, TOKEN_ACCENT,
                                              TOKEN_ACCENT2, TOKEN_OK,    TOKEN_WARN, TOKEN_MARK};
    enum { GREYS = 17, COLORS = sizeof colors / sizeof *colors };
    int half = room.h / 2;
    (void)stage;
    draw_list_fill(list, (struct rect){room.x, room.y, room.w, half}, TOKEN_WHITE);
    for (int i = 0; i < GREYS - 1; i++) {
        int left = room.w * i / GREYS, right = room.w * (i + 1) / GREYS;
        draw_list_fill_alpha(list, (struct rect){room.x + left, room.y, right - left, half},
                             TOKEN_BLACK, (uint8_t)(255 - 255 * i / (GREYS - 1)));
    }
    for (int i = 0; i < COLORS; i++) {
        int left = room.w * i / COLORS, right = room.w * (i + 1) / COLORS;
        draw_list_fill(list,
                       (struct rect){room.x + left, room.y + half, right - left, room.h - half},
                       colors[i]);
    }
}

/* What the viewer takes the screen for. */
static const char *describe(const struct stage *stage, struct arena *arena)
{
    const struct screen *screen = &stage->look.screen;
    int tenths = (screen->diagonal_um + 1270) / 2540;
    int w_mm = screen_tenths_mm(screen, screen->w_px) / 10,
        h_mm = screen_tenths_mm(screen, screen->h_px) / 10;
    return arena_format(arena, "%d × %d px · %d × %d mm · %d.%d″", screen->w_px, screen->h_px, w_mm,
                        h_mm, tenths / 10, tenths % 10);
}

static int draw_sizes(const struct stage *stage, int x, int y, int bottom, struct draw_list *list)
{
    static const int percents[] = {100, 125, 150, 200};
    int leading = stage->look.leading_px[LOOK_BUTTON] * 100 / own_percent(stage);
    for (int i = 0; i < 4 && y + leading * percents[i] / 100 <= bottom; i++)
        y = draw_figures(stage, arena_format(list->arena, "%d %% HIl1 O0 Agß", percents[i]),
                         LOOK_BUTTON, percents[i], x, y, list);
    return y;
}

/* ---- What is touched ---------------------------------------------------------------------------
 */

static const char *name_point(const struct stage *stage, struct point point, struct arena *arena)
{
    const struct screen *screen = &stage->look.screen;
    int x = screen_tenths_mm(screen, point.x), y = screen_tenths_mm(screen, point.y);
    return arena_format(arena, "%d, %d px · %d.%d, %d.%d mm", point.x, point.y, x / 10, x % 10,
                        y / 10, y % 10);
}

static void draw_finger(const struct look *look, struct point point, struct draw_list *list)
{
    int line = look->outline_px, ring = look_px(look, 60);
    draw_list_fill(list, (struct rect){point.x - line / 2, 0, line, list->screen.h}, TOKEN_FOCUS);
    draw_list_fill(list, (struct rect){0, point.y - line / 2, list->screen.w, line}, TOKEN_FOCUS);
    draw_frame((struct rect){point.x - ring, point.y - ring, 2 * ring, 2 * ring}, line, TOKEN_FOCUS,
               list);
}

/* A sentence of the interface; answers where it ends. */
static int draw_sentence(const struct stage *stage, const char *text, int x, int y,
                         struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct lettering_spec spec = {.text = text,
                                  .role = LOOK_CAPTION,
                                  .w_px = list->screen.w - look_px(look, 60) - x,
                                  .max_lines = 2,
                                  .ink = TOKEN_INK,
                                  .ground = TOKEN_PAGE,
                                  .lining = true,
                                  .lang = strings_lang(strings),
                                  .direction = strings_direction(strings)};
    spec.h_px = lettering_height_px(stage->lettering, &spec);
    lettering_draw(stage->lettering, &spec, x, y, list);
    return y + spec.h_px;
}

/* One line for each finger that is down, or where the last one was. */
static void draw_points(const struct stage *stage, const struct staff_chart *chart, int x, int y,
                        int bottom, struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    if (!chart->touched) {
        (void)draw_sentence(stage, strings_text(strings, "staff.chart.hint"), x, y, list);
        return;
    }
    y = draw_sentence(
        stage,
        strings_format(strings, list->arena, "staff.fingers", chart->count, chart->most, NULL), x,
        y, list);
    for (int i = 0; i < (chart->count > 0 ? chart->count : 1); i++) {
        struct point point = chart->count > 0 ? chart->fingers[i].point : chart->last;
        if (y + stage->look.leading_px[LOOK_CAPTION] > bottom)
            return;
        y = draw_figures(stage, name_point(stage, point, list->arena), LOOK_CAPTION, 100, x, y,
                         list);
    }
}

void staff_chart_draw(const struct stage *stage, const struct staff_chart *chart,
                      struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    const struct rect screen = list->screen;
    const int edge = look_px(look, 50), arrow = look_px(look, 80),
              em = look->leading_px[LOOK_CAPTION];
    const struct bar_cell close = {
        .action = ACTION_STAFF_CLOSE, .name = "close", .label = strings_text(strings, "nav.close")};
    const int button_w = bar_button_width(stage, close.label, false);
    const int bottom = screen.h - edge - look->button_px, left = 2 * edge;
    draw_list_fill(list, screen, TOKEN_PAGE);
    draw_grid(look, list);
    draw_frame(screen, 1, TOKEN_ACCENT, list);
    draw_frame(rect_grown(screen, -edge, -edge), look->outline_px, TOKEN_ACCENT2, list);
    draw_list_triangle(list, (struct rect){screen.w / 2 - arrow, edge, 2 * arrow, arrow}, false,
                       TOKEN_INK, TOKEN_INK);
    int y = draw_figures(stage, describe(stage, list->arena), LOOK_CAPTION, 100, left,
                         edge + arrow + look->gap_px, list);
    const struct rect patches = {left, y + look->gap_px, screen.w - 2 * left,
                                 look_px(look, look->size_class == SCREEN_SMALL ? 120 : 300)};
    draw_patches(stage, patches, list);
    y = patches.y + patches.h + look->gap_px;
    /* Sizes and points side by side, but for an upright screen, which has the room below. */
    bool upright = look->size_class == SCREEN_PORTRAIT;
    int below = draw_sizes(stage, left, y, bottom - look->gap_px, list);
    for (int i = 0; i < chart->count; i++)
        draw_finger(look, chart->fingers[i].point, list);
    draw_points(stage, chart, upright ? left : screen.w * 9 / 20, upright ? below : y,
                bottom - em / 2, list);
    bar_button(
        stage,
        (struct rect){(screen.w - button_w) / 2, bottom - look->gap_px, button_w, look->button_px},
        &close, BAR_OUTLINED, list);
}
