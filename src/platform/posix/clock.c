#include "platform/posix/clock.h"

#include <time.h>

uint64_t clock_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

struct clock_day clock_today(void)
{
    struct timespec now;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &now);
    if (localtime_r(&now.tv_sec, &local) == NULL)
        return (struct clock_day){.year = 1970, .month = 1, .day = 1, .weekday = 3};
    return (struct clock_day){.year = local.tm_year + 1900,
                              .month = local.tm_mon + 1,
                              .day = local.tm_mday,
                              .weekday = (local.tm_wday + 6) % 7,
                              .hour = local.tm_hour,
                              .minute = local.tm_min,
                              .second = local.tm_sec};
}
