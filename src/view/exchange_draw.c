/* Draws the exchange. */
#include "view/exchange_state.h"

#include "view/choices.h"
#include "view/dates.h"
#include "view/emit.h"
#include "view/menu.h"

static bool is_rtl(const struct exchange_view *view)
{
    return strings_direction(view->stage->config->strings) == DIRECTION_RTL;
}

/* ---- Columns -----------------------------------------------------------------------------------
 */

static void draw_page(struct exchange_view *view, size_t index, int offset, struct draw_list *list)
{
    struct rect rect = view->list;
    rect.y += offset;
    draw_list_surface(list, rect, exchange_state_page(view, index)->picture, (struct point){0, 0},
                      255);
}

static void draw_pages(struct exchange_view *view, uint64_t now_ms, struct draw_list *list)
{
    int offset = turn_offset_px(&view->turn, now_ms);
    draw_list_clip(list, view->list);
    if (offset > 0 && view->page > 0)
        draw_page(view, view->page - 1, offset - view->list.h, list);
    if (offset < 0 && view->page + 1 < view->page_count)
        draw_page(view, view->page + 1, offset + view->list.h, list);
    draw_page(view, view->page, offset, list);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, view->list);
}

static void add_letters(struct exchange_view *view, struct draw_list *list)
{
    const struct exchange_page *page = exchange_state_page(view, view->page);
    for (size_t i = 0; i < page->row_count; i++) {
        const struct letter_summary *letter = &page->rows[i];
        struct rect rect = exchange_state_card(view, &view->letters[page->first + i]);
        rect.x += view->list.x;
        rect.y += view->list.y;
        draw_list_target(
            list, (struct draw_target){.drawn = rect,
                                       .hit = rect,
                                       .role = ROLE_LETTER,
                                       .action = ACTION_OPEN_LETTER,
                                       .index = (int)i,
                                       .name = arena_format(list->arena, "letter=%s/%s",
                                                            letter->key.edition, letter->key.id),
                                       .label = letter->title,
                                       .focus = 1});
    }
    emit_add_runs(page->runs, page->run_count, view->list.x, view->list.y, list);
}

/* A name over its column, and how many letters it wrote. */
static void draw_name(const struct exchange_view *view, const char *name, uint32_t count,
                      bool at_right, struct draw_list *list)
{
    const struct stage *stage = view->stage;
    bool small = stage->look.size_class == SCREEN_SMALL;
    const char *letters =
        strings_format(stage->config->strings, list->arena, "list.count", (long)count, 0, NULL);
    int x = view->names.x + (at_right ? view->column_w + view->axis_w : 0);
    struct lettering_spec spec = {
        .text = letters,
        .role = LOOK_CAPTION,
        .h_px = view->names.h,
        .align = DRAW_END,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
    int count_w = lettering_width_px(stage->lettering, &spec) + stage->look.gap_px;
    struct lettering_spec whole = spec;
    whole.text = name;
    whole.role = small ? LOOK_CAPTION : LOOK_LIST;
    if (lettering_width_px(stage->lettering, &whole) + count_w > view->column_w)
        count_w = 0; /* the name matters more */
    spec.w_px = count_w;
    if (count_w > 0)
        lettering_draw(stage->lettering, &spec, is_rtl(view) ? x : x + view->column_w - count_w,
                       view->names.y, list);
    spec.text = name;
    spec.role = small ? LOOK_CAPTION : LOOK_LIST;
    spec.align = stage_name_align(stage, name);
    spec.direction = stage_name_direction(name);
    spec.ink = TOKEN_INK;
    spec.w_px = view->column_w - count_w;
    lettering_draw(stage->lettering, &spec, is_rtl(view) ? x + count_w : x, view->names.y, list);
}

static void draw_names(const struct exchange_view *view, struct draw_list *list)
{
    const struct exchange *pair = &view->stage->exchanges[view->pair];
    struct rect strip = {0, view->names.y, list->screen.w, view->names.h};
    draw_list_fill(list, strip, TOKEN_WALL);
    draw_name(view, pair->name_a, pair->from_a, is_rtl(view), list);
    draw_name(view, pair->name_b, pair->from_b, !is_rtl(view), list);
}

/* ---- Years -------------------------------------------------------------------------------------
 */

const char *exchange_state_zone_name(const struct exchange_view *view, int zone,
                                     struct arena *arena)
{
    int year, month;
    exchange_strip_zone_date(&view->strip, zone, &year, &month);
    if (view->strip.zone_months >= 12)
        return arena_format(arena, "%d", year);
    return dates_short(view->stage->config->strings, arena,
                       arena_format(arena, "%04d-%02d", year, month));
}

/* The ground of the strip, and on it the time that the page shows. */
static void draw_window(const struct exchange_view *view, struct draw_list *list)
{
    const struct look *look = &view->stage->look;
    struct rect years = view->years;
    size_t first = exchange_layout_first(view->letters, view->count, view->page);
    size_t end = exchange_layout_first(view->letters, view->count, view->page + 1);
    int top = years.h, bottom = 0, least = look_px(look, 30);
    for (size_t i = first; i < end; i++) {
        if (!view->letters[i].dated)
            continue;
        int y = exchange_strip_y(&view->strip, view->letters[i].day, years.h);
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    draw_list_fill(list, years, TOKEN_PAGE);
    if (bottom < top)
        return;
    if (bottom - top < least) {
        top = top > least / 2 ? top - least / 2 : 0;
        bottom = top + least < years.h ? top + least : years.h;
    }
    int bar = look_px(look, 10), lit = look_px(look, 65);
    draw_list_fill(list,
                   (struct rect){is_rtl(view) ? years.x : years.x + years.w - lit, years.y + top,
                                 lit, bottom - top},
                   TOKEN_MARK);
    draw_list_fill(list,
                   (struct rect){is_rtl(view) ? years.x : years.x + years.w - bar, years.y + top,
                                 bar, bottom - top},
                   TOKEN_CTL);
}

/* A stroke for each letter, on its writer's side; letters of one pixel row are one stroke. */
static void draw_strokes(const struct exchange_view *view, struct draw_list *list)
{
    const struct look *look = &view->stage->look;
    struct rect years = view->years;
    int length = look_px(look, 22), thick = look_px(look, 4), last[2] = {-1, -1};
    int middle = is_rtl(view) ? years.x + look_px(look, 40) : years.x + years.w - look_px(look, 40);
    for (size_t i = 0; i < view->count; i++) {
        const struct exchange_letter *letter = &view->letters[i];
        int y = letter->dated ? exchange_strip_y(&view->strip, letter->day, years.h) : 0;
        if (!letter->dated || y == last[letter->side])
            continue;
        last[letter->side] = y;
        bool at_right = (letter->side == EXCHANGE_RIGHT) != is_rtl(view);
        draw_list_fill(
            list, (struct rect){at_right ? middle : middle - length, years.y + y, length, thick},
            TOKEN_INK2);
    }
    draw_list_fill(list, (struct rect){middle, years.y, look->hairline_px, years.h}, TOKEN_RULE);
}

/* The year where it begins, in between the zones' first months if there is room for their names. */
static void draw_zone(const struct exchange_view *view, int zone, struct draw_list *list)
{
    const struct stage *stage = view->stage;
    struct rect rect = exchange_state_zone(view, zone);
    int year, month, line = stage->look.hairline_px;
    exchange_strip_zone_date(&view->strip, zone, &year, &month);
    if (zone > 0)
        draw_list_fill(list, (struct rect){rect.x, rect.y, rect.w, line}, TOKEN_RULE);
    const char *name = exchange_state_zone_name(view, zone, list->arena);
    draw_list_target(list, (struct draw_target){.drawn = stage_row_face(stage, rect),
                                                .hit = rect,
                                                .role = ROLE_CHOICE,
                                                .action = ACTION_EXCHANGE_JUMP,
                                                .index = zone,
                                                .name = arena_format(list->arena, "time=%s", name),
                                                .label = name,
                                                .focus = 1});
    bool says_year = zone == 0 || month == 1 || view->strip.zone_months >= 12;
    if (!says_year)
        return;
    const struct lettering_spec spec = {
        .text = arena_format(list->arena, "%d", year),
        .role = LOOK_CAPTION,
        .w_px = rect.w - look_px(&stage->look, 65) - stage->look.gap_px / 2,
        .h_px = stage->look.leading_px[LOOK_CAPTION],
        .ink = TOKEN_INK2,
        .ground = TOKEN_PAGE,
        .lining = true,
        .align = is_rtl(view) ? DRAW_END : DRAW_START,
        .lang = strings_lang(stage->config->strings),
    };
    int x = is_rtl(view) ? rect.x + rect.w - spec.w_px - stage->look.gap_px / 2
                         : rect.x + stage->look.gap_px / 2;
    lettering_draw(stage->lettering, &spec, x, rect.y + stage->look.gap_px + 1, list);
}

static void draw_years(const struct exchange_view *view, struct draw_list *list)
{
    if (view->strip.zone_count == 0)
        return;
    draw_window(view, list);
    for (int i = 0; i < view->strip.zone_count; i++)
        draw_zone(view, i, list);
    draw_strokes(view, list);
}

/* ---- The rest ----------------------------------------------------------------------------------
 */

static void draw_pairs(const struct exchange_view *view, struct draw_list *list)
{
    const struct stage *stage = view->stage;
    if (!view->choosing)
        return;
    struct choice *rows = arena_alloc(list->arena, stage->exchange_count, sizeof *rows);
    for (size_t i = 0; i < stage->exchange_count; i++) {
        const struct exchange *pair = &stage->exchanges[i];
        rows[i] = (struct choice){
            .text = arena_format(list->arena, "%s – %s", pair->name_a, pair->name_b),
            .side = arena_format(list->arena, "%u", pair->from_a + pair->from_b),
            .name = arena_format(list->arena, "pair=%s,%s", pair->a, pair->b),
            .index = (int)i,
            .chosen = i == view->pair};
    }
    const struct choices choices = {.title = strings_text(stage->config->strings, "home.exchange"),
                                    .rows = rows,
                                    .count = stage->exchange_count,
                                    .action = ACTION_EXCHANGE_PAIR,
                                    .first = view->choices_first};
    choices_draw(stage, &choices, stage_content(stage), list);
}

static void draw_bar(const struct exchange_view *view, struct draw_list *list)
{
    const struct stage *stage = view->stage;
    const struct strings *strings = stage->config->strings;
    bool small = stage->look.size_class == SCREEN_SMALL;
    struct bar_cell cells[BAR_CELLS_MAX];
    size_t count = 0;
    cells[count++] = small ? bar_menu(stage) : bar_again(stage);
    cells[count] = bar_turn(stage, -1, view->page > 0);
    cells[count++].icon = "up";
    cells[count++] = (struct bar_cell){.group = BAR_MOVE,
                                       .label = strings_format(strings, list->arena, "nav.pages",
                                                               (long)view->page + 1,
                                                               (long)view->page_count, NULL),
                                       .is_set = true};
    cells[count] = bar_turn(stage, 1, view->page + 1 < view->page_count);
    cells[count++].icon = "more";
    cells[count++] = bar_reading(stage, !small);
    if (!small && stage->config->keyboards != NULL)
        cells[count++] = menu_search(stage);
    if (!small) {
        struct bar_cell about = menu_about(stage);
        about.said = about.label;
        about.label = NULL;
        cells[count++] = about;
    }
    bar_draw(stage, cells, count, list);
}

void exchange_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct exchange_view *view = self;
    bool small = view->stage->look.size_class == SCREEN_SMALL;
    draw_list_fill(list, list->screen, TOKEN_WALL);
    draw_pages(view, now_ms, list);
    contents_head_draw(&view->head, view->stage, small ? NULL : view->stage->exhibit.years, list);
    draw_names(view, list);
    if (!view->turn.dragging && !turn_is_moving(&view->turn))
        add_letters(view, list);
    draw_years(view, list);
    bar_chip_back(view->stage, list);
    draw_pairs(view, list);
    draw_bar(view, list);
}
