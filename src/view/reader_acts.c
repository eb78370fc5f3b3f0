/* What a visitor does on the letter screen: turning, touching, dragging, going back. */
#include "view/reader_state.h"

#include "view/reader_badges.h"
#include "view/reader_end.h"
#include "view/reader_lists.h"
#include "view/reader_pictures.h"

struct step reader_page(void *self, int direction, uint64_t now_ms)
{
    struct reader *reader = self;
    bool possible = direction < 0 ? reader->page > 0 : reader_state_has_next(reader);
    bool had_card = reader->card != NULL || reader->list != OVERLAY_NONE;
    if (reader->noticing)
        return step_none();
    if (direction > 0 && !possible && reader->list != OVERLAY_END) {
        reader_state_open_list(reader, OVERLAY_END);
        return step_redraw();
    }
    reader_state_close_card(reader);
    reader->list = OVERLAY_NONE;
    if (possible) {
        reader->page += direction < 0 ? (size_t)-1 : 1;
        turn_settle(&reader->turn, direction * reader->sheet.content.w, now_ms);
    }
    return possible || had_card ? step_redraw() : step_none();
}

static struct step drag_page(struct reader *reader, const struct gesture *gesture)
{
    bool previous = reader->page > 0, next = reader_state_has_next(reader);
    int sign = reader_state_sign(reader);
    if (gesture->kind != GESTURE_DRAG_END) {
        turn_drag(&reader->turn, sign * gesture->dx_px, previous, next);
        return step_redraw();
    }
    int threshold = look_px(&reader->stage->look, 150), width = reader->sheet.content.w;
    int from = reader->turn.offset_px;
    int direction = turn_release(&reader->turn, sign * gesture->dx_px, sign * gesture->vx_px_per_s,
                                 threshold, previous, next);
    if (direction != 0)
        reader->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&reader->turn, from + direction * width, gesture->time_ms);
    return step_redraw();
}

struct step reader_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct reader *reader = self;
    if (reader->card != NULL && pressed == ACTION_CARD_SCROLL)
        return card_drag(reader->card, gesture->dy_px, gesture->kind == GESTURE_DRAG_END)
                   ? step_redraw()
                   : step_none();
    if ((!gesture->horizontal && !reader->turn.dragging) || reader->list != OVERLAY_NONE ||
        reader->noticing)
        return step_none();
    if (reader->card != NULL)
        reader_state_close_card(reader);
    return drag_page(reader, gesture);
}

/* The source note stands behind its badge. */
static struct step open_source(struct reader *reader)
{
    int badge = reader_badges_find(reader, ACTION_OPEN_OBJECT);
    return badge < 0 ? step_none() : reader_badges_act(reader, (size_t)badge);
}

static struct step open_object(struct reader *reader, const struct flow *flow, int index)
{
    size_t count;
    const struct flow_object *objects = flow_objects(flow, &count);
    if (index < 0 || (size_t)index >= count)
        return step_none();
    const struct flow_object *object = &objects[index];
    if (object->kind == SPAN_REFERENCE)
        return step_follow(object->target);
    enum card_kind kind = card_kind_of(object->kind);
    return reader_state_open_card(reader, kind, object->target, flow, index) ? step_redraw()
                                                                             : step_none();
}

static struct step push_object(struct reader *reader, int index)
{
    const struct flow_object *object = card_object(reader->card, index);
    if (object == NULL || object->target == NULL)
        return step_none();
    if (object->kind == SPAN_REFERENCE)
        return step_follow(object->target);
    enum card_kind kind = card_kind_of(object->kind);
    if (!card_push(reader->card, kind, object->target))
        return step_none();
    reader_state_place_card(reader);
    return step_redraw();
}

static struct step act_on_card(struct reader *reader, enum action action, int index)
{
    switch (action) {
    case ACTION_CARD_OBJECT:
        return push_object(reader, index);
    case ACTION_CARD_MORE:
    case ACTION_CARD_UP:
        return card_scroll(reader->card, action == ACTION_CARD_MORE ? 1 : -1) ? step_redraw()
                                                                              : step_none();
    case ACTION_CARD_BACK:
        if (card_pop(reader->card))
            reader_state_place_card(reader);
        return step_redraw();
    case ACTION_CARD_SCROLL:
        return step_none();
    default:
        reader_state_close_card(reader);
        return step_redraw();
    }
}

/* A row of the list of notes: its card opens docked at the bottom. */
static struct step open_listed(struct reader *reader, int index)
{
    reader->list = OVERLAY_NONE;
    struct step step = index < 0 ? open_source(reader) : open_object(reader, reader->flow, index);
    if (reader->card != NULL) {
        reader->docked = true;
        reader_state_place_card(reader);
    }
    return step.kind == STEP_NONE ? step_redraw() : step;
}

static struct step go_page(struct reader *reader, int index)
{
    reader->list = OVERLAY_NONE;
    reader->page =
        index >= 0 && (size_t)index < pages_count(reader->pages) ? (size_t)index : reader->page;
    return step_redraw();
}

static struct step act_on_list(struct reader *reader, enum action action, int index)
{
    switch (action) {
    case ACTION_LIST_OBJECT:
        return open_listed(reader, index);
    case ACTION_GO_PAGE:
        return go_page(reader, index);
    case ACTION_CARD_MORE:
    case ACTION_CARD_UP:
        return reader_lists_scroll(reader, action == ACTION_CARD_MORE ? 1 : -1) ? step_redraw()
                                                                                : step_none();
    case ACTION_NEXT_LETTER:
        return reader_end_next(reader);
    case ACTION_RELATED:
        return reader_end_related(reader, index);
    case ACTION_CARD_CLOSE:
        reader->list = OVERLAY_NONE;
        return step_redraw();
    default:
        return step_none();
    }
}

static struct step open_list(struct reader *reader, enum place_overlay overlay)
{
    bool open = reader->list == overlay;
    reader_state_open_list(reader, open ? OVERLAY_NONE : overlay);
    return step_redraw();
}

static struct step side_by_side(const struct reader *reader)
{
    struct step step = {.kind = STEP_GO, .to = reader_screen.place(reader)};
    step.to.overlay = OVERLAY_SIDE;
    return step;
}

struct step reader_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct reader *reader = self;
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return reader_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return reader_page(self, 1, now_ms);
    case ACTION_NOTES:
        return open_list(reader, OVERLAY_NOTES);
    case ACTION_PAGES:
        return open_list(reader, OVERLAY_PAGES);
    case ACTION_SIDE_BY_SIDE:
        return side_by_side(reader);
    case ACTION_FACSIMILE:
        return reader_pictures_open(reader, index);
    case ACTION_SEARCH:
        return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_SEARCH}};
    case ACTION_BADGE:
        return index < 0 ? step_none() : reader_badges_act(reader, (size_t)index);
    case ACTION_ABOUT_LETTER:
        reader_state_open_about(reader);
        return step_redraw();
    case ACTION_KEY_PASSAGE:
        reader_state_go_to_passage(reader, index);
        return step_redraw();
    case ACTION_WEB:
        return open_list(reader, OVERLAY_WEB);
    case ACTION_READ_ON:
        reader_state_read_on(reader);
        return step_redraw();
    case ACTION_BACK_CHIP:
        return (struct step){.kind = STEP_BACK};
    case ACTION_OPEN_OBJECT:
        return index < 0 ? open_source(reader) : open_object(reader, reader->flow, index);
    case ACTION_SIDE_OBJECT:
        return open_object(reader, reader->side, index);
    default:
        break;
    }
    if (reader->list != OVERLAY_NONE)
        return act_on_list(reader, action, index);
    return reader->card == NULL ? step_none() : act_on_card(reader, action, index);
}

struct step reader_back(void *self, uint64_t now_ms)
{
    struct reader *reader = self;
    (void)now_ms;
    if (reader->noticing)
        return (struct step){.kind = STEP_BACK};
    if (reader->list != OVERLAY_NONE)
        return act_on_list(reader, ACTION_CARD_CLOSE, 0);
    if (reader->card == NULL)
        return (struct step){.kind = STEP_BACK};
    return act_on_card(reader, card_depth(reader->card) > 1 ? ACTION_CARD_BACK : ACTION_CARD_CLOSE,
                       0);
}
