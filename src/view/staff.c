#include "view/staff.h"

#include "base/memory.h"
#include "view/staff_changes.h"
#include "view/staff_chart.h"
#include "view/staff_lock.h"
#include "view/staff_pages.h"
#include "view/staff_pin.h"
#include "view/strip.h"

#include <stdlib.h>
#include <string.h>

/* Section 6 of the interface specification. */
enum { PIN_MS = 20000, IDLE_MS = 120000, CLEAN_MS = 60000, SECOND_MS = 1000 };

struct staff {
    const struct stage *stage;
    enum staff_page page;
    struct staff_pin pin;
    struct staff_lock lock; /* outlives the pad */
    const struct staff_facts *facts;
    size_t part, part_count; /* of the page */
    const char *said;        /* what came of a wish: an id; NULL: nothing was wished */
    uint64_t touched_ms, opened_ms;
    bool stays; /* does not close by itself */
    struct staff_chart chart;
};

/* ---- Opening and closing -----------------------------------------------------------------------
 */

struct staff *staff_create(const struct stage *stage)
{
    struct staff *staff = memory_zeroed(1, sizeof *staff);
    staff->stage = stage;
    return staff;
}

void staff_destroy(struct staff *staff)
{
    free(staff);
}

bool staff_is_open(const struct staff *staff)
{
    return staff->page != STAFF_PAGE_NONE;
}

bool staff_is_inside(const struct staff *staff)
{
    return staff->page != STAFF_PAGE_NONE && staff->page != STAFF_PAGE_PIN;
}

static const struct view_staff *house(const struct staff *staff)
{
    return &staff->stage->config->staff;
}

static void ask_facts(struct staff *staff)
{
    staff->facts = house(staff)->facts == NULL ? NULL : house(staff)->facts(house(staff)->self);
}

static void show_page(struct staff *staff, enum staff_page page, uint64_t now_ms)
{
    staff->page = page;
    staff->part = 0;
    staff->said = NULL;
    staff->pin = (struct staff_pin){0};
    staff->chart = (struct staff_chart){0};
    staff->touched_ms = staff->opened_ms = now_ms;
    if (staff_is_inside(staff))
        ask_facts(staff);
}

void staff_ask(struct staff *staff, uint64_t now_ms)
{
    const char *pin = house(staff)->pin;
    if (pin != NULL && pin[0] != '\0' && !staff_is_open(staff))
        show_page(staff, STAFF_PAGE_PIN, now_ms);
}

bool staff_open(struct staff *staff, const struct place *place, bool stays, uint64_t now_ms)
{
    enum staff_page page = place->kind == PLACE_PIN ? STAFF_PAGE_PIN : staff_page_find(place->id);
    if (page == STAFF_PAGE_NONE)
        return false;
    staff->stays = stays;
    show_page(staff, page, now_ms);
    return true;
}

void staff_close(struct staff *staff)
{
    staff->page = STAFF_PAGE_NONE;
    staff->stays = false;
}

static struct step leave(struct staff *staff)
{
    bool inside = staff_is_inside(staff);
    staff_close(staff);
    return (struct step){.kind = inside ? STEP_AGAIN : STEP_BACK};
}

/* ---- What staff do -----------------------------------------------------------------------------
 */

static struct step enter(struct staff *staff, uint64_t now_ms)
{
    struct staff_pin *pin = &staff->pin;
    const char *right = house(staff)->pin == NULL ? "" : house(staff)->pin;
    if (pin->count == 0)
        return step_none();
    if (right[0] != '\0' && staff_lock_try(&staff->lock, right, pin->digits, now_ms))
        show_page(staff, STAFF_PAGE_MENU, now_ms);
    else
        *pin = (struct staff_pin){.was_wrong = true};
    return step_redraw();
}

static struct step wish(struct staff *staff, const char *line, const char *answer)
{
    const struct view_staff *kiosk = house(staff);
    bool heard = line != NULL && kiosk->request != NULL && kiosk->request(kiosk->self, line);
    staff->said = heard ? answer : "staff.unheard";
    ask_facts(staff);
    return step_redraw();
}

static struct step change(struct staff *staff, int index)
{
    static const struct staff_facts nothing = {0};
    const struct staff_facts *facts = staff->facts == NULL ? &nothing : staff->facts;
    struct arena *arena = arena_create();
    const char *line = staff_changes_line(staff->stage, &facts->settings, index, arena);
    struct step step = line == NULL ? step_none() : wish(staff, line, NULL);
    arena_destroy(arena);
    return step;
}

static struct step turn(struct staff *staff, int direction)
{
    if (direction < 0 ? staff->part == 0 : staff->part + 1 >= staff->part_count)
        return step_none();
    staff->part += direction < 0 ? (size_t)-1 : 1;
    return step_redraw();
}

static struct step go_back(struct staff *staff, uint64_t now_ms)
{
    if (staff->page == STAFF_PAGE_PIN || staff->page == STAFF_PAGE_MENU || staff->stays)
        return leave(staff);
    show_page(staff, staff->page == STAFF_PAGE_CHART ? STAFF_PAGE_SCREEN : STAFF_PAGE_MENU, now_ms);
    return step_redraw();
}

struct step staff_act(struct staff *staff, enum action action, int index, uint64_t now_ms)
{
    switch (action) {
    case ACTION_STAFF_DIGIT:
        staff_pin_add(&staff->pin, (char)('0' + index));
        return step_redraw();
    case ACTION_STAFF_DELETE:
        staff_pin_delete(&staff->pin);
        return step_redraw();
    case ACTION_STAFF_OK:
        return enter(staff, now_ms);
    case ACTION_STAFF_CANCEL:
        return leave(staff);
    case ACTION_STAFF_CLOSE:
        return staff->page == STAFF_PAGE_CHART ? go_back(staff, now_ms) : leave(staff);
    case ACTION_BACK_CHIP:
        return go_back(staff, now_ms);
    case ACTION_STAFF_PAGE:
        show_page(staff, (enum staff_page)index, now_ms);
        return step_redraw();
    case ACTION_STAFF_CHANGE:
        return change(staff, index);
    case ACTION_STAFF_DO:
        return wish(staff, staff_wish_line((enum staff_wish)index), "staff.asked");
    case ACTION_PAGE_PREVIOUS:
        return turn(staff, -1);
    case ACTION_PAGE_NEXT:
        return turn(staff, 1);
    default:
        return step_none();
    }
}

struct step staff_type(struct staff *staff, const char *letter, uint64_t now_ms)
{
    bool digit = letter[0] >= '0' && letter[0] <= '9' && letter[1] == '\0';
    (void)now_ms;
    if (staff->page != STAFF_PAGE_PIN || !digit)
        return step_none();
    staff_pin_add(&staff->pin, letter[0]);
    return step_redraw();
}

struct step staff_key(struct staff *staff, enum input_key key, uint64_t now_ms)
{
    bool pin = staff->page == STAFF_PAGE_PIN;
    if (staff->page == STAFF_PAGE_CLEAN)
        return step_none();
    switch (key) {
    case KEY_SELECT:
        return pin ? enter(staff, now_ms) : step_none();
    case KEY_DELETE:
        if (pin && staff->pin.count > 0)
            return staff_act(staff, ACTION_STAFF_DELETE, 0, now_ms);
        return go_back(staff, now_ms);
    case KEY_BACK:
        return go_back(staff, now_ms);
    case KEY_HOME:
        return leave(staff);
    case KEY_PREVIOUS_PAGE:
        return turn(staff, -1);
    case KEY_NEXT_PAGE:
        return turn(staff, 1);
    default:
        return step_none();
    }
}

void staff_touch(struct staff *staff, uint64_t now_ms)
{
    staff->touched_ms = now_ms;
}

struct step staff_contact(struct staff *staff, const struct input_event *event)
{
    if (staff->page != STAFF_PAGE_CHART || !staff_chart_touch(&staff->chart, event))
        return step_none();
    staff->touched_ms = event->time_ms;
    return step_redraw();
}

/* ---- Time --------------------------------------------------------------------------------------
 */

static uint64_t closes_at_ms(const struct staff *staff)
{
    if (staff->stays && staff->page != STAFF_PAGE_PIN)
        return UINT64_MAX;
    if (staff->page == STAFF_PAGE_CLEAN)
        return staff->opened_ms + CLEAN_MS;
    return staff->touched_ms + (staff->page == STAFF_PAGE_PIN ? PIN_MS : IDLE_MS);
}

struct step staff_tick(struct staff *staff, uint64_t now_ms)
{
    bool counts = staff->page == STAFF_PAGE_PIN || staff->page == STAFF_PAGE_CLEAN;
    if (now_ms < closes_at_ms(staff))
        return counts ? step_redraw() : step_none();
    return staff->page == STAFF_PAGE_CLEAN ? go_back(staff, now_ms) : leave(staff);
}

/* What counts down is drawn once a second. */
uint64_t staff_deadline_ms(const struct staff *staff, uint64_t now_ms)
{
    uint64_t closes_ms = closes_at_ms(staff);
    bool counts = staff->page == STAFF_PAGE_PIN || staff->page == STAFF_PAGE_CLEAN;
    if (!counts || closes_ms == UINT64_MAX || now_ms >= closes_ms)
        return closes_ms;
    return closes_ms - (closes_ms - now_ms - 1) / SECOND_MS * SECOND_MS;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static struct lettering_spec words_of(const struct staff *staff, const char *text,
                                      enum look_role role, struct rect rect)
{
    const struct strings *strings = staff->stage->config->strings;
    return (struct lettering_spec){.text = text,
                                   .role = role,
                                   .w_px = rect.w,
                                   .h_px = rect.h,
                                   .max_lines = 4,
                                   .ink = TOKEN_INK,
                                   .ground = TOKEN_PAGE,
                                   .lining = true,
                                   .lang = strings_lang(strings),
                                   .direction = strings_direction(strings)};
}

/* On small screens as high as the strip, which may lie over it. An upright screen shows the whole
 * page in its lower half, in reach. */
static struct rect head_rect(const struct look *look)
{
    int h = strip_height_px(look),
        y = look->size_class == SCREEN_PORTRAIT ? look->screen.h_px / 2 : 0;
    return (struct rect){0, y, look->screen.w_px, look->head_px > h ? look->head_px : h};
}

static void draw_head(const struct staff *staff, struct draw_list *list)
{
    const struct stage *stage = staff->stage;
    const struct look *look = &stage->look;
    const struct rect head = head_rect(look);
    const struct rect title = {look->edge_px, head.y, head.w - 2 * look->edge_px,
                               head.h - look->hairline_px};
    const char *text = strings_text(stage->config->strings, staff_page_title(staff->page));
    struct lettering_spec spec = words_of(staff, text, LOOK_BUTTON, title);
    spec.max_lines = 1;
    spec.ground = TOKEN_WALL;
    draw_list_box(list, BOX_HEAD, head);
    draw_list_fill(list, (struct rect){0, 0, head.w, head.y + head.h}, TOKEN_WALL);
    lettering_draw(stage->lettering, &spec, title.x, title.y, list);
}

static void draw_bar(const struct staff *staff, struct draw_list *list)
{
    const struct stage *stage = staff->stage;
    const struct strings *strings = stage->config->strings;
    size_t count = 0;
    struct bar_cell cells[BAR_CELLS_MAX];
    cells[count++] = (struct bar_cell){.group = BAR_LEAVE,
                                       .action = ACTION_STAFF_CLOSE,
                                       .name = "close",
                                       .icon = "close",
                                       .label = strings_text(strings, "nav.close")};
    if (staff->page != STAFF_PAGE_MENU)
        cells[count++] = (struct bar_cell){.group = BAR_LEAVE,
                                           .action = ACTION_BACK_CHIP,
                                           .name = "back",
                                           .icon = "back",
                                           .label = strings_text(strings, "nav.back")};
    if (staff->part_count > 1) {
        cells[count++] = bar_turn(stage, -1, staff->part > 0);
        cells[count++] = bar_turn(stage, 1, staff->part + 1 < staff->part_count);
    }
    bar_draw(stage, cells, count, list);
}

/* Between head and bar, less the strip and a margin; not wider than words are read in one glance.
 */
static struct rect room_of(const struct stage *stage)
{
    const struct look *look = &stage->look;
    const struct rect head = head_rect(look), content = stage_content(stage);
    const int margin = look->size_class == SCREEN_SMALL ? look->gap_px : look_px(look, 60);
    const int widest = look_px(look, 3000), w = content.w - 2 * look->edge_px;
    struct rect room = {look->edge_px, head.y + head.h + margin, w, 0};
    room.h = content.y + content.h - room.y - margin;
    if (w > widest) {
        room.w = widest;
        room.x = (content.w - widest) / 2;
    }
    return room;
}

/* What came of a wish, above the rows; answers the room that is left. */
static struct rect draw_said(const struct staff *staff, struct rect room, struct draw_list *list)
{
    const struct stage *stage = staff->stage;
    if (staff->said == NULL)
        return room;
    struct lettering_spec spec =
        words_of(staff, strings_text(stage->config->strings, staff->said), LOOK_BUTTON, room);
    spec.h_px = lettering_height_px(stage->lettering, &spec);
    lettering_draw(stage->lettering, &spec, room.x, room.y, list);
    int used = spec.h_px + 2 * stage->look.gap_px;
    return (struct rect){room.x, room.y + used, room.w, room.h - used};
}

static void draw_rows(struct staff *staff, struct draw_list *list)
{
    const struct stage *stage = staff->stage;
    struct staff_rows *rows = arena_alloc(list->arena, 1, sizeof *rows);
    draw_list_fill(list, list->screen, TOKEN_PAGE);
    draw_head(staff, list);
    staff_pages_fill(stage, staff->page, staff->facts, list->arena, rows);
    const struct rect room = draw_said(staff, room_of(stage), list);
    staff->part_count = staff_rows_draw(stage, rows, room, staff->part, list);
    if (staff->part >= staff->part_count)
        staff->part = staff->part_count - 1;
    draw_bar(staff, list);
}

static void draw_clean(const struct staff *staff, uint64_t now_ms, struct draw_list *list)
{
    const struct stage *stage = staff->stage;
    const struct look *look = &stage->look;
    uint64_t left_ms = closes_at_ms(staff) - now_ms;
    const struct rect room = rect_grown(list->screen, -look->edge_px, -look->edge_px);
    const char *text = strings_format(stage->config->strings, list->arena, "staff.clean.left",
                                      (long)((left_ms + 999) / 1000), 0, NULL);
    struct lettering_spec spec = words_of(staff, text, LOOK_TITLE, room);
    spec.align = DRAW_CENTER;
    draw_list_fill(list, list->screen, TOKEN_PAGE);
    lettering_draw(stage->lettering, &spec, room.x, room.y, list);
}

void staff_draw(struct staff *staff, uint64_t now_ms, struct draw_list *list)
{
    uint64_t closes_ms = closes_at_ms(staff);
    switch (staff->page) {
    case STAFF_PAGE_PIN:
        staff_pin_draw(staff->stage, &staff->pin, staff_lock_left_ms(&staff->lock, now_ms),
                       closes_ms > now_ms ? closes_ms - now_ms : 0, list);
        strip_draw(staff->stage, list);
        break;
    case STAFF_PAGE_CHART:
        staff_chart_draw(staff->stage, &staff->chart, list);
        break;
    case STAFF_PAGE_CLEAN:
        draw_clean(staff, now_ms, list);
        break;
    default:
        draw_rows(staff, list);
        strip_draw(staff->stage, list);
        break;
    }
    if (closes_ms != UINT64_MAX)
        draw_list_timer(list, "staff", closes_ms);
}

struct place staff_place(const struct staff *staff)
{
    struct place place = {.kind = staff->page == STAFF_PAGE_PIN ? PLACE_PIN : PLACE_STAFF};
    if (staff->page == STAFF_PAGE_PIN)
        return place;
    const char *name = staff_page_name(staff->page);
    memcpy(place.id, name, strlen(name) + 1);
    return place;
}
