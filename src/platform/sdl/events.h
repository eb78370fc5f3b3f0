/* SDL's events as the program's own: touches in the visitor's pixels, keys by function, and what
 * happens to the window. */
#ifndef PLATFORM_SDL_EVENTS_H
#define PLATFORM_SDL_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "input/calibration.h"
#include "input/event.h"
#include "input/keys.h"
#include "platform/sdl/window.h"

enum window_event_kind {
    WINDOW_INPUT,     /* `input` */
    WINDOW_RESIZED,   /* window_rotation tells the new size */
    WINDOW_EXPOSED,   /* the same frame has to be shown again */
    WINDOW_FORGOTTEN, /* the renderer lost its textures */
    WINDOW_QUIT       /* closed, or the process was asked to end */
};

struct window_event {
    enum window_event_kind kind;
    struct input_event input;
};

struct events;

/* How input devices are, on this machine. */
struct events_options {
    uint64_t key_repeat_ms;     /* from a press to its first repetition */
    const struct key_map *keys; /* that mean something else here */
    struct calibration calibration;
};

/* The window, and the map of keys, are borrowed until events_destroy. `now_ms` here and elsewhere
 * and the time of every event are of the same clock. */
struct events *events_create(struct window *window, const struct events_options *options,
                             uint64_t now_ms);

/* Takes NULL. */
void events_destroy(struct events *events);

/* The next event that is there already, or the repetition of a held key that is due; false: none.
 */
bool events_next(struct events *events, uint64_t now_ms, struct window_event *ret_event);

/* When a held key wants to be repeated; UINT64_MAX: never. */
uint64_t events_deadline_ms(const struct events *events);

/* Sleeps until an event is there or `timeout_ms` have passed (negative: without end). Only where
 * window_can_wait. */
void events_wait(int timeout_ms);

/* Ends a wait from any thread. */
void events_wake(void);

#endif
