#include "view/exchange_state.h"

#include "base/memory.h"
#include "view/choices.h"
#include "view/dates.h"
#include "view/menu.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 128 /* letters read at a time */ };

static const struct exchange *pair_of(const struct exchange_view *view)
{
    return &view->stage->exchanges[view->pair];
}

static struct letter_filter filter_of(const struct exchange_view *view)
{
    return (struct letter_filter){.person = pair_of(view)->a, .other = pair_of(view)->b};
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* Whether a correspondent is that person, by the card that stands for them. */
static bool is_person(const struct exchange_view *view, const struct letter_summary *letter,
                      const struct correspondent *correspondent, const char *person,
                      struct arena *arena)
{
    const struct letter_source *source = &view->stage->config->source;
    const struct key key = {letter->key.edition, correspondent->person};
    struct entity entity;
    if (key.id == NULL)
        return false;
    if (strcmp(arena_format(arena, "%s/%s", key.edition, key.id), person) == 0)
        return true;
    return source->calls->person(source->self, key, arena, &entity, NULL) == STATUS_OK &&
           entity.same.id != NULL &&
           strcmp(arena_format(arena, "%s/%s", entity.same.edition, entity.same.id), person) == 0;
}

static enum exchange_side side_of(const struct exchange_view *view,
                                  const struct letter_summary *letter, struct arena *arena)
{
    return is_person(view, letter, &letter->sender, pair_of(view)->a, arena) ? EXCHANGE_LEFT
                                                                             : EXCHANGE_RIGHT;
}

static void read_letter(struct exchange_view *view, size_t index,
                        const struct letter_summary *letter, struct arena *arena)
{
    struct exchange_letter *read = &view->letters[index];
    *read = (struct exchange_letter){.side = (uint8_t)side_of(view, letter, arena),
                                     .reply_to = letter->reply_to};
    read->dated =
        letter->date.certainty != DATE_NONE && dates_day_number(letter->date.from, &read->day);
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* Replies are given by positions in the exhibit; here by places among these letters. */
static void find_replies(struct exchange_view *view, const uint32_t *positions)
{
    for (size_t i = 0; i < view->count; i++) {
        struct exchange_letter *letter = &view->letters[i];
        const uint32_t *answered = letter->reply_to == LETTER_NONE
                                       ? NULL
                                       : bsearch(&letter->reply_to, positions, view->count,
                                                 sizeof *positions, compare_positions);
        letter->reply_to = answered == NULL || answered >= positions + i
                               ? EXCHANGE_NO_LETTER
                               : (uint32_t)(answered - positions);
    }
}

/* Goes through all letters of the pair, a window at a time, and keeps when and whose each is. */
static enum status read_letters(struct exchange_view *view)
{
    const struct letter_source *source = &view->stage->config->source;
    const struct letter_filter filter = filter_of(view);
    struct arena *arena = arena_create();
    uint32_t *positions = NULL;
    size_t read = 0, total = 0;
    enum status status = STATUS_OK;
    do {
        const struct letter_summary *rows;
        size_t count = 0;
        arena_reset(arena);
        status = source->calls->summaries(source->self, &filter, read, WINDOW, arena, &rows, &count,
                                          &total, NULL);
        if (status != STATUS_OK || count == 0)
            break;
        view->letters = memory_resized(view->letters, read + count, sizeof *view->letters);
        positions = memory_resized(positions, read + count, sizeof *positions);
        for (size_t i = 0; i < count; i++) {
            positions[read + i] = rows[i].position;
            read_letter(view, read + i, &rows[i], arena);
        }
        read += count;
    } while (read < total);
    view->count = read;
    if (read > 0)
        find_replies(view, positions);
    free(positions);
    arena_destroy(arena);
    return status == STATUS_OK && read == 0 ? STATUS_NOT_FOUND : status;
}

/* ---- Layout ------------------------------------------------------------------------------------
 */

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void make_head(struct exchange_view *view)
{
    const struct stage *stage = view->stage;
    const struct bar_cell pairs = {
        .action = ACTION_EXCHANGE_PAIRS,
        .name = "pairs",
        .icon = "person",
        .label = arena_format(view->arena, "%s – %s", pair_of(view)->name_a, pair_of(view)->name_b),
        .is_set = true};
    contents_head_make(&view->head, stage, TAB_EXCHANGE, &pairs, stage->exchange_count > 1, NULL);
}

/* From the start: columns with the axis between them, and the years at the far side. */
static void lay_out(struct exchange_view *view)
{
    const struct look *look = &view->stage->look;
    struct rect room = view->head.content;
    bool small = look->size_class == SCREEN_SMALL;
    bool rtl = strings_direction(view->stage->config->strings) == DIRECTION_RTL;
    enum look_role name = small ? LOOK_CAPTION : LOOK_LIST;
    int gap = look_px(look, small ? 20 : 40);
    int years_w = look->em_26_6[LOOK_CAPTION] * 5 / 2 / 64 + look_px(look, small ? 80 : 100);
    int names_h = look->leading_px[name] + look_px(look, 15);
    int left = look->edge_px, width = room.w - 2 * look->edge_px - years_w - gap;
    view->names = (struct rect){left, room.y, width, names_h};
    view->list = (struct rect){left, room.y + names_h, width, room.h - names_h - look->gap_px};
    view->years = (struct rect){left + width + gap, room.y + look->gap_px / 2, years_w,
                                room.h - look->gap_px - look->gap_px / 2};
    if (stage_reaches_low(view->stage)) { /* what one touches is in the lower half */
        int top = larger(view->years.y, look->screen.h_px / 2);
        view->years.h -= top - view->years.y;
        view->years.y = top;
    }
    if (rtl) {
        view->names.x = view->list.x = left + gap + years_w;
        view->years.x = left;
    }
    view->axis_w = look_px(look, small ? 100 : 160);
    view->column_w = (width - view->axis_w) / 2;
    int wanted = look->leading_px[LOOK_CAPTION] + 2 * look->leading_px[LOOK_LIST] +
                 look->leading_px[LOOK_CAPTION] + look_px(look, 17);
    view->card_h = larger(look->row_px, wanted);
    if (view->card_h > view->list.h)
        view->card_h = view->list.h;
    int step = view->card_h * 43 / 100, spare = view->list.h - view->card_h;
    if (spare < step && spare > view->card_h / 4) /* a page shows a letter and its answer */
        step = spare;
    const struct exchange_lengths lengths = {
        .page_h = view->list.h,
        .card_h = view->card_h,
        .step = step,
        .between = look->gap_px,
        .gap_h = look->leading_px[LOOK_CAPTION] + look_px(look, 15),
    };
    view->page_count = exchange_layout(view->letters, view->count, &lengths);
    exchange_strip_make(&view->strip, view->letters, view->count, view->years.h,
                        look_px(look, 150));
}

struct rect exchange_state_card(const struct exchange_view *view,
                                const struct exchange_letter *letter)
{
    bool rtl = strings_direction(view->stage->config->strings) == DIRECTION_RTL;
    bool at_right = (letter->side == EXCHANGE_RIGHT) != rtl;
    return (struct rect){at_right ? view->column_w + view->axis_w : 0, letter->top_px,
                         view->column_w, view->card_h};
}

struct rect exchange_state_zone(const struct exchange_view *view, int zone)
{
    struct rect years = view->years;
    int top = years.h * zone / view->strip.zone_count;
    int bottom = years.h * (zone + 1) / view->strip.zone_count;
    return (struct rect){years.x, years.y + top, years.w, bottom - top};
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void page_fini(struct exchange_page *page)
{
    glyph_page_release(page->picture);
    arena_destroy(page->arena);
    *page = (struct exchange_page){0};
}

static size_t distance(const struct exchange_view *view, size_t index)
{
    return index > view->page ? index - view->page : view->page - index;
}

struct exchange_page *exchange_state_page(struct exchange_view *view, size_t index)
{
    const struct letter_source *source = &view->stage->config->source;
    const struct letter_filter filter = filter_of(view);
    struct exchange_page *farthest = &view->pages[0];
    size_t total;
    for (int i = 0; i < EXCHANGE_PAGES; i++) {
        struct exchange_page *page = &view->pages[i];
        if (page->arena != NULL && page->index == index)
            return page;
        if (page->arena == NULL || (farthest->arena != NULL &&
                                    distance(view, page->index) > distance(view, farthest->index)))
            farthest = page;
    }
    page_fini(farthest);
    farthest->index = index;
    farthest->arena = arena_create();
    farthest->first = exchange_layout_first(view->letters, view->count, index);
    size_t end = exchange_layout_first(view->letters, view->count, index + 1);
    if (source->calls->summaries(source->self, &filter, farthest->first, end - farthest->first,
                                 farthest->arena, &farthest->rows, &farthest->row_count, &total,
                                 NULL) != STATUS_OK)
        farthest->row_count = 0;
    exchange_page_set(view, farthest);
    return farthest;
}

/* ---- Life --------------------------------------------------------------------------------------
 */

static void exchange_destroy(void *self)
{
    struct exchange_view *view = self;
    if (view == NULL)
        return;
    for (int i = 0; i < EXCHANGE_PAGES; i++)
        page_fini(&view->pages[i]);
    free(view->letters);
    arena_destroy(view->arena);
    free(view);
}

/* The pair in either order; the first one where none is named so. */
static size_t find_pair(const struct stage *stage, const struct place *place)
{
    for (size_t i = 0; i < stage->exchange_count; i++) {
        const struct exchange *pair = &stage->exchanges[i];
        if ((strcmp(pair->a, place->id) == 0 && strcmp(pair->b, place->query) == 0) ||
            (strcmp(pair->b, place->id) == 0 && strcmp(pair->a, place->query) == 0))
            return i;
    }
    return 0;
}

void *exchange_create(const struct stage *stage, const struct place *place)
{
    if (stage->exchange_count == 0)
        return NULL;
    struct exchange_view *view = memory_zeroed(1, sizeof *view);
    view->stage = stage;
    view->arena = arena_create();
    view->turn.still = stage->look.style.still;
    view->pair = find_pair(stage, place);
    if (read_letters(view) != STATUS_OK) {
        exchange_destroy(view);
        return NULL;
    }
    make_head(view);
    lay_out(view);
    view->page = place->list_page > 0 ? place->list_page - 1 : 0;
    if (view->page >= view->page_count)
        view->page = 0;
    return view;
}

/* ---- Acts --------------------------------------------------------------------------------------
 */

static struct step turn_to(struct exchange_view *view, size_t page, uint64_t now_ms)
{
    if (page >= view->page_count || page == view->page)
        return step_none();
    bool beside = page == view->page + 1 || page + 1 == view->page;
    int direction = page > view->page ? 1 : -1;
    view->page = page;
    if (beside) /* farther away there is nothing to see on the way */
        turn_settle(&view->turn, direction * view->list.h, now_ms);
    return step_redraw();
}

static struct step exchange_turn(void *self, int direction, uint64_t now_ms)
{
    struct exchange_view *view = self;
    if (view->choosing || (direction < 0 && view->page == 0))
        return step_none();
    return turn_to(view, view->page + (direction < 0 ? (size_t)-1 : 1), now_ms);
}

/* Time runs down: so do the pages. */
static struct step exchange_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct exchange_view *view = self;
    (void)pressed;
    if ((gesture->horizontal && !view->turn.dragging) || view->choosing)
        return step_none();
    bool previous = view->page > 0, next = view->page + 1 < view->page_count;
    if (gesture->kind != GESTURE_DRAG_END) {
        turn_drag(&view->turn, gesture->dy_px, previous, next);
        return step_redraw();
    }
    int from = view->turn.offset_px;
    int direction = turn_release(&view->turn, gesture->dy_px, gesture->vy_px_per_s,
                                 look_px(&view->stage->look, 150), previous, next);
    if (direction != 0)
        view->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&view->turn, from + direction * view->list.h, gesture->time_ms);
    return step_redraw();
}

static struct step jump(struct exchange_view *view, int zone, uint64_t now_ms)
{
    if (zone < 0 || zone >= view->strip.zone_count)
        return step_none();
    size_t letter = exchange_layout_find_day(view->letters, view->count,
                                             exchange_strip_zone_day(&view->strip, zone));
    return turn_to(view, view->letters[letter].page, now_ms);
}

static struct step open_letter(struct exchange_view *view, int index)
{
    struct exchange_page *page = exchange_state_page(view, view->page);
    struct step step = {.kind = STEP_GO, .remember = true, .to = {.kind = PLACE_LETTER}};
    if (index < 0 || (size_t)index >= page->row_count)
        return step_none();
    const struct key *key = &page->rows[index].key;
    if (strlen(key->edition) >= PLACE_PART_SIZE || strlen(key->id) >= PLACE_PART_SIZE)
        return step_none();
    memcpy(step.to.edition, key->edition, strlen(key->edition) + 1);
    memcpy(step.to.id, key->id, strlen(key->id) + 1);
    return step;
}

static struct place place_of_pair(const struct stage *stage, size_t pair)
{
    const struct exchange *exchange = &stage->exchanges[pair];
    struct place place = {.kind = PLACE_EXCHANGE};
    if (strlen(exchange->a) < PLACE_PART_SIZE && strlen(exchange->b) < PLACE_PART_SIZE) {
        memcpy(place.id, exchange->a, strlen(exchange->a) + 1);
        memcpy(place.query, exchange->b, strlen(exchange->b) + 1);
    }
    return place;
}

static struct step choose_pair(struct exchange_view *view, int index)
{
    view->choosing = false;
    if (index < 0 || (size_t)index >= view->stage->exchange_count)
        return step_redraw();
    return (struct step){.kind = STEP_GO, .to = place_of_pair(view->stage, (size_t)index)};
}

static struct step scroll_pairs(struct exchange_view *view, int direction)
{
    size_t seen = choices_seen(view->stage, stage_content(view->stage));
    size_t first = view->choices_first;
    if (direction < 0)
        view->choices_first = first > seen ? first - seen : 0;
    else if (first + seen < view->stage->exchange_count)
        view->choices_first = first + seen;
    return step_redraw();
}

static struct step exchange_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct exchange_view *view = self;
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return exchange_turn(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return exchange_turn(self, 1, now_ms);
    case ACTION_OPEN_LETTER:
        return open_letter(view, index);
    case ACTION_EXCHANGE_JUMP:
        return jump(view, index, now_ms);
    case ACTION_EXCHANGE_PAIRS:
        view->choosing = true;
        view->choices_first = 0;
        return step_redraw();
    case ACTION_EXCHANGE_PAIR:
        return choose_pair(view, index);
    case ACTION_CARD_MORE:
        return scroll_pairs(view, 1);
    case ACTION_CARD_UP:
        return scroll_pairs(view, -1);
    case ACTION_CARD_CLOSE:
        view->choosing = false;
        return step_redraw();
    case ACTION_BACK_CHIP:
        return (struct step){.kind = STEP_BACK};
    case ACTION_SEARCH:
        return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_SEARCH}};
    default:
        return step_none();
    }
}

static struct step exchange_back(void *self, uint64_t now_ms)
{
    struct exchange_view *view = self;
    (void)now_ms;
    if (view->choosing) {
        view->choosing = false;
        return step_redraw();
    }
    return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_CONTENTS}};
}

static struct step exchange_tick(void *self, uint64_t now_ms)
{
    struct exchange_view *view = self;
    bool moving = turn_is_moving(&view->turn);
    (void)turn_offset_px(&view->turn, now_ms);
    return moving ? step_redraw() : step_none();
}

static uint64_t exchange_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct exchange_view *view = self;
    return turn_is_moving(&view->turn) ? now_ms : UINT64_MAX;
}

static uint64_t exchange_idle_ms(const void *self)
{
    const struct exchange_view *view = self;
    return view->stage->config->times.idle_ms;
}

static struct place exchange_place(const void *self)
{
    const struct exchange_view *view = self;
    struct place place = place_of_pair(view->stage, view->pair);
    place.list_page = (uint32_t)view->page + 1;
    return place;
}

static size_t exchange_menu(void *self, struct arena *arena, struct bar_cell *cells, size_t room)
{
    const struct exchange_view *view = self;
    size_t count = 0;
    (void)arena;
    (void)room;
    cells[count++] = bar_again(view->stage);
    if (view->stage->config->keyboards != NULL)
        cells[count++] = menu_search(view->stage);
    cells[count++] = menu_about(view->stage);
    return count;
}

static size_t exchange_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    struct exchange_view *view = self;
    size_t count = 0;
    if (count < room && view->page + 1 < view->page_count)
        pages[count++] = glyph_page_retain(exchange_state_page(view, view->page + 1)->picture);
    if (count < room && view->page > 0)
        pages[count++] = glyph_page_retain(exchange_state_page(view, view->page - 1)->picture);
    return count;
}

const struct stage_screen exchange_screen = {
    .destroy = exchange_destroy,
    .act = exchange_act,
    .drag = exchange_drag,
    .page = exchange_turn,
    .back = exchange_back,
    .tick = exchange_tick,
    .deadline_ms = exchange_deadline_ms,
    .draw = exchange_draw,
    .place = exchange_place,
    .prepare = exchange_prepare,
    .idle_ms = exchange_idle_ms,
    .menu = exchange_menu,
};
