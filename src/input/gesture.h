/* Turns contacts into gestures. The state diagram is in gesture.md. */
#ifndef INPUT_GESTURE_H
#define INPUT_GESTURE_H

#include <stddef.h>

#include "input/event.h"

enum gesture_kind {
    GESTURE_PRESS,      /* a finger came down: show feedback */
    GESTURE_CANCEL,     /* the press will not become a tap, or the drag ends without effect */
    GESTURE_TAP,        /* came up where it went down (within the slop), however long held */
    GESTURE_DRAG_BEGIN, /* moved beyond the slop, after the press's GESTURE_CANCEL */
    GESTURE_DRAG_MOVE,
    GESTURE_DRAG_END,    /* released: the velocity tells a fling */
    GESTURE_DOUBLE_TAP,  /* the second of two taps at one spot of the field, in place of a tap */
    GESTURE_PINCH_BEGIN, /* a second finger came down in the field, after a GESTURE_CANCEL */
    GESTURE_PINCH_MOVE,
    GESTURE_PINCH_END, /* one finger left: a drag of the other begins */
    GESTURE_KIND_COUNT
};

struct gesture {
    enum gesture_kind kind;
    uint64_t time_ms;
    struct point start, point;    /* where the finger came down, and where it is; of a pinch, the
                                     middle between the two */
    int dx_px, dy_px;             /* from start to point */
    int vx_px_per_s, vy_px_per_s; /* GESTURE_DRAG_END: over the last 100 ms */
    bool horizontal;              /* drags: began within 30 degrees of level; fixed from then on */
    int start_spread_px, spread_px; /* pinches: from finger to finger, 1 at least */
};

/* Lengths in pixels of this screen, from the millimetres of section 7 of the interface
 * specification. */
struct gesture_limits {
    int slide_off_px;          /* 6 mm */
    int palm_px;               /* contacts over 30 mm are ignored */
    uint64_t second_finger_ms; /* 120: a second finger within it is ignored */
    uint64_t second_tap_ms;    /* 300: a press so soon after a tap at its spot is no second tap */
    uint64_t bounce_ms;        /* 60: the same on keys, where one letter is often typed twice */
    uint64_t rest_ms;  /* a finger that says nothing for so long gives way to the next one */
    uint64_t stuck_ms; /* a contact that says nothing for so long is given up; a finger held still
                          says nothing: well over a minute */
};

struct gesture_machine;

/* A machine with no contact. */
struct gesture_machine *gesture_create(const struct gesture_limits *limits);

/* Takes NULL. */
void gesture_destroy(struct gesture_machine *machine);

/* Where two fingers are a pinch and two taps a double tap: a picture. Empty, as at first: nowhere.
 * What has begun goes on as it began. */
void gesture_set_field(struct gesture_machine *machine, struct rect field);

/* Where a second tap is a tap like the first, as long as both are there: the keys of letters and
 * digits. Empty, as at first: nowhere. */
void gesture_set_keys(struct gesture_machine *machine, struct rect keys);

enum { GESTURE_MAX = 4 };

/* Takes one touch event; answers how many gestures (at most GESTURE_MAX) it wrote. A time before
 * that of an earlier call counts as that time. Other events are a programming error. */
size_t gesture_feed(struct gesture_machine *machine, const struct input_event *event,
                    struct gesture gestures[GESTURE_MAX]);

/* When gesture_tick wants to be called; UINT64_MAX: never. */
uint64_t gesture_deadline_ms(const struct gesture_machine *machine);

/* Lets time pass without an event; writes gestures like gesture_feed. */
size_t gesture_tick(struct gesture_machine *machine, uint64_t now_ms,
                    struct gesture gestures[GESTURE_MAX]);

/* Whether a finger drives: what it does must not wait for other work. */
bool gesture_is_driven(const struct gesture_machine *machine);

/* The state's name in gesture.md, for logs and tests; static. */
const char *gesture_state_name(const struct gesture_machine *machine);

/* "press", "cancel", "tap", "drag-begin", "double-tap", "pinch-move" ...; static. */
const char *gesture_kind_name(enum gesture_kind kind);

#endif
