#include "input/corner.h"

static bool is_inside(const struct corner *corner, struct point point)
{
    return point.x >= 0 && point.y >= 0 && point.x < corner->side_px && point.y < corner->side_px;
}

static void forget(struct corner *corner)
{
    *corner = (struct corner){.side_px = corner->side_px};
}

static void press(struct corner *corner, const struct input_event *event)
{
    bool counts = !corner->down && is_inside(corner, event->point);
    bool late = corner->taps > 0 && event->time_ms - corner->first_ms > CORNER_WITHIN_MS;
    if (!counts || late)
        forget(corner);
    if (!counts)
        return;
    if (corner->taps++ == 0)
        corner->first_ms = event->time_ms;
    corner->down = true;
    corner->down_ms = event->time_ms;
    corner->device = event->device;
    corner->contact = event->contact;
}

void corner_feed(struct corner *corner, const struct input_event *event)
{
    bool same =
        corner->down && event->device == corner->device && event->contact == corner->contact;
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
        press(corner, event);
        break;
    case INPUT_TOUCH_MOVE:
        if (same && !is_inside(corner, event->point))
            forget(corner);
        break;
    case INPUT_TOUCH_UP:
        if (same && (corner->taps == CORNER_TAPS || !is_inside(corner, event->point)))
            forget(corner);
        else if (same)
            corner->down = false;
        break;
    case INPUT_TOUCH_LOST:
        forget(corner);
        break;
    default:
        break;
    }
}

uint64_t corner_deadline_ms(const struct corner *corner)
{
    bool held = corner->down && corner->taps == CORNER_TAPS;
    return held ? corner->down_ms + CORNER_HELD_MS : UINT64_MAX;
}

bool corner_tick(struct corner *corner, uint64_t now_ms)
{
    bool complete = corner_deadline_ms(corner) <= now_ms;
    if (complete)
        forget(corner);
    return complete;
}
