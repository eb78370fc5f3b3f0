/* What devices report, with the time it happened: pixels as the visitor sees them (rotation
 * undone). */
#ifndef INPUT_EVENT_H
#define INPUT_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/geometry.h"

enum input_event_kind {
    INPUT_TOUCH_DOWN,
    INPUT_TOUCH_MOVE,
    INPUT_TOUCH_UP,
    INPUT_TOUCH_LOST, /* the device went away: every contact of it ends without effect */
    INPUT_KEY,        /* pressed, or repeated by the device: `repeat` */
    INPUT_LETTER,     /* typed: `letter`; the key's function, if it has one, comes beside it */
    INPUT_HEADPHONES_IN,
    INPUT_HEADPHONES_OUT
};

/* Keys by function (section 8 of the interface specification), whatever device sent them. */
enum input_key {
    KEY_NONE,
    KEY_PREVIOUS_ITEM,
    KEY_NEXT_ITEM,
    KEY_PREVIOUS_PAGE,
    KEY_NEXT_PAGE,
    KEY_SELECT,
    KEY_SPACE, /* as KEY_SELECT, but a space among typed letters */
    KEY_BACK,
    KEY_DELETE, /* as KEY_BACK, but takes back a typed letter */
    KEY_HOME,
    KEY_HELP,
    KEY_QUIETER,
    KEY_LOUDER,
    KEY_STAFF
};

enum { INPUT_LETTER_SIZE = 8 };

struct input_event {
    enum input_event_kind kind;
    uint64_t time_ms;
    int64_t device, contact; /* touches */
    struct point point;      /* touches */
    int size_px;             /* touches: width of the contact; 0 where the device does not say */
    enum input_key key;
    bool repeat;
    char letter[INPUT_LETTER_SIZE]; /* one character of UTF-8 */
};

#endif
