#include "input/gesture.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

/* Within 30 degrees of level, in thousandths: tan 30°. */
enum { LEVEL_SLOPE_MILLI = 577 };

/* Samples of the path, at least SAMPLE_MS apart, reach back over the window a velocity is of. */
enum { VELOCITY_WINDOW_MS = 100, SAMPLE_MS = 5, SAMPLE_COUNT = VELOCITY_WINDOW_MS / SAMPLE_MS + 1 };

enum state { IDLE, PRESSED, MUTED, DRAGGING, PINCHING, STATE_COUNT };

struct sample {
    uint64_t time_ms;
    struct point point;
};

/* A contact that is followed. */
struct finger {
    int64_t device, contact;
    struct point start, point;
};

/* One finger drives; other contacts are not even remembered, but for the second one of a pinch.
 * The driver and the fields up to `samples` stand unless IDLE. */
struct gesture_machine {
    struct gesture_limits limits;
    enum state state;
    struct finger driver, second; /* the second: PINCHING */
    uint64_t heard_ms;            /* their last event */
    bool horizontal;
    struct sample samples[SAMPLE_COUNT]; /* a ring; sample k at k % SAMPLE_COUNT */
    size_t sample_count;                 /* ever taken */

    uint64_t now_ms;
    bool was_pressed, was_tapped;
    struct sample last_press, last_tap;
    bool was_key; /* the last tap was on one */
    struct rect field, keys;
};

struct output {
    struct gesture *gestures;
    size_t count;
};

struct gesture_machine *gesture_create(const struct gesture_limits *limits)
{
    struct gesture_machine *machine = memory_zeroed(1, sizeof *machine);
    machine->limits = *limits;
    return machine;
}

void gesture_destroy(struct gesture_machine *machine)
{
    free(machine);
}

static bool is_near(const struct gesture_machine *machine, struct point a, struct point b)
{
    const long long dx = (long long)a.x - b.x, dy = (long long)a.y - b.y;
    const long long slop = machine->limits.slide_off_px;
    return dx * dx + dy * dy <= slop * slop;
}

static struct gesture *emit_at(const struct gesture_machine *machine, struct output *output,
                               enum gesture_kind kind, struct point start, struct point point)
{
    assert(output->count < GESTURE_MAX);
    struct gesture *gesture = &output->gestures[output->count++];
    *gesture = (struct gesture){.kind = kind,
                                .time_ms = machine->now_ms,
                                .start = start,
                                .point = point,
                                .dx_px = point.x - start.x,
                                .dy_px = point.y - start.y,
                                .horizontal = machine->horizontal};
    return gesture;
}

static struct gesture *emit(const struct gesture_machine *machine, struct output *output,
                            enum gesture_kind kind)
{
    return emit_at(machine, output, kind, machine->driver.start, machine->driver.point);
}

static struct point middle(struct point a, struct point b)
{
    return (struct point){(int)(((long long)a.x + b.x) / 2), (int)(((long long)a.y + b.y) / 2)};
}

/* From point to point in whole pixels, 1 at least: Newton's method from above. */
static int spread(struct point a, struct point b)
{
    const long long dx = (long long)a.x - b.x, dy = (long long)a.y - b.y;
    const long long square = dx * dx + dy * dy;
    long long root = llabs(dx) + llabs(dy);
    if (root <= 1)
        return 1;
    for (long long next = (root + square / root) / 2; next < root;
         next = (root + square / root) / 2)
        root = next;
    return (int)root;
}

static void emit_pinch(const struct gesture_machine *machine, struct output *output,
                       enum gesture_kind kind)
{
    const struct finger *a = &machine->driver, *b = &machine->second;
    struct gesture *gesture =
        emit_at(machine, output, kind, middle(a->start, b->start), middle(a->point, b->point));
    gesture->start_spread_px = spread(a->start, b->start);
    gesture->spread_px = spread(a->point, b->point);
}

static void take_sample(struct gesture_machine *machine)
{
    const size_t count = machine->sample_count;
    if (count > 0 &&
        machine->now_ms - machine->samples[(count - 1) % SAMPLE_COUNT].time_ms < SAMPLE_MS)
        return;
    machine->samples[count % SAMPLE_COUNT] =
        (struct sample){machine->now_ms, machine->driver.point};
    machine->sample_count++;
}

/* The oldest sample of the window; the present, where the finger rested all along. */
static struct sample window_start(const struct gesture_machine *machine)
{
    struct sample oldest = {machine->now_ms, machine->driver.point};
    const size_t count = machine->sample_count;
    for (size_t back = 1; back <= count && back <= SAMPLE_COUNT; back++) {
        const struct sample *sample = &machine->samples[(count - back) % SAMPLE_COUNT];
        if (machine->now_ms - sample->time_ms > VELOCITY_WINDOW_MS)
            break;
        oldest = *sample;
    }
    return oldest;
}

static void set_velocity(const struct gesture_machine *machine, struct gesture *gesture)
{
    const struct sample from = window_start(machine);
    long long ms = (long long)(machine->now_ms - from.time_ms);
    if (ms < SAMPLE_MS)
        ms = SAMPLE_MS;
    gesture->vx_px_per_s = (int)(1000LL * (machine->driver.point.x - from.point.x) / ms);
    gesture->vy_px_per_s = (int)(1000LL * (machine->driver.point.y - from.point.y) / ms);
}

/* Ends what the driver does without effect, a pinch as it stands. */
static void give_up(struct gesture_machine *machine, struct output *output)
{
    if (machine->state == PRESSED || machine->state == DRAGGING)
        emit(machine, output, GESTURE_CANCEL);
    if (machine->state == PINCHING)
        emit_pinch(machine, output, GESTURE_PINCH_END);
    machine->state = IDLE;
}

static bool is_of(const struct finger *finger, const struct input_event *event)
{
    return finger->device == event->device && finger->contact == event->contact;
}

static bool is_driver(const struct gesture_machine *machine, const struct input_event *event)
{
    return machine->state != IDLE && is_of(&machine->driver, event);
}

static bool is_second(const struct gesture_machine *machine, const struct input_event *event)
{
    return machine->state == PINCHING && is_of(&machine->second, event);
}

static bool is_palm(const struct gesture_machine *machine, const struct input_event *event)
{
    return event->size_px > machine->limits.palm_px;
}

/* The other finger of a hand that came down as a whole: the first may be up again already. */
static bool is_second_finger(const struct gesture_machine *machine, struct point point)
{
    return machine->was_pressed &&
           machine->now_ms - machine->last_press.time_ms < machine->limits.second_finger_ms &&
           !is_near(machine, machine->last_press.point, point);
}

static bool is_second_tap(const struct gesture_machine *machine, struct point point)
{
    const bool on_keys = machine->was_key && rect_contains(machine->keys, point);
    const uint64_t soon_ms = on_keys ? machine->limits.bounce_ms : machine->limits.second_tap_ms;
    return machine->was_tapped && machine->now_ms - machine->last_tap.time_ms < soon_ms &&
           is_near(machine, machine->last_tap.point, point);
}

static bool is_at_rest(const struct gesture_machine *machine)
{
    return machine->state != IDLE && machine->now_ms - machine->heard_ms >= machine->limits.rest_ms;
}

static struct finger finger_of(const struct input_event *event)
{
    return (struct finger){event->device, event->contact, event->point, event->point};
}

static void press(struct gesture_machine *machine, const struct input_event *event,
                  struct output *output)
{
    machine->driver = finger_of(event);
    machine->heard_ms = machine->now_ms;
    machine->horizontal = false;
    machine->sample_count = 0;
    take_sample(machine);
    machine->was_pressed = true;
    machine->last_press = (struct sample){machine->now_ms, event->point};
    machine->state = is_second_tap(machine, event->point) ? MUTED : PRESSED;
    if (machine->state == PRESSED)
        emit(machine, output, GESTURE_PRESS);
}

/* Both fingers of a pinch are in the field, whatever the first has done meanwhile. */
static bool is_pinch(const struct gesture_machine *machine, const struct input_event *event)
{
    return machine->state != IDLE && machine->state != PINCHING && !is_palm(machine, event) &&
           rect_contains(machine->field, machine->driver.start) &&
           rect_contains(machine->field, event->point);
}

static void begin_pinch(struct gesture_machine *machine, const struct input_event *event,
                        struct output *output)
{
    give_up(machine, output);
    machine->state = PINCHING;
    machine->driver.start = machine->driver.point;
    machine->second = finger_of(event);
    machine->heard_ms = machine->now_ms;
    emit_pinch(machine, output, GESTURE_PINCH_BEGIN);
}

static void take_down(struct gesture_machine *machine, const struct input_event *event,
                      struct output *output)
{
    if (is_driver(machine, event) || is_second(machine, event))
        give_up(machine, output); /* its end was not reported */
    if (is_at_rest(machine) && !is_palm(machine, event))
        give_up(machine, output); /* a hand that leans on the glass, a drop of water */
    if (is_pinch(machine, event))
        begin_pinch(machine, event, output);
    else if (machine->state == IDLE && !is_palm(machine, event) &&
             !is_second_finger(machine, event->point))
        press(machine, event, output);
}

static void begin_drag(struct gesture_machine *machine, struct output *output)
{
    const long long dx = llabs((long long)machine->driver.point.x - machine->driver.start.x);
    const long long dy = llabs((long long)machine->driver.point.y - machine->driver.start.y);
    give_up(machine, output);
    machine->horizontal = 1000 * dy <= LEVEL_SLOPE_MILLI * dx;
    machine->state = DRAGGING;
    emit(machine, output, GESTURE_DRAG_BEGIN);
}

/* Moves the driver and begins a drag where it leaves the slop. */
static void follow(struct gesture_machine *machine, const struct input_event *event,
                   struct output *output)
{
    machine->driver.point = event->point;
    machine->heard_ms = machine->now_ms;
    take_sample(machine);
    if (machine->state != DRAGGING &&
        !is_near(machine, machine->driver.start, machine->driver.point))
        begin_drag(machine, output);
}

static void pinch(struct gesture_machine *machine, const struct input_event *event,
                  struct output *output)
{
    struct finger *finger = is_driver(machine, event) ? &machine->driver : &machine->second;
    if (is_palm(machine, event)) {
        give_up(machine, output);
        return;
    }
    finger->point = event->point;
    machine->heard_ms = machine->now_ms;
    emit_pinch(machine, output, GESTURE_PINCH_MOVE);
}

/* One finger of a pinch leaves: the other drags on from where it is. */
static void end_pinch(struct gesture_machine *machine, const struct input_event *event,
                      struct output *output)
{
    const struct finger rest = is_driver(machine, event) ? machine->second : machine->driver;
    give_up(machine, output);
    machine->driver = rest;
    machine->driver.start = rest.point;
    machine->heard_ms = machine->now_ms;
    machine->horizontal = false;
    machine->sample_count = 0;
    take_sample(machine);
    machine->state = DRAGGING;
    emit(machine, output, GESTURE_DRAG_BEGIN);
}

static void take_move(struct gesture_machine *machine, const struct input_event *event,
                      struct output *output)
{
    if (machine->state == PINCHING && (is_driver(machine, event) || is_second(machine, event))) {
        pinch(machine, event, output);
        return;
    }
    if (!is_driver(machine, event))
        return;
    if (is_palm(machine, event)) {
        give_up(machine, output);
        return;
    }
    const bool was_dragging = machine->state == DRAGGING;
    follow(machine, event, output);
    if (was_dragging)
        emit(machine, output, GESTURE_DRAG_MOVE);
}

static void take_up(struct gesture_machine *machine, const struct input_event *event,
                    struct output *output)
{
    if (machine->state == PINCHING && (is_driver(machine, event) || is_second(machine, event))) {
        end_pinch(machine, event, output);
        return;
    }
    if (!is_driver(machine, event))
        return;
    follow(machine, event, output);
    if (machine->state == DRAGGING)
        set_velocity(machine, emit(machine, output, GESTURE_DRAG_END));
    if (machine->state == PRESSED) {
        emit(machine, output, GESTURE_TAP);
        machine->was_tapped = true;
        machine->last_tap = (struct sample){machine->now_ms, machine->driver.point};
        machine->was_key = rect_contains(machine->keys, machine->driver.point);
    }
    if (machine->state == MUTED && rect_contains(machine->field, machine->driver.start)) {
        emit(machine, output, GESTURE_DOUBLE_TAP);
        machine->was_tapped = false; /* a third one begins anew */
    }
    machine->state = IDLE;
}

void gesture_set_field(struct gesture_machine *machine, struct rect field)
{
    machine->field = field;
}

void gesture_set_keys(struct gesture_machine *machine, struct rect keys)
{
    machine->keys = keys;
}

uint64_t gesture_deadline_ms(const struct gesture_machine *machine)
{
    if (machine->state == IDLE || machine->limits.stuck_ms > UINT64_MAX - machine->heard_ms)
        return UINT64_MAX;
    return machine->heard_ms + machine->limits.stuck_ms;
}

size_t gesture_tick(struct gesture_machine *machine, uint64_t now_ms,
                    struct gesture gestures[GESTURE_MAX])
{
    struct output output = {gestures, 0};
    if (now_ms > machine->now_ms)
        machine->now_ms = now_ms;
    if (machine->state != IDLE && machine->now_ms >= gesture_deadline_ms(machine))
        give_up(machine, &output);
    return output.count;
}

static bool is_lost(const struct gesture_machine *machine, int64_t device)
{
    return (machine->state != IDLE && machine->driver.device == device) ||
           (machine->state == PINCHING && machine->second.device == device);
}

size_t gesture_feed(struct gesture_machine *machine, const struct input_event *event,
                    struct gesture gestures[GESTURE_MAX])
{
    struct output output = {gestures, gesture_tick(machine, event->time_ms, gestures)};
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
        take_down(machine, event, &output);
        break;
    case INPUT_TOUCH_MOVE:
        take_move(machine, event, &output);
        break;
    case INPUT_TOUCH_UP:
        take_up(machine, event, &output);
        break;
    case INPUT_TOUCH_LOST:
        if (is_lost(machine, event->device))
            give_up(machine, &output);
        break;
    default:
        assert(!"a touch event");
    }
    return output.count;
}

bool gesture_is_driven(const struct gesture_machine *machine)
{
    return machine->state != IDLE;
}

const char *gesture_state_name(const struct gesture_machine *machine)
{
    static const char *const names[STATE_COUNT] = {
        [IDLE] = "idle",         [PRESSED] = "pressed",   [MUTED] = "muted",
        [DRAGGING] = "dragging", [PINCHING] = "pinching",
    };
    return names[machine->state];
}

const char *gesture_kind_name(enum gesture_kind kind)
{
    static const char *const names[GESTURE_KIND_COUNT] = {
        [GESTURE_PRESS] = "press",
        [GESTURE_CANCEL] = "cancel",
        [GESTURE_TAP] = "tap",
        [GESTURE_DRAG_BEGIN] = "drag-begin",
        [GESTURE_DRAG_MOVE] = "drag-move",
        [GESTURE_DRAG_END] = "drag-end",
        [GESTURE_DOUBLE_TAP] = "double-tap",
        [GESTURE_PINCH_BEGIN] = "pinch-begin",
        [GESTURE_PINCH_MOVE] = "pinch-move",
        [GESTURE_PINCH_END] = "pinch-end",
    };
    assert(kind < GESTURE_KIND_COUNT);
    return names[kind];
}
