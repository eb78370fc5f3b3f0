#include "view/staff_lock.h"

#include "support/harness.h"

static void lock(struct staff_lock *lock, uint64_t now_ms)
{
    for (int i = 0; i < STAFF_LOCK_TRIES; i++)
        EXPECT(!staff_lock_try(lock, "2468", "1111", now_ms));
}

static void the_right_one_is_right(void)
{
    struct staff_lock one = {0};
    EXPECT(staff_lock_try(&one, "2468", "2468", 0));
    EXPECT(!staff_lock_try(&one, "2468", "24680", 0));
    EXPECT(!staff_lock_try(&one, "2468", "246", 0));
    EXPECT(!staff_lock_try(&one, "2468", "", 0));
}

static void five_wrong_ones_lock_for_a_minute(void)
{
    struct staff_lock one = {0};
    for (int i = 1; i < STAFF_LOCK_TRIES; i++)
        EXPECT(!staff_lock_try(&one, "2468", "1111", 500));
    EXPECT_INT(staff_lock_left_ms(&one, 500), 0);
    EXPECT(!staff_lock_try(&one, "2468", "1111", 500));
    EXPECT_INT(staff_lock_left_ms(&one, 500), 60000);
    EXPECT(!staff_lock_try(&one, "2468", "2468", 60499));
    EXPECT_INT(staff_lock_left_ms(&one, 60500), 0);
    EXPECT(staff_lock_try(&one, "2468", "2468", 60500));
}

static void locks_double_up_to_an_hour(void)
{
    static const uint64_t minutes[] = {1, 2, 4, 8, 16, 32, 60, 60};
    struct staff_lock one = {0};
    uint64_t now_ms = 0;
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        lock(&one, now_ms);
        EXPECT_INT(staff_lock_left_ms(&one, now_ms), minutes[i] * 60000);
        now_ms += minutes[i] * 60000;
    }
    EXPECT(staff_lock_try(&one, "2468", "2468", now_ms));
    lock(&one, now_ms);
    EXPECT_INT(staff_lock_left_ms(&one, now_ms), 60000);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"the_right_one_is_right", the_right_one_is_right},
        {"five_wrong_ones_lock_for_a_minute", five_wrong_ones_lock_for_a_minute},
        {"locks_double_up_to_an_hour", locks_double_up_to_an_hour},
        {0},
    };
    return harness_run(cases);
}
