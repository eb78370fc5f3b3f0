/* The pad on which staff enter their PIN. */
#ifndef VIEW_STAFF_PIN_H
#define VIEW_STAFF_PIN_H

#include "view/stage.h"

enum { STAFF_PIN_MIN = 4, STAFF_PIN_MAX = 8 };

/* What was entered so far. Zeroed: nothing. */
struct staff_pin {
    char digits[STAFF_PIN_MAX + 1];
    int count;
    bool was_wrong; /* the one before was */
};

/* One more digit; beyond STAFF_PIN_MAX it is passed over. */
void staff_pin_add(struct staff_pin *pin, char digit);
void staff_pin_delete(struct staff_pin *pin);

/* Draws the pad alone on the wall: "locked for" where `locked_ms` is left of a lock, else "closes
 * in" what is left of `closes_ms`. */
void staff_pin_draw(const struct stage *stage, const struct staff_pin *pin, uint64_t locked_ms,
                    uint64_t closes_ms, struct draw_list *list);

#endif
