#include "view/contents_state.h"

#include "base/memory.h"
#include "view/menu.h"

#include <stdlib.h>
#include <string.h>

/* ---- Pages -------------------------------------------------------------------------------------
 */

static size_t per_page(const struct contents *contents)
{
    return (size_t)contents->columns * (size_t)contents->rows;
}

size_t contents_state_page_count(const struct contents *contents)
{
    size_t pages = (contents->total + per_page(contents) - 1) / per_page(contents);
    return pages > 0 ? pages : 1;
}

static void page_fini(struct contents_page *page)
{
    glyph_page_release(page->picture);
    arena_destroy(page->arena);
    *page = (struct contents_page){0};
}

static size_t distance(const struct contents *contents, size_t index)
{
    return index > contents->page ? index - contents->page : contents->page - index;
}

static void find_cards(const struct contents *contents, struct contents_page *page)
{
    size_t first = page->index * per_page(contents), left = contents->total - first;
    page->cards = &contents->stage->starts[first];
    page->row_count = left < per_page(contents) ? left : per_page(contents);
}

static void find_rows(struct contents *contents, struct contents_page *page)
{
    const struct letter_source *source = &contents->stage->config->source;
    if (source->calls->summaries(source->self, &contents->filter, page->index * per_page(contents),
                                 per_page(contents), page->arena, &page->rows, &page->row_count,
                                 &contents->total, NULL) != STATUS_OK)
        page->row_count = 0;
}

struct contents_page *contents_state_page(struct contents *contents, size_t index)
{
    struct contents_page *farthest = &contents->pages[0];
    for (int i = 0; i < CONTENTS_PAGES; i++) {
        struct contents_page *page = &contents->pages[i];
        if (page->arena != NULL && page->index == index)
            return page;
        if (page->arena == NULL ||
            (farthest->arena != NULL &&
             distance(contents, page->index) > distance(contents, farthest->index)))
            farthest = page;
    }
    page_fini(farthest);
    farthest->index = index;
    farthest->arena = arena_create();
    if (contents->starts)
        find_cards(contents, farthest);
    else
        find_rows(contents, farthest);
    contents_rows_set(contents, farthest);
    return farthest;
}

/* ---- Life --------------------------------------------------------------------------------------
 */

static void forget_pages(struct contents *contents)
{
    for (int i = 0; i < CONTENTS_PAGES; i++)
        page_fini(&contents->pages[i]);
}

static void contents_destroy(void *self)
{
    struct contents *contents = self;
    if (contents == NULL)
        return;
    forget_pages(contents);
    arena_destroy(contents->arena);
    free(contents);
}

static enum status count_letters(struct contents *contents)
{
    const struct letter_source *source = &contents->stage->config->source;
    const struct letter_summary *none;
    size_t count;
    if (contents->starts) {
        contents->total = contents->stage->start_count;
        return STATUS_OK;
    }
    struct arena *arena = arena_create();
    enum status status = source->calls->summaries(source->self, &contents->filter, 0, 0, arena,
                                                  &none, &count, &contents->total, NULL);
    arena_destroy(arena);
    return status;
}

static uint16_t year_of(const char *text)
{
    long year = strtol(text, NULL, 10);
    return year > 0 && year <= UINT16_MAX ? (uint16_t)year : 0;
}

/* Where there is one list only, it has no name; a filter is one of all letters. */
static void choose_list(struct contents *contents)
{
    struct place *place = &contents->place;
    bool has_starts = contents->stage->start_count > 0;
    bool filtered = contents->filter.person != NULL || contents->filter.year != 0;
    if (filtered || !has_starts)
        place->index = has_starts ? CONTENTS_ALL : CONTENTS_START;
    contents->starts = has_starts && place->index == CONTENTS_START;
}

/* Takes the place's filter and shows the list from its page on. */
static enum status load(struct contents *contents)
{
    struct place *place = &contents->place;
    contents->filter = (struct letter_filter){
        .person = place->id[0] == '\0' ? NULL : place->id,
        .year = year_of(place->query),
    };
    choose_list(contents);
    forget_pages(contents);
    enum status status = count_letters(contents);
    if (status == STATUS_OK)
        status = contents_filter_load(contents);
    contents_rows_lay_out(contents);
    contents->page = place->list_page > 0 ? place->list_page - 1 : 0;
    if (contents->page >= contents_state_page_count(contents))
        contents->page = 0;
    return status;
}

void *contents_create(const struct stage *stage, const struct place *place)
{
    struct contents *contents = memory_zeroed(1, sizeof *contents);
    contents->stage = stage;
    contents->place = *place;
    contents->arena = arena_create();
    contents->turn.still = stage->look.style.still;
    if (load(contents) != STATUS_OK) {
        contents_destroy(contents);
        return NULL;
    }
    return contents;
}

/* ---- Acts --------------------------------------------------------------------------------------
 */

static bool has_next(const struct contents *contents)
{
    return contents->page + 1 < contents_state_page_count(contents);
}

static struct step contents_page(void *self, int direction, uint64_t now_ms)
{
    struct contents *contents = self;
    if (direction < 0 ? contents->page == 0 : !has_next(contents))
        return step_none();
    contents->page += direction < 0 ? (size_t)-1 : 1;
    contents->sheet = CONTENTS_NO_SHEET;
    turn_settle(&contents->turn, direction * contents->head.content.w, now_ms);
    return step_redraw();
}

/* From right to left the next page comes from the left. */
static int sign(const struct contents *contents)
{
    return strings_direction(contents->stage->config->strings) == DIRECTION_RTL ? -1 : 1;
}

static struct step contents_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct contents *contents = self;
    (void)pressed;
    if ((!gesture->horizontal && !contents->turn.dragging) || contents->sheet != CONTENTS_NO_SHEET)
        return step_none();
    bool previous = contents->page > 0, next = has_next(contents);
    int toward = sign(contents);
    if (gesture->kind != GESTURE_DRAG_END) {
        turn_drag(&contents->turn, toward * gesture->dx_px, previous, next);
        return step_redraw();
    }
    int from = contents->turn.offset_px;
    int direction =
        turn_release(&contents->turn, toward * gesture->dx_px, toward * gesture->vx_px_per_s,
                     look_px(&contents->stage->look, 150), previous, next);
    if (direction != 0)
        contents->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&contents->turn, from + direction * contents->head.content.w, gesture->time_ms);
    return step_redraw();
}

static struct step go_to_letter(const struct key *key)
{
    struct step step = {.kind = STEP_GO, .remember = true, .to = {.kind = PLACE_LETTER}};
    if (strlen(key->edition) >= PLACE_PART_SIZE || strlen(key->id) >= PLACE_PART_SIZE)
        return step_none();
    memcpy(step.to.edition, key->edition, strlen(key->edition) + 1);
    memcpy(step.to.id, key->id, strlen(key->id) + 1);
    return step;
}

static struct step open_row(struct contents *contents, int index)
{
    struct contents_page *page = contents_state_page(contents, contents->page);
    struct step step = {.kind = STEP_GO, .remember = true};
    if (index < 0 || (size_t)index >= page->row_count)
        return step_none();
    if (page->rows != NULL)
        return go_to_letter(&page->rows[index].key);
    return place_parse(page->cards[index].place, &step.to) ? step : step_none();
}

static struct step contents_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct contents *contents = self;
    bool changed = false;
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return contents_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return contents_page(self, 1, now_ms);
    case ACTION_OPEN_LETTER:
        return open_row(contents, index);
    case ACTION_BACK_CHIP:
        return (struct step){.kind = STEP_BACK};
    case ACTION_SEARCH:
        return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_SEARCH}};
    default:
        break;
    }
    struct step step = contents_filter_act(contents, action, index, &changed);
    if (changed)
        (void)load(contents); /* without its facets the list is still there */
    return step;
}

static struct step contents_back(void *self, uint64_t now_ms)
{
    struct contents *contents = self;
    (void)now_ms;
    if (contents->sheet != CONTENTS_NO_SHEET) {
        contents->sheet = CONTENTS_NO_SHEET;
        return step_redraw();
    }
    return (struct step){.kind = contents->stage->back_title == NULL ? STEP_AGAIN : STEP_BACK};
}

static struct step contents_tick(void *self, uint64_t now_ms)
{
    struct contents *contents = self;
    bool moving = turn_is_moving(&contents->turn);
    (void)turn_offset_px(&contents->turn, now_ms);
    return moving ? step_redraw() : step_none();
}

static uint64_t contents_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct contents *contents = self;
    return turn_is_moving(&contents->turn) ? now_ms : UINT64_MAX;
}

static uint64_t contents_idle_ms(const void *self)
{
    const struct contents *contents = self;
    return contents->stage->config->times.idle_ms;
}

static struct place contents_place(const void *self)
{
    const struct contents *contents = self;
    struct place place = contents->place;
    place.list_page = (uint32_t)contents->page + 1;
    return place;
}

static size_t contents_menu(void *self, struct arena *arena, struct bar_cell *cells, size_t room)
{
    const struct contents *contents = self;
    const struct stage *stage = contents->stage;
    size_t count = 0;
    (void)room;
    cells[count++] = bar_again(stage);
    if (stage->config->keyboards != NULL)
        cells[count++] = menu_search(stage);
    count += contents_filter_cells(contents, arena, &cells[count]);
    cells[count++] = menu_about(stage);
    return count;
}

static size_t contents_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    struct contents *contents = self;
    size_t count = 0, page = contents->page;
    if (count < room && has_next(contents))
        pages[count++] = glyph_page_retain(contents_state_page(contents, page + 1)->picture);
    if (count < room && page > 0)
        pages[count++] = glyph_page_retain(contents_state_page(contents, page - 1)->picture);
    return count;
}

const struct stage_screen contents_screen = {
    .destroy = contents_destroy,
    .act = contents_act,
    .drag = contents_drag,
    .page = contents_page,
    .back = contents_back,
    .tick = contents_tick,
    .deadline_ms = contents_deadline_ms,
    .draw = contents_draw,
    .place = contents_place,
    .prepare = contents_prepare,
    .idle_ms = contents_idle_ms,
    .menu = contents_menu,
};
