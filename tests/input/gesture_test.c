#include "input/gesture.h"

#include "base/buffer.h"
#include "support/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct gesture_limits limits = {.slide_off_px = 30,
                                             .palm_px = 150,
                                             .second_finger_ms = 120,
                                             .second_tap_ms = 300,
                                             .bounce_ms = 60,
                                             .rest_ms = 3000,
                                             .stuck_ms = 90000};

enum { DEVICE = 4, FINGER = 7, OTHER_FINGER = 8, SECOND_FINGER = 9 };
enum { START_X = 500, START_Y = 300, BEYOND_PX = 31 };

static const struct rect field = {300, 200, 800, 400};

static struct input_event touch(enum input_event_kind kind, uint64_t time_ms, int contact, int x,
                                int y)
{
    return (struct input_event){.kind = kind,
                                .time_ms = time_ms,
                                .device = DEVICE,
                                .contact = contact,
                                .point = {x, y},
                                .size_px = 40};
}

static void list_gestures(struct buffer *list, const struct gesture *gestures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_format(list, "%s%s", list->length > 0 ? " " : "",
                      gesture_kind_name(gestures[i].kind));
}

static void feed(struct gesture_machine *machine, struct buffer *list, struct input_event event)
{
    struct gesture gestures[GESTURE_MAX];
    list_gestures(list, gestures, gesture_feed(machine, &event, gestures));
}

static void feed_tap(struct gesture_machine *machine, uint64_t time_ms)
{
    struct buffer none = {0};
    feed(machine, &none, touch(INPUT_TOUCH_DOWN, time_ms, FINGER, START_X, START_Y));
    feed(machine, &none, touch(INPUT_TOUCH_UP, time_ms + 20, FINGER, START_X, START_Y));
    buffer_fini(&none);
}

/* Brings a new machine into a state, at the latest at 5000 ms. */
static struct gesture_machine *machine_in(const char *state)
{
    struct gesture_machine *machine = gesture_create(&limits);
    struct buffer none = {0};
    if (strcmp(state, "muted") == 0)
        feed_tap(machine, 4000);
    if (strcmp(state, "idle") != 0)
        feed(machine, &none, touch(INPUT_TOUCH_DOWN, 4200, FINGER, START_X, START_Y));
    if (strcmp(state, "dragging") == 0)
        feed(machine, &none, touch(INPUT_TOUCH_MOVE, 4300, FINGER, START_X + 90, START_Y));
    if (strcmp(state, "pinching") == 0) {
        gesture_set_field(machine, field);
        feed(machine, &none, touch(INPUT_TOUCH_DOWN, 4240, SECOND_FINGER, START_X + 90, START_Y));
        gesture_set_field(machine, (struct rect){0});
    }
    EXPECT_TEXT(gesture_state_name(machine), state);
    buffer_fini(&none);
    return machine;
}

/* What an event of the table's first column is, at 5000 ms or, where it comes soon, at 4250. */
static struct input_event event_called(const char *name)
{
    static const struct {
        const char *name;
        enum input_event_kind kind;
        int contact, dx, size_px, device;
        uint64_t time_ms;
    } events[] = {
        {"down", INPUT_TOUCH_DOWN, OTHER_FINGER, 200, 40, DEVICE, 5000},
        {"down again", INPUT_TOUCH_DOWN, FINGER, 0, 40, DEVICE, 5000},
        {"palm down", INPUT_TOUCH_DOWN, OTHER_FINGER, 200, 151, DEVICE, 5000},
        {"down after a rest", INPUT_TOUCH_DOWN, OTHER_FINGER, 200, 40, DEVICE, 7300},
        {"down soon elsewhere", INPUT_TOUCH_DOWN, OTHER_FINGER, 200, 40, DEVICE, 4250},
        {"down soon after a tap", INPUT_TOUCH_DOWN, OTHER_FINGER, 0, 40, DEVICE, 4250},
        {"down in the field", INPUT_TOUCH_DOWN, OTHER_FINGER, 200, 40, DEVICE, 4250},
        {"up in the field", INPUT_TOUCH_UP, FINGER, 30, 40, DEVICE, 5000},
        {"second moves", INPUT_TOUCH_MOVE, SECOND_FINGER, 300, 40, DEVICE, 5000},
        {"second up", INPUT_TOUCH_UP, SECOND_FINGER, 300, 40, DEVICE, 5000},
        {"move within", INPUT_TOUCH_MOVE, FINGER, 30, 40, DEVICE, 5000},
        {"move beyond", INPUT_TOUCH_MOVE, FINGER, BEYOND_PX, 40, DEVICE, 5000},
        {"grows to a palm", INPUT_TOUCH_MOVE, FINGER, 0, 151, DEVICE, 5000},
        {"up within", INPUT_TOUCH_UP, FINGER, 30, 40, DEVICE, 5000},
        {"up beyond", INPUT_TOUCH_UP, FINGER, BEYOND_PX, 40, DEVICE, 5000},
        {"other moves", INPUT_TOUCH_MOVE, OTHER_FINGER, 300, 40, DEVICE, 5000},
        {"other up", INPUT_TOUCH_UP, OTHER_FINGER, 300, 40, DEVICE, 5000},
        {"lost", INPUT_TOUCH_LOST, 0, 0, 0, DEVICE, 5000},
        {"other lost", INPUT_TOUCH_LOST, 0, 0, 0, DEVICE + 1, 5000},
    };
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        if (strcmp(events[i].name, name) == 0) {
            struct input_event event = touch(events[i].kind, events[i].time_ms, events[i].contact,
                                             START_X + events[i].dx, START_Y);
            event.size_px = events[i].size_px;
            event.device = events[i].device;
            return event;
        }
    harness_expect(false, __FILE__, __LINE__, name);
    return touch(INPUT_TOUCH_MOVE, 5000, FINGER, START_X, START_Y);
}

/* Does what a cell of the table is about and answers what came, in the table's words. */
static const char *outcome(const char *event, const char *state)
{
    static char text[200];
    struct gesture_machine *machine = machine_in(state);
    struct buffer list = {0};
    struct gesture gestures[GESTURE_MAX];
    if (strcmp(state, "idle") == 0 && strncmp(event, "down soon", 9) == 0)
        feed_tap(machine, 4200);
    if (strstr(event, "in the field") != NULL)
        gesture_set_field(machine, field);
    if (strcmp(event, "silence") == 0)
        list_gestures(&list, gestures, gesture_tick(machine, 4300 + limits.stuck_ms, gestures));
    else
        feed(machine, &list, event_called(event));
    if (list.length > 0 || strcmp(gesture_state_name(machine), state) != 0)
        buffer_format(&list, "%s→ %s", list.length > 0 ? " " : "", gesture_state_name(machine));
    else
        buffer_text(&list, "·");
    snprintf(text, sizeof text, "%s", buffer_string(&list));
    buffer_fini(&list);
    gesture_destroy(machine);
    return text;
}

/* Splits "| a | b | c |" in place; answers how many cells. */
static size_t split_row(char *line, const char *cells[6])
{
    size_t count = 0;
    for (char *bar = strchr(line, '|'); bar != NULL && bar[1] == ' ' && count < 6;) {
        char *end = strchr(bar + 1, '|');
        if (end == NULL)
            break;
        end[-1] = '\0';
        cells[count++] = bar + 2;
        bar = end;
    }
    return count;
}

/* Tries one row, closed by NUL, in every state. */
static void try_row(char *row)
{
    static const char *const states[] = {"idle", "pressed", "muted", "dragging", "pinching"};
    const char *cells[6] = {"", "", "", "", "", ""};
    EXPECT_INT(split_row(row, cells), 6);
    for (size_t i = 0; i < 5; i++)
        if (!EXPECT_TEXT(outcome(cells[0], states[i]), cells[i + 1]))
            harness_expect(false, cells[0], 0, states[i]);
}

static void every_cell_of_the_table_holds(void)
{
    static const char head[] =
        "| Event | idle | pressed | muted | dragging | pinching |\n|---|---|---|---|---|---|\n";
    size_t rows = 0;
    char *text = harness_read_file(harness_source_path("src/input/gesture.md"), NULL);
    char *row = text == NULL ? NULL : strstr(text, head);
    EXPECT(row != NULL);
    for (row = row == NULL ? NULL : row + strlen(head); row != NULL && *row == '|'; rows++) {
        char *end = strchr(row, '\n');
        if (end != NULL)
            *end++ = '\0';
        try_row(row);
        row = end;
    }
    EXPECT_INT(rows, 20);
    free(text);
}

struct happening {
    const char *name;
    struct {
        char kind; /* d m u: down, move, up; l: lost; 0: no more */
        uint64_t time_ms;
        int contact, x, y, size_px;
    } events[8];
    const char *gestures;
};

static struct input_event happened(char kind, uint64_t time_ms, int contact, int x, int y,
                                   int size_px)
{
    const enum input_event_kind kinds[] = {['d'] = INPUT_TOUCH_DOWN,
                                           ['m'] = INPUT_TOUCH_MOVE,
                                           ['u'] = INPUT_TOUCH_UP,
                                           ['l'] = INPUT_TOUCH_LOST};
    struct input_event event = touch(kinds[(unsigned char)kind], time_ms, contact, x, y);
    event.size_px = size_px;
    return event;
}

static void happenings_become_gestures(void)
{
    static const struct happening cases[] = {
        {"a tap held for a minute", {{'d', 0, 1, 9, 9, 0}, {'u', 60000, 1, 9, 9, 0}}, "press tap"},
        {"a trembling tap",
         {{'d', 0, 1, 9, 9, 0},
          {'m', 9, 1, 39, 9, 0},
          {'m', 20, 1, 9, 9, 0},
          {'u', 30, 1, 9, 39, 0}},
         "press tap"},
        {"slid off and back",
         {{'d', 0, 1, 9, 9, 0},
          {'m', 9, 1, 40, 9, 0},
          {'m', 20, 1, 9, 9, 0},
          {'u', 30, 1, 9, 9, 0}},
         "press cancel drag-begin drag-move drag-end"},
        {"two fingers at once",
         {{'d', 0, 1, 9, 9, 0},
          {'d', 60, 2, 300, 9, 0},
          {'u', 90, 1, 9, 9, 0},
          {'u', 95, 2, 300, 9, 0}},
         "press tap"},
        {"two fingers one after the other",
         {{'d', 0, 1, 9, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 100, 2, 300, 9, 0},
          {'u', 160, 2, 300, 9, 0}},
         "press tap"},
        {"two taps at two spots",
         {{'d', 0, 1, 9, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 120, 1, 300, 9, 0},
          {'u', 160, 1, 300, 9, 0}},
         "press tap press tap"},
        {"a double tap",
         {{'d', 0, 1, 9, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 349, 1, 9, 9, 0},
          {'u', 450, 1, 9, 9, 0}},
         "press tap"},
        {"two slow taps",
         {{'d', 0, 1, 9, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 350, 1, 9, 9, 0},
          {'u', 450, 1, 9, 9, 0}},
         "press tap press tap"},
        {"a double tap that drags",
         {{'d', 0, 1, 9, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 200, 1, 9, 9, 0},
          {'u', 250, 1, 99, 9, 0}},
         "press tap drag-begin drag-end"},
        {"a palm beside a finger",
         {{'d', 0, 1, 9, 9, 160},
          {'d', 50, 2, 300, 9, 40},
          {'u', 90, 2, 300, 9, 40},
          {'u', 95, 1, 9, 9, 160}},
         "press tap"},
        {"a resting finger blocks nothing",
         {{'d', 0, 1, 9, 9, 0},
          {'d', 10, 2, 300, 9, 0},
          {'u', 50, 1, 9, 9, 0},
          {'d', 500, 3, 90, 9, 0},
          {'m', 510, 2, 400, 9, 0},
          {'u', 520, 3, 90, 9, 0}},
         "press tap press tap"},
        {"a hand that leans on the glass gives way",
         {{'d', 0, 1, 9, 9, 0},
          {'d', 2999, 2, 300, 9, 0},
          {'u', 3040, 2, 300, 9, 0},
          {'d', 3060, 2, 300, 9, 0},
          {'u', 3100, 2, 300, 9, 0},
          {'u', 9000, 1, 9, 9, 0}},
         "press cancel press tap"},
        {"a palm takes nothing over",
         {{'d', 0, 1, 9, 9, 0}, {'d', 5000, 2, 300, 9, 160}, {'u', 5040, 1, 9, 9, 0}},
         "press tap"},
        {"a ghost that only ends", {{'u', 0, 1, 9, 9, 0}, {'m', 10, 2, 9, 9, 0}}, ""},
        {"the device is pulled while dragging",
         {{'d', 0, 1, 9, 9, 0},
          {'m', 10, 1, 99, 9, 0},
          {'l', 20, 0, 0, 0, 0},
          {'u', 30, 1, 99, 9, 0}},
         "press cancel drag-begin cancel"},
        {"an end that was not reported",
         {{'d', 0, 1, 9, 9, 0}, {'d', 90000, 1, 9, 9, 0}, {'u', 90050, 1, 9, 9, 0}},
         "press cancel press tap"},
        {"a contact that stuck", {{'d', 0, 1, 9, 9, 0}, {'u', 90000, 1, 9, 9, 0}}, "press cancel"},
        {"a clock that went back",
         {{'d', 5000, 1, 9, 9, 0},
          {'m', 10, 1, 9, 12, 0},
          {'u', 20, 1, 9, 12, 0},
          {'d', 30, 1, 9, 9, 0}},
         "press tap"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct gesture_machine *machine = gesture_create(&limits);
        struct buffer list = {0};
        for (size_t k = 0; k < 8 && cases[i].events[k].kind != 0; k++)
            feed(machine, &list,
                 happened(cases[i].events[k].kind, cases[i].events[k].time_ms,
                          cases[i].events[k].contact, cases[i].events[k].x, cases[i].events[k].y,
                          cases[i].events[k].size_px));
        if (!EXPECT_TEXT(buffer_string(&list), cases[i].gestures))
            harness_expect(false, cases[i].name, 0, "as above");
        buffer_fini(&list);
        gesture_destroy(machine);
    }
}

static struct gesture last_of(const struct input_event *events, size_t count)
{
    struct gesture_machine *machine = gesture_create(&limits);
    struct gesture gestures[GESTURE_MAX], last = {0};
    for (size_t i = 0; i < count; i++) {
        const size_t written = gesture_feed(machine, &events[i], gestures);
        if (written > 0)
            last = gestures[written - 1];
    }
    gesture_destroy(machine);
    return last;
}

static size_t tap(struct gesture_machine *machine, uint64_t time_ms, int x, int y)
{
    struct gesture gestures[GESTURE_MAX];
    const struct input_event down = touch(INPUT_TOUCH_DOWN, time_ms, 1, x, y),
                             up = touch(INPUT_TOUCH_UP, time_ms + 40, 1, x, y);
    gesture_feed(machine, &down, gestures);
    return gesture_feed(machine, &up, gestures);
}

static void a_letter_is_typed_twice(void)
{
    struct gesture_machine *machine = gesture_create(&limits);
    gesture_set_keys(machine, (struct rect){0, 600, 1000, 200});
    EXPECT_INT(tap(machine, 1000, 300, 700), 1);
    EXPECT_INT(tap(machine, 1130, 300, 700), 1); /* 90 ms after the first was lifted */
    EXPECT_INT(tap(machine, 1220, 300, 700), 0); /* 50 ms: the glass bounced */
    EXPECT_INT(tap(machine, 3000, 300, 100), 1);
    EXPECT_INT(tap(machine, 3130, 300, 100), 0); /* no key */
    gesture_destroy(machine);
}

/* What a first tap closes may have lain on keys: the second is none of theirs. */
static void a_tap_before_the_keys_came_is_no_key(void)
{
    struct gesture_machine *machine = gesture_create(&limits);
    EXPECT_INT(tap(machine, 1000, 300, 700), 1);
    gesture_set_keys(machine, (struct rect){0, 600, 1000, 200});
    EXPECT_INT(tap(machine, 1130, 300, 700), 0);
    gesture_destroy(machine);
}

/* Two fingers 100 px apart become 300 px apart and move 50 px to the right; then one leaves, and
 * the other drags on. */
static void a_pinch_tells_middle_and_spread(void)
{
    struct gesture_machine *machine = gesture_create(&limits);
    struct gesture gestures[GESTURE_MAX];
    const struct input_event events[] = {
        touch(INPUT_TOUCH_DOWN, 0, 1, 500, 300),  touch(INPUT_TOUCH_DOWN, 20, 2, 560, 380),
        touch(INPUT_TOUCH_MOVE, 40, 1, 490, 220), touch(INPUT_TOUCH_MOVE, 40, 2, 670, 460),
        touch(INPUT_TOUCH_UP, 60, 1, 490, 220),   touch(INPUT_TOUCH_MOVE, 80, 2, 680, 470),
    };
    gesture_set_field(machine, field);
    size_t count = 0;
    for (size_t i = 0; i < 2; i++)
        count = gesture_feed(machine, &events[i], gestures);
    EXPECT_INT(gestures[count - 1].kind, GESTURE_PINCH_BEGIN);
    EXPECT_INT(gestures[count - 1].point.x, 530);
    EXPECT_INT(gestures[count - 1].point.y, 340);
    EXPECT_INT(gestures[count - 1].spread_px, 100);
    for (size_t i = 2; i < 4; i++)
        gesture_feed(machine, &events[i], gestures);
    EXPECT_INT(gestures[0].kind, GESTURE_PINCH_MOVE);
    EXPECT_INT(gestures[0].start.x, 530);
    EXPECT_INT(gestures[0].point.x, 580);
    EXPECT_INT(gestures[0].start_spread_px, 100);
    EXPECT_INT(gestures[0].spread_px, 300);
    count = gesture_feed(machine, &events[4], gestures);
    EXPECT_INT(count, 2);
    EXPECT_INT(gestures[1].kind, GESTURE_DRAG_BEGIN);
    EXPECT_INT(gestures[1].start.x, 670);
    gesture_feed(machine, &events[5], gestures);
    EXPECT_INT(gestures[0].kind, GESTURE_DRAG_MOVE);
    EXPECT_INT(gestures[0].dx_px, 10);
    gesture_destroy(machine);
}

static void three_taps_are_one_double_tap(void)
{
    struct gesture_machine *machine = gesture_create(&limits);
    struct buffer list = {0};
    gesture_set_field(machine, field);
    for (int i = 0; i < 3; i++) {
        feed(machine, &list, touch(INPUT_TOUCH_DOWN, (uint64_t)i * 150, 1, 500, 300));
        feed(machine, &list, touch(INPUT_TOUCH_UP, (uint64_t)i * 150 + 60, 1, 500, 300));
    }
    EXPECT_TEXT(buffer_string(&list), "press tap double-tap press tap");
    buffer_fini(&list);
    gesture_destroy(machine);
}

static void the_axis_is_fixed_at_the_beginning(void)
{
    static const struct {
        int dx, dy;
        bool horizontal;
    } cases[] = {
        {100, 57, true}, {100, 58, false}, {-100, -57, true}, {0, 90, false}, {-40, 0, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct input_event events[] = {
            touch(INPUT_TOUCH_DOWN, 0, 1, 500, 500),
            touch(INPUT_TOUCH_MOVE, 50, 1, 500 + cases[i].dx, 500 + cases[i].dy),
            touch(INPUT_TOUCH_MOVE, 90, 1, 520, 700),
        };
        const struct gesture begin = last_of(events, 2), move = last_of(events, 3);
        EXPECT_INT(begin.kind, GESTURE_DRAG_BEGIN);
        EXPECT_INT(begin.dx_px, cases[i].dx);
        EXPECT_INT(begin.horizontal, cases[i].horizontal);
        EXPECT_INT(move.kind, GESTURE_DRAG_MOVE);
        EXPECT_INT(move.horizontal, cases[i].horizontal);
        EXPECT_INT(move.dy_px, 200);
        EXPECT_INT(move.start.x, 500);
    }
}

static void the_velocity_is_that_of_the_last_tenth_of_a_second(void)
{
    struct input_event events[202];
    events[0] = touch(INPUT_TOUCH_DOWN, 0, 1, 0, 500);
    for (int i = 1; i <= 200; i++) /* 1 px/ms, then 2 px/ms to the left and 3 down */
        events[i] = i <= 100 ? touch(INPUT_TOUCH_MOVE, (uint64_t)i, 1, i, 500)
                             : touch(INPUT_TOUCH_MOVE, (uint64_t)i, 1, 300 - 2 * i, 200 + 3 * i);
    events[201] = touch(INPUT_TOUCH_UP, 200, 1, -100, 800);
    const struct gesture end = last_of(events, 202);
    EXPECT_INT(end.kind, GESTURE_DRAG_END);
    EXPECT_INT(end.vx_px_per_s, -2000);
    EXPECT_INT(end.vy_px_per_s, 3000);
    events[201].time_ms = 301;
    EXPECT_INT(last_of(events, 202).vy_px_per_s, 0);
}

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % limit;
}

static struct input_event random_event(uint32_t *random, uint64_t *time_ms)
{
    static const enum input_event_kind kinds[] = {INPUT_TOUCH_DOWN, INPUT_TOUCH_MOVE,
                                                  INPUT_TOUCH_MOVE, INPUT_TOUCH_UP};
    *time_ms +=
        random_below(random, 10) == 0 ? random_below(random, 200000) : random_below(random, 60);
    struct input_event event =
        touch(kinds[random_below(random, 4)], *time_ms, (int)random_below(random, 3),
              (int)random_below(random, 120), (int)random_below(random, 120));
    event.device = random_below(random, 2);
    event.size_px = (int)random_below(random, 170);
    if (random_below(random, 40) == 0)
        event.kind = INPUT_TOUCH_LOST;
    return event;
}

/* Follows the promises of the header: 0 between contacts, 1 pressed, 2 dragging. */
static int follow(int phase, const struct gesture *gesture)
{
    switch (gesture->kind) {
    case GESTURE_PRESS:
        EXPECT_INT(phase, 0);
        return 1;
    case GESTURE_TAP:
        EXPECT_INT(phase, 1);
        return 0;
    case GESTURE_CANCEL:
        EXPECT(phase != 0);
        return 0;
    case GESTURE_DRAG_BEGIN:
        EXPECT_INT(phase, 0);
        return 2;
    case GESTURE_DRAG_MOVE:
        EXPECT_INT(phase, 2);
        return 2;
    default:
        EXPECT_INT(gesture->kind, GESTURE_DRAG_END);
        EXPECT_INT(phase, 2);
        return 0;
    }
}

static void any_events_keep_the_promises(void)
{
    uint32_t random = 20;
    int taps = 0, drags = 0;
    for (int run = 0; run < 300; run++) {
        struct gesture_machine *machine = gesture_create(&limits);
        struct gesture gestures[GESTURE_MAX];
        uint64_t time_ms = 0;
        int phase = 0;
        bool tapped = false; /* since the last press */
        for (int i = 0; i < 200; i++) {
            const struct input_event event = random_event(&random, &time_ms);
            const size_t count = gesture_feed(machine, &event, gestures);
            for (size_t k = 0; k < count; k++) {
                phase = follow(phase, &gestures[k]);
                tapped = gestures[k].kind == GESTURE_TAP;
                taps += tapped;
                drags += gestures[k].kind == GESTURE_DRAG_END;
            }
            EXPECT(!tapped || phase == 0);
        }
        for (int device = 0; device < 2; device++) {
            struct input_event lost = touch(INPUT_TOUCH_LOST, time_ms, 0, 0, 0);
            lost.device = device;
            if (gesture_feed(machine, &lost, gestures) > 0)
                phase = follow(phase, &gestures[0]);
        }
        EXPECT_INT(phase, 0);
        EXPECT_TEXT(gesture_state_name(machine), "idle");
        EXPECT(gesture_deadline_ms(machine) == UINT64_MAX);
        gesture_destroy(machine);
    }
    EXPECT(taps > 100);
    EXPECT(drags > 100);
}

static void the_deadline_is_that_of_silence(void)
{
    struct gesture_machine *machine = machine_in("pressed");
    struct gesture gestures[GESTURE_MAX];
    EXPECT_INT(gesture_deadline_ms(machine), 4200 + limits.stuck_ms);
    EXPECT_INT(gesture_tick(machine, 4199 + limits.stuck_ms, gestures), 0);
    EXPECT_INT(gesture_tick(machine, 4200 + limits.stuck_ms, gestures), 1);
    EXPECT(gesture_deadline_ms(machine) == UINT64_MAX);
    gesture_destroy(machine);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"every_cell_of_the_table_holds", every_cell_of_the_table_holds},
        {"happenings_become_gestures", happenings_become_gestures},
        {"a_pinch_tells_middle_and_spread", a_pinch_tells_middle_and_spread},
        {"three_taps_are_one_double_tap", three_taps_are_one_double_tap},
        {"the_axis_is_fixed_at_the_beginning", the_axis_is_fixed_at_the_beginning},
        {"a letter is typed twice", a_letter_is_typed_twice},
        {"a tap before the keys came is no key", a_tap_before_the_keys_came_is_no_key},
        {"the_velocity_is_that_of_the_last_tenth_of_a_second",
         the_velocity_is_that_of_the_last_tenth_of_a_second},
        {"any_events_keep_the_promises", any_events_keep_the_promises},
        {"the_deadline_is_that_of_silence", the_deadline_is_that_of_silence},
        {0},
    };
    return harness_run(cases);
}
