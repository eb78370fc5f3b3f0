/* The loop of a running kiosk: sleeps until something happens, and shows what follows from it. */
#ifndef APP_VIEWER_LOOP_H
#define APP_VIEWER_LOOP_H

#include <stdatomic.h>

#include "app/viewer/kiosk.h"
#include "app/viewer/record.h"
#include "platform/posix/backlight.h"
#include "platform/posix/sleep.h"

/* What ends a sleep. Zeroed: the display's own events do. */
struct loop_bed {
    struct sleeper *sleeper; /* of a bare display; else NULL */
    atomic_bool asked;       /* to end */
    atomic_bool replaced;    /* the bundle's file was */
    const char *status;      /* file of the update agent's line; NULL: none */
    atomic_bool told;        /* it was written */
    atomic_bool plugged;     /* something changed at the graphics cards */
    /* Whether the display is not any more what it was opened on; NULL: that is not watched. Asked
     * after `plugged`. */
    bool (*is_other_display)(void *self);
    void *display_self;
    uint64_t beat_ms;            /* the supervisor wants to hear of the loop so often; 0: never */
    struct backlight *backlight; /* NULL: none that could be set */
};

/* Wakes the loop from any thread; `self` is the struct loop_bed. */
void loop_wake(void *self);

/* Ends the loop from any thread, also one that has not begun; `self` likewise. */
void loop_end(void *self);

/* Has the loop show the file that has the bundle's name now, from any thread; `self` likewise. */
void loop_reload(void *self);

/* Has the loop read the update agent's line, from any thread; `self` likewise. */
void loop_tell(void *self);

/* Has the loop look at its display again, from any thread; `self` likewise. */
void loop_plug(void *self);

/* Shows the first frame, tells the supervisor READY=1, and runs until the window is closed, the
 * process is asked to end, or the display is another; answers whether it was that. `record` (NULL:
 * none) is told of every touch and key. */
bool loop_run(struct kiosk *kiosk, struct house *house, struct loop_bed *bed,
              struct record *record);

#endif
