#include "view/facsimile_state.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    IDLE_MS = 60000,
    STEP_PERCENT = 150,   /* a touch on + */
    PAN_PARTS = 3,        /* an arrow moves by a third of what is seen */
    SWIPE_TENTHS_MM = 150 /* turns a page of the text */
};

struct mosaic_picture facsimile_picture(const struct facsimile *facsimile)
{
    return (struct mosaic_picture){facsimile->image, (int)facsimile->width, (int)facsimile->height};
}

/* ---- Which sheet shows what --------------------------------------------------------------------
 */

static bool find_page_break(const struct letter *letter, const char *label, uint32_t *ret_block,
                            uint32_t *ret_byte)
{
    if (letter->first_page != NULL && strcmp(letter->first_page, label) == 0) {
        *ret_block = *ret_byte = 0;
        return true;
    }
    for (size_t i = 0; i < letter->block_count; i++)
        for (size_t j = 0; j < letter->blocks[i].span_count; j++) {
            const struct span *span = &letter->blocks[i].spans[j];
            if (span->kind != SPAN_PAGE_BREAK || span->target == NULL ||
                strcmp(span->target, label) != 0)
                continue;
            *ret_block = (uint32_t)i;
            *ret_byte = span->start;
            return true;
        }
    return false;
}

bool facsimile_begins(const struct letter *letter, const struct facsimile *sheet,
                      uint32_t *ret_block, uint32_t *ret_byte)
{
    if (sheet->page_count > 0 && find_page_break(letter, sheet->pages[0], ret_block, ret_byte))
        return true;
    if (sheet->block == BLOCK_NONE || sheet->block >= letter->block_count)
        return false;
    *ret_block = sheet->block;
    *ret_byte = 0;
    return true;
}

static bool is_before(const uint32_t a[2], const uint32_t b[2])
{
    return a[0] < b[0] || (a[0] == b[0] && a[1] < b[1]);
}

/* The last that begins at or before the byte; of those that begin at one place, the first. */
const struct facsimile *facsimile_of(const struct letter *letter, uint32_t block, uint32_t byte)
{
    const struct facsimile *found = NULL;
    const uint32_t wanted[2] = {block, byte};
    uint32_t last[2] = {0, 0}, begin[2];
    for (size_t i = 0; i < letter->picture_count; i++) {
        const struct facsimile *sheet = &letter->pictures[i];
        if (sheet->in_text)
            continue;
        bool known = facsimile_begins(letter, sheet, &begin[0], &begin[1]);
        if (found != NULL && (!known || !is_before(last, begin) || is_before(wanted, begin)))
            continue;
        found = sheet;
        if (known)
            memcpy(last, begin, sizeof last);
    }
    return found;
}

/* ---- Opening -----------------------------------------------------------------------------------
 */

static const struct facsimile *find_number(const struct letter *letter, uint32_t number)
{
    for (size_t i = 0; i < letter->picture_count; i++)
        if (letter->pictures[i].number == number)
            return &letter->pictures[i];
    return NULL;
}

/* Scans are sheets of one another, and so are pictures in the text. */
static void collect_sheets(struct facsimiles *state, const struct facsimile *shown)
{
    const struct letter *letter = &state->letter;
    state->sheets = arena_alloc(state->arena, letter->picture_count, sizeof(*state->sheets));
    state->is_original = !shown->in_text;
    for (size_t i = 0; i < letter->picture_count; i++) {
        if (letter->pictures[i].in_text != shown->in_text)
            continue;
        if (&letter->pictures[i] == shown)
            state->current = state->count;
        state->sheets[state->count++] = &letter->pictures[i];
    }
}

void facsimile_show_sheet(struct facsimiles *state, size_t index)
{
    state->current = index;
    const struct facsimile *sheet = state->sheets[state->current];
    zoom_init(&state->zoom, (struct rect){0}, (int)sheet->width, (int)sheet->height);
    facsimile_layout_make(state);
}

static void facsimile_destroy(void *self)
{
    struct facsimiles *state = self;
    if (state == NULL)
        return;
    facsimile_text_fini(&state->text);
    arena_destroy(state->arena);
    free(state);
}

static bool load(struct facsimiles *state, const struct place *place)
{
    if (!stage_letter(state->stage, place, state->arena, &state->letter))
        return false;
    const struct facsimile *shown = find_number(&state->letter, place->index);
    if (shown != NULL)
        collect_sheets(state, shown);
    return shown != NULL;
}

/* As it was before the text's size or the colours were changed. */
static void restore(struct facsimiles *state, const struct place *place)
{
    struct rect viewport = state->layout.viewport;
    const struct point middle = {viewport.x + viewport.w / 2, viewport.y + viewport.h / 2};
    if (place->zoom_milli <= ZOOM_FIT_MILLI || place->zoom_milli > ZOOM_MAX_MILLI)
        return;
    zoom_to(&state->zoom, middle, (int)place->zoom_milli, true, 0);
    zoom_show(&state->zoom, (int)place->middle_x_milli, (int)place->middle_y_milli);
}

void *facsimile_create(const struct stage *stage, const struct place *place, uint64_t now_ms)
{
    (void)now_ms;
    struct facsimiles *state = memory_zeroed(1, sizeof *state);
    state->stage = stage;
    state->arena = arena_create();
    if (!load(state, place)) {
        facsimile_destroy(state);
        return NULL;
    }
    state->origin = *place;
    state->origin_sheet = place->has_offset ? state->current : state->count;
    state->side_by_side = place->overlay == OVERLAY_SIDE;
    facsimile_show_sheet(state, state->current);
    facsimile_text_follow(state);
    restore(state, place);
    return state;
}

/* ---- What a visitor does -----------------------------------------------------------------------
 */

static struct step go_to_sheet(struct facsimiles *state, size_t sheet)
{
    facsimile_show_sheet(state, sheet);
    facsimile_text_follow(state);
    return step_redraw();
}

static struct step facsimile_page(void *self, int direction, uint64_t now_ms)
{
    struct facsimiles *state = self;
    (void)now_ms;
    bool possible = direction < 0 ? state->current > 0 : state->current + 1 < state->count;
    return possible ? go_to_sheet(state, state->current + (direction < 0 ? (size_t)-1 : 1))
                    : step_none();
}

static void copy_part(char part[PLACE_PART_SIZE], const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    if (length < PLACE_PART_SIZE)
        memcpy(part, text == NULL ? "" : text, length + 1);
}

/* The text where the visitor left it, or where the sheet that is shown now begins. */
static struct step leave(const struct facsimiles *state)
{
    struct place to = {.kind = PLACE_LETTER};
    copy_part(to.edition, state->letter.summary.key.edition);
    copy_part(to.id, state->letter.summary.key.id);
    memcpy(to.lang, state->origin.lang, sizeof to.lang);
    if (state->current == state->origin_sheet) {
        to.has_offset = true;
        to.block = state->origin.block;
        to.byte = state->origin.byte;
    } else {
        to.has_offset =
            facsimile_begins(&state->letter, state->sheets[state->current], &to.block, &to.byte);
    }
    return (struct step){.kind = STEP_GO, .to = to};
}

static struct step facsimile_back(void *self, uint64_t now_ms)
{
    (void)now_ms;
    return leave(self);
}

static struct step toggle_side(struct facsimiles *state)
{
    state->side_by_side = !state->side_by_side;
    facsimile_layout_make(state);
    facsimile_text_follow(state);
    return step_redraw();
}

static struct point middle_of(const struct facsimiles *state)
{
    struct rect viewport = state->layout.viewport;
    return (struct point){viewport.x + viewport.w / 2, viewport.y + viewport.h / 2};
}

static struct step zoom_step(struct facsimiles *state, int milli, uint64_t now_ms)
{
    zoom_to(&state->zoom, middle_of(state), milli, state->stage->look.style.still, now_ms);
    return step_redraw();
}

static struct step pan_step(struct facsimiles *state, int arrow, uint64_t now_ms)
{
    static const signed char ways[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    struct rect viewport = state->layout.viewport;
    if (arrow < 0 || arrow >= 4)
        return step_none();
    zoom_glide(&state->zoom, ways[arrow][0] * viewport.w / PAN_PARTS,
               ways[arrow][1] * viewport.h / PAN_PARTS, state->stage->look.style.still, now_ms);
    return step_redraw();
}

static struct step turn_text(struct facsimiles *state, int direction)
{
    return facsimile_text_turn(state, direction) ? step_redraw() : step_none();
}

static struct step facsimile_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct facsimiles *state = self;
    int milli = zoom_milli(&state->zoom);
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return facsimile_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return facsimile_page(self, 1, now_ms);
    case ACTION_BACK_TO_TEXT:
        return leave(state);
    case ACTION_SIDE_BY_SIDE:
        return toggle_side(state);
    case ACTION_ZOOM_LARGER:
        return zoom_step(state, milli * STEP_PERCENT / 100, now_ms);
    case ACTION_ZOOM_SMALLER:
        return zoom_step(state, milli * 100 / STEP_PERCENT, now_ms);
    case ACTION_ZOOM_FIT:
        return zoom_step(state, ZOOM_FIT_MILLI, now_ms);
    case ACTION_PAN:
        return pan_step(state, index, now_ms);
    case ACTION_CARD_UP:
        return turn_text(state, -1);
    case ACTION_CARD_MORE:
        return turn_text(state, 1);
    default:
        return step_none();
    }
}

/* ---- Fingers -----------------------------------------------------------------------------------
 */

/* The picture keeps under the finger; what the slop held back at first is not made up for. */
static struct step drag_picture(struct facsimiles *state, const struct gesture *gesture)
{
    if (gesture->kind == GESTURE_DRAG_BEGIN) {
        zoom_stop(&state->zoom, gesture->time_ms);
        state->dragged = (struct point){gesture->dx_px, gesture->dy_px};
        return step_redraw();
    }
    zoom_pan(&state->zoom, gesture->dx_px - state->dragged.x, gesture->dy_px - state->dragged.y);
    state->dragged = (struct point){gesture->dx_px, gesture->dy_px};
    if (gesture->kind == GESTURE_DRAG_END && !state->stage->look.style.still)
        zoom_fling(&state->zoom, gesture->vx_px_per_s, gesture->vy_px_per_s, gesture->time_ms);
    return step_redraw();
}

static struct step pinch(struct facsimiles *state, const struct gesture *gesture)
{
    if (gesture->kind == GESTURE_PINCH_BEGIN) {
        zoom_stop(&state->zoom, gesture->time_ms);
        state->pinch_start = state->zoom;
        return step_none();
    }
    zoom_pinch(&state->zoom, &state->pinch_start, gesture->start, gesture->point,
               (int)((int64_t)gesture->spread_px * 1000 / gesture->start_spread_px));
    return step_redraw();
}

/* Fit, or near: there. */
static struct step double_tap(struct facsimiles *state, const struct gesture *gesture)
{
    int milli = zoom_milli(&state->zoom) > ZOOM_FIT_MILLI ? ZOOM_FIT_MILLI : ZOOM_CLOSE_MILLI;
    zoom_to(&state->zoom, gesture->start, milli, state->stage->look.style.still, gesture->time_ms);
    return step_redraw();
}

static int milli_of(int at, int from, int length)
{
    int milli = length <= 0 ? 0 : (at - from) * 1000 / length;
    return milli < 0 ? 0 : milli > 1000 ? 1000 : milli;
}

static struct step drag_slider(struct facsimiles *state, struct point point)
{
    struct rect slider = facsimile_slider(state);
    bool rtl = strings_direction(state->stage->config->strings) == DIRECTION_RTL;
    int way = milli_of(point.x, slider.x, slider.w);
    int milli = facsimile_slider_to(rtl ? 1000 - way : way);
    zoom_to(&state->zoom, middle_of(state), milli, true, 0);
    return step_redraw();
}

static struct step drag_overview(struct facsimiles *state, struct point point)
{
    struct rect overview = facsimile_overview(state);
    zoom_show(&state->zoom, milli_of(point.x, overview.x, overview.w),
              milli_of(point.y, overview.y, overview.h));
    return step_redraw();
}

static struct step swipe_text(struct facsimiles *state, const struct gesture *gesture)
{
    int way = gesture->horizontal ? gesture->dx_px : gesture->dy_px;
    int sign = gesture->horizontal && state->letter.direction == DIRECTION_RTL ? -1 : 1;
    int threshold = look_px(&state->stage->look, SWIPE_TENTHS_MM);
    if (gesture->kind != GESTURE_DRAG_END || abs(way) < threshold)
        return step_none();
    return turn_text(state, sign * way < 0 ? 1 : -1);
}

static struct step facsimile_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct facsimiles *state = self;
    switch (gesture->kind) {
    case GESTURE_PINCH_BEGIN:
    case GESTURE_PINCH_MOVE:
    case GESTURE_PINCH_END:
        return pinch(state, gesture);
    case GESTURE_DOUBLE_TAP:
        return double_tap(state, gesture);
    default:
        break;
    }
    switch (pressed) {
    case ACTION_PICTURE:
        return drag_picture(state, gesture);
    case ACTION_ZOOM_SLIDER:
        return drag_slider(state, gesture->point);
    case ACTION_OVERVIEW:
        return drag_overview(state, gesture->point);
    case ACTION_TEXT:
        return swipe_text(state, gesture);
    default:
        return step_none();
    }
}

static struct rect facsimile_field(const void *self)
{
    const struct facsimiles *state = self;
    return state->layout.viewport;
}

/* ---- Time and place ----------------------------------------------------------------------------
 */

static struct step facsimile_tick(void *self, uint64_t now_ms)
{
    struct facsimiles *state = self;
    bool moving = zoom_is_moving(&state->zoom);
    (void)zoom_frame(&state->zoom, now_ms);
    return moving ? step_redraw() : step_none();
}

static uint64_t facsimile_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct facsimiles *state = self;
    return zoom_is_moving(&state->zoom) ? now_ms : UINT64_MAX;
}

static struct place facsimile_place(const void *self)
{
    const struct facsimiles *state = self;
    struct place place = state->origin;
    struct rect seen = zoom_seen_milli(&state->zoom);
    copy_part(place.edition, state->letter.summary.key.edition);
    copy_part(place.id, state->letter.summary.key.id);
    place.index = state->sheets[state->current]->number;
    place.overlay = state->side_by_side ? OVERLAY_SIDE : OVERLAY_NONE;
    place.has_offset = state->current == state->origin_sheet;
    place.zoom_milli = (uint32_t)zoom_milli(&state->zoom);
    place.middle_x_milli = (uint32_t)(seen.x + seen.w / 2);
    place.middle_y_milli = (uint32_t)(seen.y + seen.h / 2);
    return place;
}

static size_t facsimile_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    (void)self, (void)pages, (void)room;
    return 0;
}

static uint64_t facsimile_idle_ms(const void *self)
{
    (void)self;
    return IDLE_MS;
}

const struct stage_screen facsimile_screen = {
    .destroy = facsimile_destroy,
    .act = facsimile_act,
    .drag = facsimile_drag,
    .page = facsimile_page,
    .back = facsimile_back,
    .tick = facsimile_tick,
    .deadline_ms = facsimile_deadline_ms,
    .draw = facsimile_draw,
    .place = facsimile_place,
    .prepare = facsimile_prepare,
    .idle_ms = facsimile_idle_ms,
    .field = facsimile_field,
};
