#include "view/staff_lock.h"

#include <string.h>

uint64_t staff_lock_left_ms(const struct staff_lock *lock, uint64_t now_ms)
{
    return now_ms < lock->until_ms ? lock->until_ms - now_ms : 0;
}

static void count_wrong(struct staff_lock *lock, uint64_t now_ms)
{
    if (++lock->wrong < STAFF_LOCK_TRIES)
        return;
    uint64_t locks_ms = lock->locks_ms == 0 ? STAFF_LOCK_FIRST_MS : lock->locks_ms;
    lock->wrong = 0;
    lock->until_ms = now_ms + locks_ms;
    lock->locks_ms = 2 * locks_ms < STAFF_LOCK_LONGEST_MS ? 2 * locks_ms : STAFF_LOCK_LONGEST_MS;
}

bool staff_lock_try(struct staff_lock *lock, const char *pin, const char *given, uint64_t now_ms)
{
    if (staff_lock_left_ms(lock, now_ms) > 0)
        return false;
    bool right = strcmp(pin, given) == 0;
    if (right)
        *lock = (struct staff_lock){0};
    else
        count_wrong(lock, now_ms);
    return right;
}
