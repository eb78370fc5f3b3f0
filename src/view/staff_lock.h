/* How often a wrong PIN was given, and how long none is taken then (section 6 of the interface
 * specification). */
#ifndef VIEW_STAFF_LOCK_H
#define VIEW_STAFF_LOCK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    STAFF_LOCK_TRIES = 5,              /* wrong ones before it locks */
    STAFF_LOCK_FIRST_MS = 60000,       /* so long, and each further time twice as long */
    STAFF_LOCK_LONGEST_MS = 60 * 60000 /* but no longer */
};

/* Zeroed: nobody was wrong. */
struct staff_lock {
    int wrong;         /* since the last lock */
    uint64_t locks_ms; /* how long the next lock takes; 0: as the first */
    uint64_t until_ms;
};

/* How long no PIN is taken yet; 0: one is taken. */
uint64_t staff_lock_left_ms(const struct staff_lock *lock, uint64_t now_ms);

/* Whether the PIN is right. A right one forgets the wrong ones; while locked, none is right and
 * none counts. */
bool staff_lock_try(struct staff_lock *lock, const char *pin, const char *given, uint64_t now_ms);

#endif
