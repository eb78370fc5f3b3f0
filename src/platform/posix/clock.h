/* Time that only grows, and the time of day. */
#ifndef PLATFORM_POSIX_CLOCK_H
#define PLATFORM_POSIX_CLOCK_H

#include <stdint.h>

/* Milliseconds of the system's monotonic clock. */
uint64_t clock_now_ms(void);

/* The time of day where the machine is, by the system's clock, which may never have been set
 * (machine_clock_is_set). */
struct clock_day {
    int year, month, day; /* from 1 */
    int weekday;          /* from 0, Monday */
    int hour, minute, second;
};

struct clock_day clock_today(void);

#endif
