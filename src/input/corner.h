/* The gesture that opens the way for staff: five taps in the top left corner, the last one held
 * (section 7 of the interface specification).
 *
 * It watches contacts as they come, beside the machine of gesture.h, which drops taps that follow
 * each other too fast to be two of a visitor. */
#ifndef INPUT_CORNER_H
#define INPUT_CORNER_H

#include "input/event.h"

enum { CORNER_TAPS = 5, CORNER_WITHIN_MS = 4000, CORNER_HELD_MS = 2000 };

/* With `side_px` set, else zeroed: nobody has begun. */
struct corner {
    int side_px; /* of the square that counts: 20 mm */
    int taps;    /* so far, the one that is down included */
    uint64_t first_ms, down_ms;
    bool down;
    int64_t device, contact;
};

/* Takes a touch event; others are passed over. */
void corner_feed(struct corner *corner, const struct input_event *event);

/* When corner_tick has something to say; UINT64_MAX: never. */
uint64_t corner_deadline_ms(const struct corner *corner);

/* Whether the gesture is complete by now; it begins anew then. */
bool corner_tick(struct corner *corner, uint64_t now_ms);

#endif
