/* What those who run the kiosk do to it, beside the visitor: staff with their PIN, opening hours,
 * brightness, a new edition that waits. */
#include "view/view_state.h"

#include "view/attract.h"

enum {
    READER_STAYS_MS = 10 * 60000, /* before a new edition is announced to a reader */
    PUT_OFF_MS = 2 * 60000,
    AWAKE_MS = 2 * 60000,    /* outside opening hours, after a touch */
    GESTURE_VISIT_MS = 10000 /* what began so shortly before the PIN was staff's own gesture */
};

/* ---- Staff -------------------------------------------------------------------------------------
 */

bool view_house_has_input(const struct view *view)
{
    return staff_is_open(view->staff) || view->asleep;
}

static void forget_touch(struct view *view)
{
    view->pressed = view->ring = false;
    view->focus = 0;
}

bool view_house_go(struct view *view, const struct place *place, uint64_t now_ms)
{
    bool staff = place->kind == PLACE_PIN || place->kind == PLACE_STAFF;
    staff_close(view->staff);
    forget_touch(view);
    return staff && staff_open(view->staff, place, view->config.staff.stays, now_ms);
}

bool view_house_asks(struct view *view, enum input_key key, uint64_t now_ms)
{
    if (key != KEY_STAFF || staff_is_open(view->staff))
        return false;
    staff_ask(view->staff, now_ms);
    if (!staff_is_open(view->staff))
        return false;
    forget_touch(view);
    view->prompting = false;
    view->blind = true;
    return true;
}

/* Staff are no visitors: what was only their gesture is not counted, and a visit before it ends. */
static void end_visit(struct view *view)
{
    if (view->visit.begun && view->touched_ms - view->visit.begun_ms < GESTURE_VISIT_MS)
        view->visit = (struct visit){.place = view->visit.place};
    else
        view_state_end_visit(view, REASON_AGAIN);
}

/* A new page begins without focus. */
static bool take_staff_step(struct view *view, struct step step, const struct place *before,
                            uint64_t now_ms)
{
    if (before->kind == PLACE_PIN && staff_is_inside(view->staff))
        end_visit(view);
    if (step.kind == STEP_AGAIN)
        view_state_start_again(view, PLACE_ATTRACT, REASON_AGAIN, now_ms);
    const struct place after = view_place(view);
    if (!place_equals(before, &after))
        forget_touch(view);
    return step.kind != STEP_NONE;
}

static bool act(struct view *view, const struct draw_target *target, uint64_t now_ms)
{
    const struct place before = view_place(view);
    if (target == NULL)
        return true;
    struct step step = staff_act(view->staff, (enum action)target->action, target->index, now_ms);
    return take_staff_step(view, step, &before, now_ms);
}

static bool wake(struct view *view, uint64_t now_ms)
{
    if (!view->config.sleep_wakes)
        return false;
    view->asleep = false;
    view->awake_until_ms = now_ms + AWAKE_MS;
    return true;
}

/* The finger that opened the pad has yet to leave the glass: that is no tap. */
bool view_house_gesture(struct view *view, const struct gesture *gesture)
{
    bool done = gesture->kind == GESTURE_TAP || gesture->kind == GESTURE_DRAG_END;
    if (!staff_is_open(view->staff))
        return done && wake(view, gesture->time_ms);
    bool blind = view->blind, shown = view->pressed;
    view->blind = view->blind && !done && gesture->kind != GESTURE_CANCEL;
    view->pressed = false;
    staff_touch(view->staff, gesture->time_ms);
    if (blind || gesture->kind != GESTURE_TAP)
        return shown;
    return act(view, view_state_target_at(view, gesture->start), gesture->time_ms);
}

bool view_house_type(struct view *view, const char *letter, uint64_t now_ms)
{
    const struct place before = view_place(view);
    if (!staff_is_open(view->staff))
        return wake(view, now_ms);
    staff_touch(view->staff, now_ms);
    return take_staff_step(view, staff_type(view->staff, letter, now_ms), &before, now_ms);
}

bool view_house_key(struct view *view, enum input_key key, uint64_t now_ms)
{
    const struct place before = view_place(view);
    if (!staff_is_open(view->staff))
        return key != KEY_NONE && wake(view, now_ms);
    staff_touch(view->staff, now_ms);
    if (key == KEY_PREVIOUS_ITEM || key == KEY_NEXT_ITEM)
        return view_state_move_focus(view, key == KEY_NEXT_ITEM);
    bool selects = key == KEY_SELECT || key == KEY_SPACE;
    if (selects && view->ring)
        return act(view, view_state_focused(view), now_ms);
    return take_staff_step(view, staff_key(view->staff, key, now_ms), &before, now_ms);
}

bool view_house_tick(struct view *view, uint64_t now_ms)
{
    const struct place before = view_place(view);
    return take_staff_step(view, staff_tick(view->staff, now_ms), &before, now_ms);
}

struct view_answer view_contact(struct view *view, const struct input_event *event)
{
    bool redraw = view_state_take_step(view, staff_contact(view->staff, event), event->time_ms);
    return view_state_answer(view, redraw, event->time_ms);
}

/* ---- Opening hours and brightness --------------------------------------------------------------
 */

static bool nobody_is_there(const struct view *view)
{
    return (view->screen == NULL || view->screen == &attract_screen) &&
           !staff_is_open(view->staff) && !view->choosing && !view->menu;
}

bool view_house_rests(struct view *view, uint64_t now_ms)
{
    if (!view->closed || view->asleep || !nobody_is_there(view) || now_ms < view->awake_until_ms)
        return false;
    view->asleep = true;
    forget_touch(view);
    return true;
}

struct view_answer view_set_open(struct view *view, bool open, uint64_t now_ms)
{
    bool woken = open && view->asleep;
    view->closed = !open;
    view->asleep = view->asleep && !open;
    if (open)
        view->awake_until_ms = 0;
    if (woken)
        view->touched_ms = now_ms;
    return view_state_answer(view, woken, now_ms);
}

bool view_is_asleep(const struct view *view)
{
    return view->asleep && !staff_is_open(view->staff);
}

struct view_answer view_dim(struct view *view, int percent, uint64_t now_ms)
{
    bool redraw = percent != view->dim_percent;
    view->dim_percent = percent;
    return view_state_answer(view, redraw, now_ms);
}

/* ---- A new edition -----------------------------------------------------------------------------
 */

struct view_answer view_set_waiting(struct view *view, bool waits, uint64_t now_ms)
{
    if (waits && !view->waiting) {
        view->soon_ms = now_ms + READER_STAYS_MS;
        view->put_off = 0;
    }
    view->waiting = waits;
    return view_state_answer(view, false, now_ms);
}

bool view_house_announces(struct view *view, uint64_t now_ms)
{
    if (!view->waiting || now_ms < view->soon_ms || nobody_is_there(view))
        return false;
    view->prompting = view->soon = true;
    view->prompt_ms = now_ms;
    return true;
}

bool view_house_puts_off(struct view *view, uint64_t now_ms)
{
    if (view->put_off == PUT_OFF_MAX)
        return false;
    view->put_off++;
    view->soon_ms = now_ms + PUT_OFF_MS;
    return true;
}

uint64_t view_house_deadline_ms(const struct view *view)
{
    bool nobody = nobody_is_there(view);
    if (view->closed && !view->asleep && nobody)
        return view->awake_until_ms;
    return view->waiting && !nobody ? view->soon_ms : UINT64_MAX;
}

/* ---- What staff have set -----------------------------------------------------------------------
 */

struct view_answer view_set_usual(struct view *view, const struct view_usual *usual,
                                  uint64_t now_ms)
{
    bool redraw = view->theme == view->config.theme && view->theme != usual->theme;
    if (view->theme == view->config.theme)
        view->theme = usual->theme;
    view->config.theme = usual->theme;
    view->config.style = usual->style;
    view->usual_strings = usual->strings;
    return view_state_answer(view, redraw, now_ms);
}
