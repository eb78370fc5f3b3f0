/* Turning pages: the page follows the finger, then settles; section 4 of the interface
 * specification. */
#ifndef VIEW_TURN_H
#define VIEW_TURN_H

#include <stdbool.h>
#include <stdint.h>

enum { TURN_SETTLE_MS = 220 };

/* Zeroed: at rest. Offsets are pixels; positive shows the page before at the left. */
struct turn {
    bool still; /* by the visitor's choice: nothing moves, the page changes at once */
    bool dragging, settling;
    int offset_px; /* where the page stands while dragging, or stood when settling began */
    uint64_t settle_since_ms;
};

/* The finger moved dx from where it went down. Where there is no page on that side, the page
 * follows only a third of the way. */
void turn_drag(struct turn *turn, int dx_px, bool has_previous, bool has_next);

/* The finger left. Answers -1, 0 or 1: to the page before, none, the page after. A swipe counts
 * from `threshold_px` (15 mm), or when flung half as far. */
int turn_release(struct turn *turn, int dx_px, int vx_px_per_s, int threshold_px, bool has_previous,
                 bool has_next);

/* Starts to settle: the page that stands now comes to rest from `from_px` beside its place. */
void turn_settle(struct turn *turn, int from_px, uint64_t now_ms);

/* Where the page stands now; ends the settling when its time is over. */
int turn_offset_px(struct turn *turn, uint64_t now_ms);

/* Whether another frame is needed. */
bool turn_is_moving(const struct turn *turn);

/* Ease-out of the cubic Bezier curve (0.2, 0, 0, 1): thousandths of the way after thousandths of
 * the time. */
int turn_ease(int thousandths);

#endif
