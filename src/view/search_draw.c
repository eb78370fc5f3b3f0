#include "base/utf8.h"
#include "view/bar.h"
#include "view/search_state.h"

#include <string.h>

/* ---- Words -------------------------------------------------------------------------------------
 */

static struct lettering_spec words(const struct search *search, const char *text,
                                   enum look_role role, struct rect rect)
{
    const struct strings *strings = search->stage->config->strings;
    return (struct lettering_spec){
        .text = text,
        .role = role,
        .w_px = rect.w,
        .h_px = rect.h,
        .ink = TOKEN_INK,
        .ground = TOKEN_WALL,
        .lining = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
}

static const char *count_text(const struct search *search, struct arena *arena)
{
    if (search->total == 0)
        return "";
    return strings_format(search->stage->config->strings, arena, "list.count", (long)search->total,
                          0, NULL);
}

static void draw_count(const struct search *search, struct rect rect, struct draw_list *list)
{
    struct lettering_spec spec = words(search, count_text(search, list->arena), LOOK_CAPTION, rect);
    spec.ink = TOKEN_INK2;
    spec.align = DRAW_END;
    if (spec.text[0] != '\0')
        lettering_draw(search->stage->lettering, &spec, rect.x, rect.y, list);
}

/* ---- What is typed -----------------------------------------------------------------------------
 */

/* Hebrew, Arabic and their neighbours in Unicode. */
static enum direction direction_of(const char *text)
{
    size_t length = strlen(text), at = 0;
    while (at < length) {
        uint32_t code_point = utf8_next(text, length, &at);
        if (code_point >= 0x590 && code_point < 0x900)
            return DIRECTION_RTL;
        if (code_point >= 'A')
            return DIRECTION_LTR;
    }
    return DIRECTION_LTR;
}

/* What of the query fits, which is its end. */
static const char *shown_query(const struct search *search, struct lettering_spec *spec)
{
    size_t length = strlen(spec->text), at = 0;
    while (at < length && lettering_width_px(search->stage->lettering, spec) > spec->w_px) {
        (void)utf8_next(search->query, length, &at);
        spec->text = search->query + at;
    }
    return spec->text;
}

static void draw_caret(const struct search *search, struct rect rect, int x, struct draw_list *list)
{
    const struct look *look = &search->stage->look;
    int height = look->leading_px[LOOK_LIST];
    if (search->typing)
        draw_list_fill(list,
                       (struct rect){x, rect.y + (rect.h - height) / 2, look_px(look, 6), height},
                       TOKEN_INK);
}

/* The caret stands before the words that say what the field is for. */
static void draw_empty_query(const struct search *search, struct rect rect, struct draw_list *list)
{
    struct lettering_spec spec = words(
        search, strings_text(search->stage->config->strings, "search.title"), LOOK_LIST, rect);
    int caret = look_px(&search->stage->look, 6);
    bool rtl = spec.direction == DIRECTION_RTL;
    spec.ground = TOKEN_RAISED;
    spec.ink = TOKEN_INK2;
    spec.w_px = rect.w - 2 * caret;
    lettering_draw(search->stage->lettering, &spec, rect.x + (rtl ? 0 : 2 * caret), rect.y, list);
    draw_caret(search, rect, rtl ? rect.x + rect.w - caret : rect.x, list);
}

static void draw_query(const struct search *search, struct rect rect, struct draw_list *list)
{
    struct lettering_spec spec = words(search, search->query, LOOK_LIST, rect);
    int caret = look_px(&search->stage->look, 6);
    if (search->query[0] == '\0') {
        draw_empty_query(search, rect, list);
        return;
    }
    bool rtl = direction_of(search->query) == DIRECTION_RTL;
    spec.ground = TOKEN_RAISED;
    spec.w_px = rect.w - 2 * caret;
    spec.direction = rtl ? DIRECTION_RTL : DIRECTION_LTR;
    spec.text = shown_query(search, &spec);
    int width = lettering_width_px(search->stage->lettering, &spec);
    lettering_draw(search->stage->lettering, &spec, rect.x + (rtl ? 2 * caret : 0), rect.y, list);
    draw_caret(search, rect, rtl ? rect.x + rect.w - width - caret : rect.x + width, list);
}

static void draw_field(const struct search *search, struct draw_list *list)
{
    const struct stage *stage = search->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect field = search->layout.field;
    int padding = look_px(look, 40), delete_w = look_px(look, 160);
    int words_w = field.w - delete_w - look->gap_px;
    struct rect touched =
        search_state_placed(search, (struct rect){field.x, field.y, words_w, field.h}, field);
    struct rect typed = {touched.x + padding, field.y + look->outline_px, words_w - padding,
                         field.h - 2 * look->outline_px};
    struct rect end = {field.x + field.w - delete_w, field.y, delete_w, field.h};
    typed.x -= touched.x > field.x ? padding : 0;
    draw_list_plate(list, field, TOKEN_RAISED, TOKEN_CTL, look->outline_px, look->radius_px);
    draw_list_target(list, (struct draw_target){.drawn = touched,
                                                .hit = touched,
                                                .role = ROLE_BUTTON,
                                                .action = ACTION_SEARCH_FIELD,
                                                .name = "field",
                                                .label = strings_text(strings, "search.title"),
                                                .focus = 1});
    draw_query(search, typed, list);
    const struct bar_cell delete = {.action = ACTION_TYPE_DELETE,
                                    .name = "delete",
                                    .icon = "delete",
                                    .said = strings_text(strings, "search.delete"),
                                    .off = search->query[0] == '\0'};
    bar_button(stage, search_state_placed(search, end, field), &delete, BAR_BARE, list);
}

/* ---- Rows, or what to try ----------------------------------------------------------------------
 */

static void draw_rows(const struct search *search, struct draw_list *list)
{
    struct rect area = search->layout.list;
    draw_list_surface(list, area, search->picture, (struct point){0, 0}, 255);
    for (size_t i = 0; i < search->hit_count; i++) {
        const struct letter_hit *hit = &search->hits[i];
        struct rect rect = search_state_row(search, i);
        rect.x += area.x;
        rect.y += area.y;
        draw_list_target(list,
                         (struct draw_target){.drawn = rect,
                                              .hit = rect,
                                              .role = ROLE_LETTER,
                                              .action = ACTION_OPEN_LETTER,
                                              .index = (int)i,
                                              .name = arena_format(list->arena, "letter=%s/%s",
                                                                   hit->summary.key.edition,
                                                                   hit->summary.key.id),
                                              .label = hit->summary.title,
                                              .focus = 1});
        draw_list_run(list, (struct draw_run){.rect = rect,
                                              .cap_height_26_6 =
                                                  search->stage->look.cap_height_26_6[LOOK_LIST],
                                              .ink = TOKEN_INK,
                                              .ground = TOKEN_PAGE,
                                              .text = hit->line});
    }
}

/* One line of words; answers the room under it. */
static struct rect draw_line(const struct search *search, const char *text, struct rect room,
                             struct draw_list *list)
{
    struct lettering_spec spec = words(search, text, LOOK_LIST, room);
    spec.max_lines = 2;
    int height = lettering_height_px(search->stage->lettering, &spec);
    if (height > room.h)
        return room;
    spec.h_px = height;
    lettering_draw(search->stage->lettering, &spec, room.x, room.y, list);
    int used = height + search->stage->look.gap_px;
    return (struct rect){room.x, room.y + used, room.w, room.h - used};
}

enum { SUGGESTIONS_SHOWN_MAX = 12 };

/* Lays words to try out in lines of buttons, as many as there is room for, from the room's top
 * left; answers how many. */
static size_t lay_out_suggestions(const struct search *search, struct rect room,
                                  struct rect rects[SUGGESTIONS_SHOWN_MAX])
{
    const struct look *look = &search->stage->look;
    int x = 0, y = 0, height = look->chip_px;
    size_t count = 0;
    while (count < search->suggestion_count && count < SUGGESTIONS_SHOWN_MAX) {
        int width = bar_button_width(search->stage, search->suggestions[count], false);
        if (x > 0 && x + width > room.w) {
            x = 0;
            y += height + look->gap_px;
        }
        if (width > room.w || y + height > room.h)
            break;
        rects[count++] = (struct rect){room.x + x, room.y + y, width, height};
        x += width + look->gap_px;
    }
    return count;
}

static void draw_suggestions(const struct search *search, struct rect room, struct draw_list *list)
{
    struct rect rects[SUGGESTIONS_SHOWN_MAX];
    size_t count = lay_out_suggestions(search, room, rects);
    for (size_t i = 0; i < count; i++) {
        const char *word = search->suggestions[i];
        const struct bar_cell cell = {.action = ACTION_SEARCH_TRY,
                                      .name = arena_format(list->arena, "try=%s", word),
                                      .label = word,
                                      .index = (int)i,
                                      .is_set = true};
        bar_button(search->stage, search_state_placed(search, rects[i], room), &cell, BAR_OUTLINED,
                   list);
    }
}

/* What there is to say: that nothing was found, or what the words are for. */
static const char *advice(const struct search *search, struct arena *arena)
{
    const struct strings *strings = search->stage->config->strings;
    if (utf8_count(search->query, strlen(search->query)) >= 2)
        return strings_format(strings, arena, "search.none", 0, 0, search->query);
    return search->suggestion_count > 0 ? strings_text(strings, "search.try") : "";
}

/* Where controls are low, the words to try stand within reach, just above the field. */
static struct rect lowered(const struct search *search, const char *text, struct rect room)
{
    const struct look *look = &search->stage->look;
    struct rect rects[SUGGESTIONS_SHOWN_MAX];
    struct lettering_spec spec = words(search, text, LOOK_LIST, room);
    spec.max_lines = 2;
    size_t count = lay_out_suggestions(search, room, rects);
    int height = lettering_height_px(search->stage->lettering, &spec) + look->gap_px;
    height += count == 0 ? 0 : rects[count - 1].y + rects[count - 1].h - room.y;
    if (!stage_reaches_low(search->stage) || height > room.h)
        return room;
    return (struct rect){room.x, room.y + room.h - height, room.w, height};
}

/* Advice above the words to try, or beside them where there is only one line of room. */
static void draw_nothing(const struct search *search, struct draw_list *list)
{
    const struct look *look = &search->stage->look;
    struct rect room = search->layout.list;
    const char *text = advice(search, list->arena);
    if (room.h >= look->chip_px + 2 * look->leading_px[LOOK_LIST] + look->gap_px) {
        room = lowered(search, text, room);
        draw_suggestions(search, draw_line(search, text, room, list), list);
        return;
    }
    struct lettering_spec spec = words(search, text, LOOK_LIST, room);
    int most = room.w * 2 / 5, width = lettering_width_px(search->stage->lettering, &spec);
    spec.w_px = width < most ? width + 1 : most;
    spec.max_lines = 2;
    int height = lettering_height_px(search->stage->lettering, &spec);
    spec.h_px = height < look->chip_px ? look->chip_px : height < room.h ? height : room.h;
    struct rect words_rect = {room.x, room.y, spec.w_px, spec.h_px};
    struct rect rest = {room.x + spec.w_px + look->gap_px, room.y,
                        room.w - spec.w_px - look->gap_px, room.h};
    lettering_draw(search->stage->lettering, &spec, search_state_placed(search, words_rect, room).x,
                   room.y, list);
    draw_suggestions(search, search_state_placed(search, rest, room), list);
}

/* ---- Keyboard ----------------------------------------------------------------------------------
 */

static void draw_key(const struct search *search, const struct keyboard *keyboard, size_t row,
                     size_t key, struct rect pitch, struct draw_list *list)
{
    const struct look *look = &search->stage->look;
    const struct search_layout *layout = &search->layout;
    const char *letter = keyboard->keys[row][key];
    struct rect drawn = {pitch.x + layout->gap_x_px / 2, pitch.y + layout->gap_y_px / 2,
                         pitch.w - layout->gap_x_px, pitch.h - layout->gap_y_px};
    bool small = look->size_class == SCREEN_SMALL;
    draw_list_plate(list, drawn, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    draw_list_label(list, &(struct draw_label){
                              .rect = drawn,
                              .text = letter,
                              .lang = keyboard->lang,
                              .em_26_6 = look->em_26_6[LOOK_BUTTON],
                              .cap_height_26_6 = look->cap_height_26_6[LOOK_BUTTON],
                              .ink = TOKEN_INK,
                              .ground = TOKEN_RAISED,
                              .align = DRAW_CENTER,
                          });
    draw_list_target(list, (struct draw_target){.drawn = drawn,
                                                .hit = small ? pitch : drawn,
                                                .role = ROLE_BUTTON,
                                                .action = ACTION_TYPE,
                                                .index = (int)(row * KEYBOARD_KEYS_MAX + key),
                                                .name = arena_format(list->arena, "key=%s", letter),
                                                .label = letter,
                                                .focus = 1});
}

static void draw_letters(const struct search *search, struct draw_list *list)
{
    const struct keyboard *keyboard = search_state_keyboard(search);
    const struct search_layout *layout = &search->layout;
    for (size_t row = 0; row < keyboard->row_count; row++) {
        int count = (int)keyboard->key_counts[row];
        int left = layout->letters.x + (layout->letters.w - count * layout->pitch_x_px) / 2;
        for (int key = 0; key < count; key++)
            draw_key(search, keyboard, row, (size_t)key,
                     (struct rect){left + key * layout->pitch_x_px,
                                   layout->letters.y + (int)row * layout->pitch_y_px,
                                   layout->pitch_x_px, layout->pitch_y_px},
                     list);
    }
}

/* A key under the letters. */
struct tool {
    struct bar_cell cell;
    bool primary, stretches; /* takes the room that is left */
};

enum { TOOLS_MAX = 6 };

static int tool_width(const struct search *search, const struct tool *tool)
{
    return bar_button_width(search->stage, tool->cell.label, tool->cell.icon != NULL);
}

/* What the keys leave of the row; where they need more, the first goes without its word. */
static int spare_room(const struct search *search, struct tool *tools, int count, int room)
{
    for (int i = 0; i < count; i++)
        room -= tool_width(search, &tools[i]) + (i > 0 ? search->stage->look.gap_px : 0);
    if (room >= 0 || tools[0].cell.icon == NULL || tools[0].cell.label == NULL)
        return room;
    room += tool_width(search, &tools[0]);
    tools[0].cell.said = tools[0].cell.label;
    tools[0].cell.label = NULL;
    return room - tool_width(search, &tools[0]);
}

static void draw_tool_row(const struct search *search, struct tool *tools, int count,
                          struct draw_list *list)
{
    const struct look *look = &search->stage->look;
    struct rect row = search->layout.tools;
    if (look->size_class == SCREEN_SMALL)
        row = (struct rect){look->edge_px, row.y + (row.h - look->button_px) / 2,
                            row.w - 2 * look->edge_px, look->button_px};
    int spare = spare_room(search, tools, count, row.w), x = row.x;
    for (int i = 0; i < count; i++) {
        int width = tool_width(search, &tools[i]);
        if (spare < 0)
            width += spare / count; /* all give way alike */
        else if (tools[i].stretches)
            width += spare;
        bar_button(search->stage,
                   search_state_placed(search, (struct rect){x, row.y, width, row.h}, row),
                   &tools[i].cell, tools[i].primary ? BAR_PRIMARY : BAR_OUTLINED, list);
        x += width + look->gap_px;
    }
}

static struct bar_cell show_cell(const struct search *search, struct arena *arena)
{
    return (struct bar_cell){
        .action = ACTION_SEARCH_SHOW,
        .name = "show",
        .icon = stage_arrow(search->stage, 1),
        .icon_last = true,
        .label = strings_format(search->stage->config->strings, arena, "search.show",
                                (long)search->total, 0, NULL),
        .is_set = true,
    };
}

static struct bar_cell back_cell(const struct search *search, enum bar_group group)
{
    return (struct bar_cell){.group = group,
                             .action = ACTION_CONTENTS,
                             .name = "back",
                             .icon = "back",
                             .label = strings_text(search->stage->config->strings, "nav.back")};
}

static void draw_tools(const struct search *search, struct draw_list *list)
{
    const struct strings *strings = search->stage->config->strings;
    bool small = search->stage->look.size_class == SCREEN_SMALL;
    const struct keyboard *letters = search->scripts[search->script];
    const struct keyboard *next =
        search->digits ? letters : search->scripts[(search->script + 1) % search->script_count];
    const struct keyboard *digits = keyboards_digits(search->stage->config->keyboards);
    struct tool tools[TOOLS_MAX];
    int count = 0;
    if (small)
        tools[count++] = (struct tool){.cell = back_cell(search, BAR_LEAVE)};
    if (next != letters || search->digits)
        tools[count++] = (struct tool){.cell = {.action = ACTION_TYPE_SCRIPT,
                                                .name = "script",
                                                .label = next->name,
                                                .is_set = true}};
    if (!search->digits)
        tools[count++] = (struct tool){.cell = {.action = ACTION_TYPE_DIGITS,
                                                .name = "digits",
                                                .label = digits->name,
                                                .is_set = true}};
    tools[count++] = (struct tool){.cell = {.action = ACTION_TYPE_SPACE,
                                            .name = "space",
                                            .label = strings_text(strings, "search.space")},
                                   .stretches = true};
    tools[count++] = (struct tool){.cell = {.action = ACTION_SEARCH_CLEAR,
                                            .name = "clear",
                                            .label = strings_text(strings, "opt.clear"),
                                            .off = search->query[0] == '\0'}};
    if (!small && search->total > 0)
        tools[count++] = (struct tool){.cell = show_cell(search, list->arena), .primary = true};
    draw_tool_row(search, tools, count, list);
}

/* ---- The screen --------------------------------------------------------------------------------
 */

static void draw_bar(const struct search *search, struct draw_list *list)
{
    const struct stage *stage = search->stage;
    size_t pages = search_state_page_count(search), count = 0;
    struct bar_cell cells[BAR_CELLS_MAX];
    bool small = stage->look.size_class == SCREEN_SMALL;
    if (!small)
        cells[count++] = bar_again(stage);
    cells[count++] = back_cell(search, BAR_LEAVE);
    if (!search->typing && pages > 1) {
        cells[count++] = bar_turn(stage, -1, search->page > 0);
        cells[count++] = (struct bar_cell){
            .group = BAR_MOVE,
            .label = strings_format(stage->config->strings, list->arena, "nav.pages",
                                    (long)search->page + 1, (long)pages, NULL),
            .is_set = true,
        };
        cells[count++] = bar_turn(stage, 1, search->page + 1 < pages);
    }
    cells[count++] = bar_reading(stage, !small);
    bar_draw(stage, cells, count, list);
}

static void draw_head(const struct search *search, struct draw_list *list)
{
    const struct look *look = &search->stage->look;
    struct rect head = search->layout.head;
    struct rect text = {look->edge_px, head.y, (head.w - 2 * look->edge_px) / 2, head.h};
    if (head.h == 0)
        return;
    draw_list_box(list, BOX_HEAD, head);
    struct lettering_spec spec =
        words(search, strings_text(search->stage->config->strings, "nav.search"), LOOK_LIST, text);
    struct rect count = {text.x + text.w, text.y, text.w, text.h};
    lettering_draw(search->stage->lettering, &spec, search_state_placed(search, text, head).x,
                   text.y, list);
    draw_count(search, search_state_placed(search, count, head), list);
}

/* Beside the field: the count, or on small screens the way to the list. */
static void draw_beside(const struct search *search, struct draw_list *list)
{
    struct rect rect = search->layout.beside;
    if (rect.w == 0)
        return;
    bool way = search->typing && search->stage->look.size_class == SCREEN_SMALL;
    if (!way) {
        draw_count(search, rect, list);
        return;
    }
    struct bar_cell show = show_cell(search, list->arena);
    if (bar_button_width(search->stage, show.label, true) > rect.w)
        show.icon = NULL;
    if (search->total > 0)
        bar_button(search->stage, rect, &show, BAR_PRIMARY, list);
}

void search_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct search *search = self;
    (void)now_ms;
    draw_list_fill(list, list->screen, TOKEN_WALL);
    draw_head(search, list);
    draw_list_box(list, BOX_PAGE, search->layout.list);
    draw_field(search, list);
    draw_beside(search, list);
    if (search->picture != NULL)
        draw_rows(search, list);
    else
        draw_nothing(search, list);
    if (search->typing) {
        draw_letters(search, list);
        draw_tools(search, list);
    }
    if (!search->typing || search->stage->look.size_class != SCREEN_SMALL)
        draw_bar(search, list);
}
