#include "input/corner.h"

#include "support/harness.h"

static void feed(struct corner *corner, enum input_event_kind kind, uint64_t time_ms, int x, int y)
{
    const struct input_event event = {.kind = kind, .time_ms = time_ms, .point = {x, y}};
    corner_feed(corner, &event);
}

static void tap(struct corner *corner, uint64_t time_ms)
{
    feed(corner, INPUT_TOUCH_DOWN, time_ms, 10, 10);
    feed(corner, INPUT_TOUCH_UP, time_ms + 50, 10, 10);
}

static void taps(struct corner *corner, int count, uint64_t every_ms)
{
    for (int i = 0; i < count; i++)
        tap(corner, (uint64_t)i * every_ms);
}

static void five_taps_the_last_one_held(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 4, 150);
    EXPECT_INT(corner_deadline_ms(&corner), UINT64_MAX);
    feed(&corner, INPUT_TOUCH_DOWN, 700, 99, 99);
    EXPECT_INT(corner_deadline_ms(&corner), 2700);
    EXPECT(!corner_tick(&corner, 2699));
    EXPECT(corner_tick(&corner, 2700));
    EXPECT(!corner_tick(&corner, 2701));
    feed(&corner, INPUT_TOUCH_UP, 2800, 99, 99);
    tap(&corner, 3000);
    EXPECT_INT(corner_deadline_ms(&corner), UINT64_MAX);
}

static void the_last_one_has_to_be_held(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 5, 150);
    EXPECT(!corner_tick(&corner, 10000));
    feed(&corner, INPUT_TOUCH_DOWN, 1000, 10, 10);
    EXPECT(!corner_tick(&corner, 10000));
}

static void it_takes_four_seconds_at_most(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 4, 1300);
    feed(&corner, INPUT_TOUCH_DOWN, 4001, 10, 10);
    EXPECT(!corner_tick(&corner, 10000));
    corner = (struct corner){.side_px = 100};
    taps(&corner, 4, 1300);
    feed(&corner, INPUT_TOUCH_DOWN, 4000, 10, 10);
    EXPECT(corner_tick(&corner, 6000));
}

/* A late tap is the first of the next attempt. */
static void a_slow_beginning_does_not_count(void)
{
    struct corner corner = {.side_px = 100};
    tap(&corner, 0);
    for (int i = 0; i < 4; i++)
        tap(&corner, 4500 + (uint64_t)i * 200);
    feed(&corner, INPUT_TOUCH_DOWN, 5500, 10, 10);
    EXPECT(corner_tick(&corner, 7500));
}

static void a_touch_elsewhere_begins_anew(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 4, 150);
    feed(&corner, INPUT_TOUCH_DOWN, 650, 100, 10);
    feed(&corner, INPUT_TOUCH_UP, 660, 100, 10);
    feed(&corner, INPUT_TOUCH_DOWN, 700, 10, 10);
    EXPECT(!corner_tick(&corner, 10000));
}

static void sliding_out_or_a_second_finger_ends_it(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 4, 150);
    feed(&corner, INPUT_TOUCH_DOWN, 700, 10, 10);
    feed(&corner, INPUT_TOUCH_MOVE, 800, 10, 120);
    EXPECT(!corner_tick(&corner, 10000));
    corner = (struct corner){.side_px = 100};
    taps(&corner, 4, 150);
    feed(&corner, INPUT_TOUCH_DOWN, 700, 10, 10);
    const struct input_event second = {
        .kind = INPUT_TOUCH_DOWN, .time_ms = 750, .contact = 1, .point = {20, 20}};
    corner_feed(&corner, &second);
    EXPECT(!corner_tick(&corner, 10000));
}

static void a_touchscreen_that_goes_away_ends_it(void)
{
    struct corner corner = {.side_px = 100};
    taps(&corner, 4, 150);
    feed(&corner, INPUT_TOUCH_DOWN, 700, 10, 10);
    feed(&corner, INPUT_TOUCH_LOST, 800, 0, 0);
    EXPECT(!corner_tick(&corner, 10000));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"five_taps_the_last_one_held", five_taps_the_last_one_held},
        {"the_last_one_has_to_be_held", the_last_one_has_to_be_held},
        {"it_takes_four_seconds_at_most", it_takes_four_seconds_at_most},
        {"a_slow_beginning_does_not_count", a_slow_beginning_does_not_count},
        {"a_touch_elsewhere_begins_anew", a_touch_elsewhere_begins_anew},
        {"sliding_out_or_a_second_finger_ends_it", sliding_out_or_a_second_finger_ends_it},
        {"a_touchscreen_that_goes_away_ends_it", a_touchscreen_that_goes_away_ends_it},
        {0},
    };
    return harness_run(cases);
}
