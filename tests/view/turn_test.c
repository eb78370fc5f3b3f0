#include "view/turn.h"

#include "support/harness.h"

static void eases_from_start_to_end(void)
{
    int before = -1;
    EXPECT_INT(turn_ease(0) <= 5, 1);
    EXPECT_INT(turn_ease(1000), 1000);
    for (int t = 0; t <= 1000; t += 10) {
        EXPECT(turn_ease(t) >= before);
        before = turn_ease(t);
    }
    /* Ease-out: most of the way is done in the first half of the time. */
    EXPECT(turn_ease(500) > 750);
}

static void settles_in_its_time(void)
{
    struct turn turn = {0};
    turn_settle(&turn, -1280, 1000);
    EXPECT(turn_is_moving(&turn));
    EXPECT(turn_offset_px(&turn, 1000) <= -1270);
    int middle = turn_offset_px(&turn, 1110);
    EXPECT(middle > -640 && middle < 0);
    EXPECT_INT(turn_offset_px(&turn, 1000 + TURN_SETTLE_MS), 0);
    EXPECT(!turn_is_moving(&turn));
}

static void follows_the_finger(void)
{
    struct turn turn = {0};
    turn_drag(&turn, -200, false, true);
    EXPECT_INT(turn_offset_px(&turn, 5), -200);
    turn_drag(&turn, 90, false, true);
    EXPECT_INT(turn_offset_px(&turn, 6), 30);
}

static void a_swipe_needs_its_length_or_its_speed(void)
{
    struct turn turn = {0};
    EXPECT_INT(turn_release(&turn, -90, 0, 88, true, true), 1);
    EXPECT_INT(turn_release(&turn, 90, 0, 88, true, true), -1);
    EXPECT_INT(turn_release(&turn, -80, 0, 88, true, true), 0);
    EXPECT_INT(turn_release(&turn, -50, -900, 88, true, true), 1);
    EXPECT_INT(turn_release(&turn, -50, 900, 88, true, true), 0);
    EXPECT_INT(turn_release(&turn, -90, 0, 88, true, false), 0);
    EXPECT_INT(turn_release(&turn, 90, 0, 88, false, true), 0);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"eases_from_start_to_end", eases_from_start_to_end},
        {"settles_in_its_time", settles_in_its_time},
        {"follows_the_finger", follows_the_finger},
        {"a_swipe_needs_its_length_or_its_speed", a_swipe_needs_its_length_or_its_speed},
        {0},
    };
    return harness_run(cases);
}
