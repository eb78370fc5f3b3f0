#include "app/viewer/drive.h"

/* Frames of a motion are this far apart, as on a display of 60 Hz. */
enum { FRAME_MS = 16 };

static void show(struct drive *drive)
{
    if (kiosk_show(drive->kiosk, drive->now_ms) && drive->shown != NULL)
        drive->shown(drive->self);
}

void drive_advance(struct drive *drive, uint64_t time_ms)
{
    uint64_t due_ms, last_ms = drive->now_ms;
    while ((due_ms = kiosk_deadline_ms(drive->kiosk)) <= time_ms) {
        drive->now_ms = due_ms > last_ms ? due_ms : last_ms + FRAME_MS;
        if (drive->now_ms > time_ms)
            break;
        last_ms = drive->now_ms;
        kiosk_tick(drive->kiosk, last_ms);
        show(drive);
    }
    drive->now_ms = time_ms;
}

void drive_input(struct drive *drive, struct input_event event)
{
    event.time_ms = drive->now_ms;
    kiosk_input(drive->kiosk, &event);
    show(drive);
}

void drive_status(struct drive *drive, const char *text, size_t length)
{
    kiosk_status(drive->kiosk, text, length, drive->now_ms);
    show(drive);
}

void drive_house(struct drive *drive)
{
    kiosk_follow_house(drive->kiosk, drive->now_ms);
    show(drive);
}
