#include "view/turn.h"

#include <stdlib.h>

void turn_drag(struct turn *turn, int dx_px, bool has_previous, bool has_next)
{
    bool stuck = (dx_px > 0 && !has_previous) || (dx_px < 0 && !has_next);
    turn->dragging = true;
    turn->settling = false;
    turn->offset_px = stuck ? dx_px / 3 : dx_px;
}

int turn_release(struct turn *turn, int dx_px, int vx_px_per_s, int threshold_px, bool has_previous,
                 bool has_next)
{
    bool flung = abs(vx_px_per_s) > threshold_px * 5 && (vx_px_per_s > 0) == (dx_px > 0);
    bool far_enough = abs(dx_px) >= (flung ? threshold_px / 2 : threshold_px);
    turn->dragging = false;
    if (!far_enough)
        return 0;
    if (dx_px > 0)
        return has_previous ? -1 : 0;
    return has_next ? 1 : 0;
}

void turn_settle(struct turn *turn, int from_px, uint64_t now_ms)
{
    *turn = (struct turn){.still = turn->still,
                          .settling = from_px != 0 && !turn->still,
                          .offset_px = from_px,
                          .settle_since_ms = now_ms};
}

/* One coordinate of the curve with control values a and b at parameter t; all in thousandths. */
static int64_t bezier(int64_t t, int64_t a, int64_t b)
{
    int64_t u = 1000 - t;
    return (3 * u * u * t * a / 1000 + 3 * u * t * t * b / 1000 + t * t * t) / 1000000;
}

int turn_ease(int thousandths)
{
    int64_t low = 0, high = 1000;
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        if (bezier(middle, 200, 0) < thousandths)
            low = middle;
        else
            high = middle;
    }
    return thousandths >= 1000 ? 1000 : (int)bezier(high, 0, 1000);
}

int turn_offset_px(struct turn *turn, uint64_t now_ms)
{
    if (!turn->settling)
        return turn->dragging && !turn->still ? turn->offset_px : 0;
    uint64_t elapsed = now_ms - turn->settle_since_ms;
    if (elapsed >= TURN_SETTLE_MS) {
        *turn = (struct turn){.still = turn->still};
        return 0;
    }
    int done = turn_ease((int)(elapsed * 1000 / TURN_SETTLE_MS));
    return turn->offset_px - (int)((int64_t)turn->offset_px * done / 1000);
}

bool turn_is_moving(const struct turn *turn)
{
    return turn->settling;
}
