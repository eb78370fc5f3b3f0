/* What SDL says becomes events of ours, without a display. */
#include "platform/sdl/events.h"

#include <SDL.h>

#include "support/harness.h"

enum { UNPLUGGED = 77, AT_MS = 5000 };

static struct window *window;
static struct events *events;

static void set_up(void)
{
    static const struct window_options options = {WINDOW_MEMORY, 64, 48, 0, -1};
    static const struct events_options devices = {.key_repeat_ms = 600,
                                                  .calibration = {1, 0, 0, 0, 1, 0}};
    struct error error;
    EXPECT(window_open(&options, &window, &error) == STATUS_OK);
    EXPECT(window_show(window, &error) == STATUS_OK);
    events = events_create(window, &devices, AT_MS);
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
}

static void tear_down(void)
{
    events_destroy(events);
    window_close(window);
}

static void push_finger(SDL_TouchID device)
{
    SDL_Event event = {
        .tfinger = {
            .type = SDL_FINGERDOWN, .touchId = device, .fingerId = 3, .x = 0.5f, .y = 0.5f}};
    EXPECT(SDL_PushEvent(&event) == 1);
}

/* A touchscreen SDL knows no longer has no finger down. */
static void an_unplugged_device_is_lost_once(void)
{
    struct window_event event;
    set_up();
    push_finger(UNPLUGGED);
    EXPECT(events_next(events, AT_MS, &event));
    EXPECT(event.kind == WINDOW_INPUT && event.input.kind == INPUT_TOUCH_DOWN);
    EXPECT_INT(event.input.point.x, 32);
    EXPECT(events_next(events, AT_MS + 1, &event));
    EXPECT(event.kind == WINDOW_INPUT && event.input.kind == INPUT_TOUCH_LOST);
    EXPECT_INT(event.input.device, UNPLUGGED);
    EXPECT_INT(event.input.time_ms, AT_MS + 1);
    EXPECT(!events_next(events, AT_MS + 2, &event));
    tear_down();
}

/* It is in no list of SDL's, but cannot be unplugged. */
static void a_mouse_stays(void)
{
    struct window_event event;
    set_up();
    push_finger(SDL_MOUSE_TOUCHID);
    EXPECT(events_next(events, AT_MS, &event));
    EXPECT(!events_next(events, AT_MS + 1, &event));
    tear_down();
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"an unplugged device is lost, once", an_unplugged_device_is_lost_once},
        {"a mouse stays", a_mouse_stays},
        {0},
    };
    return harness_run(cases);
}
