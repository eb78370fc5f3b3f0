#include "input/gesture.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

/* Within 30 degrees of level, in thousandths: tan 30°. */
enum { LEVEL_SLOPE_MILLI = 577 };

/* Samples of the path, at least SAMPLE_MS apart, reach back over the window a velocity is of. */
enum { VELOCITY_WINDOW_MS = 100, SAMPLE_MS = 5, SAMPLE_COUNT = VELOCITY_WINDOW_MS / SAMPLE_MS + 1 };

enum state { IDLE, PRESSED, MUTED, DRAGGING, STATE_COUNT };

struct sample {
    uint64_t time_ms;
    struct point point;
};

/* One finger drives; other contacts are not even remembered. `device` and the fields up to
 * `samples` are the driver's and stand unless IDLE. */
struct gesture_machine {
    struct gesture_limits limits;
    enum state state;
    int64_t device, contact;
    struct point start, point;
    uint64_t heard_ms; /* the driver's last event */
    bool horizontal;
    struct sample samples[SAMPLE_COUNT]; /* a ring; sample k at k % SAMPLE_COUNT */
    size_t sample_count;                 /* ever taken */

    uint64_t now_ms;
    bool was_pressed, was_tapped;
    struct sample last_press, last_tap;
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

static struct gesture *emit(const struct gesture_machine *machine, struct output *output,
                            enum gesture_kind kind)
{
    assert(output->count < GESTURE_MAX);
    struct gesture *gesture = &output->gestures[output->count++];
    *gesture = (struct gesture){.kind = kind,
                                .time_ms = machine->now_ms,
                                .start = machine->start,
                                .point = machine->point,
                                .dx_px = machine->point.x - machine->start.x,
                                .dy_px = machine->point.y - machine->start.y,
                                .horizontal = machine->horizontal};
    return gesture;
}

static void take_sample(struct gesture_machine *machine)
{
    const size_t count = machine->sample_count;
    if (count > 0 &&
        machine->now_ms - machine->samples[(count - 1) % SAMPLE_COUNT].time_ms < SAMPLE_MS)
        return;
    machine->samples[count % SAMPLE_COUNT] = (struct sample){machine->now_ms, machine->point};
    machine->sample_count++;
}

/* The oldest sample of the window; the present, where the finger rested all along. */
static struct sample window_start(const struct gesture_machine *machine)
{
    struct sample oldest = {machine->now_ms, machine->point};
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
    gesture->vx_px_per_s = (int)(1000LL * (machine->point.x - from.point.x) / ms);
    gesture->vy_px_per_s = (int)(1000LL * (machine->point.y - from.point.y) / ms);
}

/* Ends the driver's contact without effect. */
static void give_up(struct gesture_machine *machine, struct output *output)
{
    if (machine->state == PRESSED || machine->state == DRAGGING)
        emit(machine, output, GESTURE_CANCEL);
    machine->state = IDLE;
}

static bool is_driver(const struct gesture_machine *machine, const struct input_event *event)
{
    return machine->state != IDLE && machine->device == event->device &&
           machine->contact == event->contact;
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
    return machine->was_tapped &&
           machine->now_ms - machine->last_tap.time_ms < machine->limits.second_tap_ms &&
           is_near(machine, machine->last_tap.point, point);
}

static void press(struct gesture_machine *machine, const struct input_event *event,
                  struct output *output)
{
    machine->device = event->device;
    machine->contact = event->contact;
    machine->start = machine->point = event->point;
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

static void take_down(struct gesture_machine *machine, const struct input_event *event,
                      struct output *output)
{
    if (is_driver(machine, event))
        give_up(machine, output); /* its end was not reported */
    if (machine->state == IDLE && !is_palm(machine, event) &&
        !is_second_finger(machine, event->point))
        press(machine, event, output);
}

static void begin_drag(struct gesture_machine *machine, struct output *output)
{
    const long long dx = llabs((long long)machine->point.x - machine->start.x);
    const long long dy = llabs((long long)machine->point.y - machine->start.y);
    give_up(machine, output);
    machine->horizontal = 1000 * dy <= LEVEL_SLOPE_MILLI * dx;
    machine->state = DRAGGING;
    emit(machine, output, GESTURE_DRAG_BEGIN);
}

/* Moves the driver and begins a drag where it leaves the slop. */
static void follow(struct gesture_machine *machine, const struct input_event *event,
                   struct output *output)
{
    machine->point = event->point;
    machine->heard_ms = machine->now_ms;
    take_sample(machine);
    if (machine->state != DRAGGING && !is_near(machine, machine->start, machine->point))
        begin_drag(machine, output);
}

static void take_move(struct gesture_machine *machine, const struct input_event *event,
                      struct output *output)
{
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
    if (!is_driver(machine, event))
        return;
    follow(machine, event, output);
    if (machine->state == DRAGGING)
        set_velocity(machine, emit(machine, output, GESTURE_DRAG_END));
    if (machine->state == PRESSED) {
        emit(machine, output, GESTURE_TAP);
        machine->was_tapped = true;
        machine->last_tap = (struct sample){machine->now_ms, machine->point};
    }
    machine->state = IDLE;
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
        if (machine->state != IDLE && machine->device == event->device)
            give_up(machine, &output);
        break;
    default:
        assert(!"a touch event");
    }
    return output.count;
}

const char *gesture_state_name(const struct gesture_machine *machine)
{
    static const char *const names[STATE_COUNT] = {
        [IDLE] = "idle", [PRESSED] = "pressed", [MUTED] = "muted", [DRAGGING] = "dragging"};
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
    };
    assert(kind < GESTURE_KIND_COUNT);
    return names[kind];
}
