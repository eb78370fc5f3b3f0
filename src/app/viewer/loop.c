#include "app/viewer/loop.h"

#include <limits.h>
#include <stdio.h>

#include "base/file.h"
#include "platform/posix/clock.h"
#include "platform/posix/machine.h"
#include "platform/posix/notify.h"
#include "platform/sdl/events.h"

/* Where presenting does not wait for the display, frames of a motion are this far apart. */
enum { FRAME_MS = 16 };

enum { STATUS_BYTES_MAX = 4096 };

struct loop {
    struct kiosk *kiosk;
    struct house *house;
    uint64_t minute_ms; /* when the clock is to be read again */
    struct loop_bed *bed;
    struct record *record;
    struct events *events;
    uint64_t presented_ms; /* when the last frame was shown */
    uint64_t beat_ms;      /* when the supervisor wants to hear of it again */
    bool ready, ended, is_other_display;
};

void loop_wake(void *self)
{
    const struct loop_bed *bed = self;
    if (bed->sleeper != NULL)
        sleeper_wake(bed->sleeper);
    else
        events_wake();
}

void loop_end(void *self)
{
    struct loop_bed *bed = self;
    atomic_store(&bed->asked, true);
    loop_wake(bed);
}

void loop_reload(void *self)
{
    struct loop_bed *bed = self;
    atomic_store(&bed->replaced, true);
    loop_wake(bed);
}

void loop_tell(void *self)
{
    struct loop_bed *bed = self;
    atomic_store(&bed->told, true);
    loop_wake(bed);
}

void loop_plug(void *self)
{
    struct loop_bed *bed = self;
    atomic_store(&bed->plugged, true);
    loop_wake(bed);
}

static void take_event(struct loop *loop, const struct window_event *event, uint64_t now_ms)
{
    switch (event->kind) {
    case WINDOW_INPUT:
        kiosk_input(loop->kiosk, &event->input);
        if (loop->record != NULL)
            record_event(loop->record, &event->input);
        break;
    case WINDOW_RESIZED:
        kiosk_resized(loop->kiosk, now_ms);
        break;
    case WINDOW_EXPOSED:
        kiosk_exposed(loop->kiosk);
        break;
    case WINDOW_FORGOTTEN:
        kiosk_forgotten(loop->kiosk);
        break;
    case WINDOW_QUIT:
        loop->ended = true;
        break;
    }
}

static void take_events(struct loop *loop)
{
    struct window_event event;
    uint64_t now_ms = clock_now_ms();
    while (!loop->ended && events_next(loop->events, now_ms, &event))
        take_event(loop, &event, now_ms);
}

static void show(struct loop *loop, uint64_t now_ms)
{
    if (!kiosk_show(loop->kiosk, now_ms))
        return;
    loop->presented_ms = now_ms;
    if (!loop->ready)
        notify_send("READY=1");
    loop->ready = true;
}

/* Tells the supervisor what is shown then; a new bundle that cannot be read leaves the old one. */
static void reload(struct loop *loop, uint64_t now_ms)
{
    char text[PLACE_TEXT_SIZE], status[PLACE_TEXT_SIZE + 16];
    struct error error = {0};
    if (kiosk_reload(loop->kiosk, now_ms, &error) != STATUS_OK) {
        fprintf(stderr, "vitrine: %s; what was shown stays\n", error.message);
        return;
    }
    show(loop, now_ms);
    struct place place = kiosk_place(loop->kiosk);
    snprintf(status, sizeof status, "STATUS=%s", place_format(&place, text));
    notify_send(status);
}

/* A few bytes that lie in memory; a file that is gone says nothing. */
static void read_status(struct loop *loop, uint64_t now_ms)
{
    struct buffer line = {0};
    if (file_read(loop->bed->status, STATUS_BYTES_MAX, &line, NULL) != STATUS_OK)
        buffer_cut(&line, 0);
    kiosk_status(loop->kiosk, buffer_string(&line), line.length, now_ms);
    buffer_fini(&line);
}

/* The time of day, for opening hours and brightness; once a minute where it makes a difference. */
static void read_clock(struct loop *loop, uint64_t now_ms)
{
    const struct clock_day day = clock_today();
    const struct hours_time time = {day.weekday, day.hour * 60 + day.minute};
    char text[48];
    snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d", day.year, day.month, day.day, day.hour,
             day.minute);
    bool is_set = machine_clock_is_set(MACHINE_CLOCK_FOLDER, machine_unix_s());
    house_set_time(loop->house, is_set ? &time : NULL, text);
    kiosk_follow_house(loop->kiosk, now_ms);
    loop->minute_ms = now_ms + (uint64_t)(60 - day.second) * 1000;
}

/* Until when nothing happens by itself; UINT64_MAX: for ever. */
static uint64_t next_deadline(const struct loop *loop)
{
    uint64_t kiosk_ms = kiosk_deadline_ms(loop->kiosk), key_ms = events_deadline_ms(loop->events);
    uint64_t due_ms = kiosk_ms < key_ms ? kiosk_ms : key_ms;
    if (loop->bed->beat_ms > 0 && loop->beat_ms < due_ms)
        due_ms = loop->beat_ms;
    uint64_t frame_ms = loop->presented_ms + FRAME_MS;
    if (house_depends_on_time(loop->house) && loop->minute_ms < due_ms)
        due_ms = loop->minute_ms;
    bool paced = window_paces(kiosk_window(loop->kiosk));
    return paced || due_ms > frame_ms ? due_ms : frame_ms;
}

static void sleep_until(struct loop *loop, uint64_t due_ms)
{
    uint64_t now_ms = clock_now_ms();
    uint64_t left_ms = due_ms > now_ms ? due_ms - now_ms : 0;
    int timeout_ms = due_ms == UINT64_MAX ? -1 : left_ms > INT_MAX ? INT_MAX : (int)left_ms;
    if (timeout_ms == 0)
        return;
    if (loop->bed->sleeper != NULL)
        sleeper_wait(loop->bed->sleeper, timeout_ms);
    else
        events_wait(timeout_ms);
}

/* A loop that stands still is not heard of, and is ended and started again. */
static void beat(struct loop *loop, uint64_t now_ms)
{
    if (loop->bed->beat_ms == 0 || now_ms < loop->beat_ms)
        return;
    notify_send("WATCHDOG=1");
    loop->beat_ms = now_ms + loop->bed->beat_ms;
}

static void look_at_display(struct loop *loop)
{
    const struct loop_bed *bed = loop->bed;
    loop->is_other_display =
        bed->is_other_display != NULL && bed->is_other_display(bed->display_self);
    loop->ended = loop->ended || loop->is_other_display;
}

/* One turn: what came in, what is due, one frame, and then either a piece of the work ahead or
 * sleep. */
static void turn(struct loop *loop)
{
    take_events(loop);
    uint64_t now_ms = clock_now_ms();
    beat(loop, now_ms);
    if (atomic_exchange(&loop->bed->plugged, false))
        look_at_display(loop);
    if (atomic_exchange(&loop->bed->replaced, false))
        reload(loop, now_ms);
    if (atomic_exchange(&loop->bed->told, false))
        read_status(loop, now_ms);
    if (now_ms >= loop->minute_ms)
        read_clock(loop, now_ms);
    kiosk_tick(loop->kiosk, now_ms);
    /* The supervisor starts the viewer again, on what is to be shown then. */
    loop->ended = loop->ended || kiosk_may_change(loop->kiosk);
    show(loop, now_ms);
    backlight_set(loop->bed->backlight, kiosk_percent(loop->kiosk));
    if (!kiosk_is_moving(loop->kiosk, now_ms) && kiosk_prepare(loop->kiosk))
        return;
    sleep_until(loop, next_deadline(loop));
}

bool loop_run(struct kiosk *kiosk, struct house *house, struct loop_bed *bed, struct record *record)
{
    const struct settings *settings = house_settings(house, NULL);
    const struct events_options options = {.key_repeat_ms = settings->key_repeat_ms,
                                           .keys = &settings->keys,
                                           .calibration = settings->calibration};
    struct loop loop = {.kiosk = kiosk, .house = house, .bed = bed, .record = record};
    read_clock(&loop, clock_now_ms());
    show(&loop, clock_now_ms());
    loop.events = events_create(kiosk_window(kiosk), &options, clock_now_ms());
    while (!loop.ended && !atomic_load(&bed->asked))
        turn(&loop);
    events_destroy(loop.events);
    return loop.is_other_display;
}
