#include "platform/sdl/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>

#include "base/memory.h"
#include "base/utf8.h"

struct events {
    struct window *window;
    struct events_options options;
    uint64_t offset_ms; /* from SDL's clock to the caller's */
    struct key_repeat held;
    bool touched; /* a device is known, the last one that was touched */
    SDL_TouchID device;
};

struct events *events_create(struct window *window, const struct events_options *options,
                             uint64_t now_ms)
{
    struct events *events = memory_zeroed(1, sizeof *events);
    events->window = window;
    events->options = *options;
    events->held.first_ms = options->key_repeat_ms;
    events->offset_ms = now_ms - SDL_GetTicks64();
    return events;
}

void events_destroy(struct events *events)
{
    free(events);
}

static int within(double position, int size)
{
    int pixel = (int)(position * size + 0.5);
    return pixel < 0 ? 0 : pixel >= size ? size - 1 : pixel;
}

static bool read_finger(struct events *events, const SDL_TouchFingerEvent *finger,
                        struct input_event *ret_input)
{
    struct rotation rotation = window_rotation(events->window);
    struct rect panel = rotation_rect(rotation, (struct rect){0, 0, rotation.w, rotation.h});
    double x = (double)finger->x, y = (double)finger->y;
    calibration_apply(&events->options.calibration, &x, &y);
    struct point point = {within(x, panel.w), within(y, panel.h)};
    ret_input->kind = finger->type == SDL_FINGERDOWN ? INPUT_TOUCH_DOWN
                      : finger->type == SDL_FINGERUP ? INPUT_TOUCH_UP
                                                     : INPUT_TOUCH_MOVE;
    ret_input->device = finger->touchId;
    events->touched = true;
    events->device = finger->touchId;
    ret_input->contact = finger->fingerId;
    ret_input->point = rotation_back(rotation, point);
    return true;
}

/* "Ctrl+Alt+S", as keys.h reads it. */
static enum input_key find_key(const struct events *events, const SDL_Keysym *keysym)
{
    char name[64];
    snprintf(name, sizeof name, "%s%s%s%s", keysym->mod & KMOD_CTRL ? "Ctrl+" : "",
             keysym->mod & KMOD_ALT ? "Alt+" : "", keysym->mod & KMOD_SHIFT ? "Shift+" : "",
             SDL_GetScancodeName(keysym->scancode));
    return keys_map_find(events->options.keys, name);
}

/* The device's own repetitions are too fast for many hands: section 8 of the interface
 * specification has its own. */
static bool read_key(struct events *events, const SDL_KeyboardEvent *key, struct input_event *input)
{
    input->kind = INPUT_KEY;
    input->key = find_key(events, &key->keysym);
    if (input->key == KEY_NONE || key->repeat != 0)
        return false;
    if (key->type == SDL_KEYUP) {
        keys_release(&events->held, input->key);
        return false;
    }
    keys_press(&events->held, input->key, input->time_ms);
    return true;
}

/* Space comes as a key; what an input method composes of several letters is passed over. */
static bool read_letter(const char *text, struct input_event *input)
{
    size_t length = strlen(text);
    if (length == 0 || length >= INPUT_LETTER_SIZE || text[0] == ' ' ||
        utf8_count(text, length) != 1)
        return false;
    input->kind = INPUT_LETTER;
    memcpy(input->letter, text, length + 1);
    return true;
}

static bool read_window(struct events *events, const SDL_WindowEvent *event,
                        enum window_event_kind *ret_kind)
{
    struct rotation before = window_rotation(events->window);
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        window_measure(events->window);
        *ret_kind = WINDOW_RESIZED;
        return before.w != window_rotation(events->window).w ||
               before.h != window_rotation(events->window).h;
    case SDL_WINDOWEVENT_EXPOSED:
        *ret_kind = WINDOW_EXPOSED;
        return true;
    default:
        return false;
    }
}

/* Answers whether the event means something here. */
static bool translate(struct events *events, const SDL_Event *event, struct window_event *ret)
{
    *ret = (struct window_event){.kind = WINDOW_INPUT};
    ret->input.time_ms = events->offset_ms + event->common.timestamp;
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return read_finger(events, &event->tfinger, &ret->input);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return read_key(events, &event->key, &ret->input);
    case SDL_TEXTINPUT:
        return read_letter(event->text.text, &ret->input);
    case SDL_WINDOWEVENT:
        return read_window(events, &event->window, &ret->kind);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        ret->kind = WINDOW_FORGOTTEN;
        return true;
    case SDL_QUIT:
        ret->kind = WINDOW_QUIT;
        return true;
    default:
        return false;
    }
}

static bool is_plugged(SDL_TouchID device)
{
    if (device == SDL_MOUSE_TOUCHID)
        return true;
    for (int i = 0; i < SDL_GetNumTouchDevices(); i++)
        if (SDL_GetTouchDevice(i) == device)
            return true;
    return false;
}

/* SDL forgets a device that is unplugged, and does not say so: its fingers would stay down. */
static bool find_lost(struct events *events, uint64_t now_ms, struct window_event *ret_event)
{
    if (!events->touched || is_plugged(events->device))
        return false;
    events->touched = false;
    *ret_event = (struct window_event){
        WINDOW_INPUT, {.kind = INPUT_TOUCH_LOST, .time_ms = now_ms, .device = events->device}};
    return true;
}

bool events_next(struct events *events, uint64_t now_ms, struct window_event *ret_event)
{
    SDL_Event event;
    struct window_event found;
    if (find_lost(events, now_ms, ret_event))
        return true;
    while (SDL_PollEvent(&event))
        if (translate(events, &event, &found)) {
            *ret_event = found;
            return true;
        }
    enum input_key key = keys_repeat(&events->held, now_ms);
    if (key == KEY_NONE)
        return false;
    *ret_event = (struct window_event){
        WINDOW_INPUT, {.kind = INPUT_KEY, .time_ms = now_ms, .key = key, .repeat = true}};
    return true;
}

uint64_t events_deadline_ms(const struct events *events)
{
    return keys_deadline_ms(&events->held);
}

void events_wait(int timeout_ms)
{
    if (timeout_ms < 0)
        SDL_WaitEvent(NULL);
    else
        SDL_WaitEventTimeout(NULL, timeout_ms);
}

void events_wake(void)
{
    SDL_PushEvent(&(SDL_Event){.type = SDL_USEREVENT});
}
