/* Drives a kiosk on virtual time, as fast as the machine can. */
#ifndef APP_VIEWER_DRIVE_H
#define APP_VIEWER_DRIVE_H

#include "app/viewer/kiosk.h"

/* Time begins at 0, where the kiosk must have been opened. */
struct drive {
    struct kiosk *kiosk;
    uint64_t now_ms;
    void (*shown)(void *self); /* called after every new frame; may be NULL */
    void *self;
};

/* Lets everything happen that is due by `time_ms`, each at its own time. */
void drive_advance(struct drive *drive, uint64_t time_ms);

/* Hands in an event, its time set to now, and shows what follows from it. */
void drive_input(struct drive *drive, struct input_event event);

/* The same for the update agent's line. */
void drive_status(struct drive *drive, const char *text, size_t length);

/* The house's time of day is another. */
void drive_house(struct drive *drive);

#endif
