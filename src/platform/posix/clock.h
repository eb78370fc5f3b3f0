/* Time that only grows. */
#ifndef PLATFORM_POSIX_CLOCK_H
#define PLATFORM_POSIX_CLOCK_H

#include <stdint.h>

/* Milliseconds of the system's monotonic clock. */
uint64_t clock_now_ms(void);

#endif
