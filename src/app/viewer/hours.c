#include "app/viewer/hours.h"

#include <string.h>

/* Two digits up to `most`; -1: there are none. */
static int read_two(const char *text, int most)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    int number = (text[0] - '0') * 10 + (text[1] - '0');
    return number <= most ? number : -1;
}

/* "10:30" as a minute of the day; "24:00" is its end. */
static bool read_minute(const char *text, int *ret_minute)
{
    int hour = read_two(text, 24);
    int minute = hour < 0 || text[2] != ':' ? -1 : read_two(text + 3, 59);
    if (minute < 0 || hour * 60 + minute > HOURS_DAY_MINUTES)
        return false;
    *ret_minute = hour * 60 + minute;
    return true;
}

bool hours_parse(const char *text, struct hours_span *ret_span)
{
    struct hours_span span = {.kind = HOURS_FROM_TO};
    if (strcmp(text, "always") == 0)
        span.kind = HOURS_ALWAYS;
    else if (strcmp(text, "closed") == 0)
        span.kind = HOURS_NEVER;
    else if (strlen(text) != strlen("10:00-18:00") || text[5] != '-' ||
             !read_minute(text, &span.from) || !read_minute(text + 6, &span.to) ||
             span.from == span.to)
        return false;
    *ret_span = span;
    return true;
}

static bool begins_in(const struct hours_span *span, int minute)
{
    if (span->kind != HOURS_FROM_TO)
        return span->kind == HOURS_ALWAYS;
    return minute >= span->from && (minute < span->to || span->to < span->from);
}

/* What is left after midnight of a span that began the day before. */
static bool goes_on_in(const struct hours_span *span, int minute)
{
    return span->kind == HOURS_FROM_TO && span->to < span->from && minute < span->to;
}

bool hours_contains(const struct hours_span *span, struct hours_time time)
{
    return begins_in(span, time.minute) || goes_on_in(span, time.minute);
}

static struct hours_span of_day(const struct hours_week *week, int weekday)
{
    const struct hours_span *own = &week->days[weekday];
    const struct hours_span span = own->kind == HOURS_UNSAID ? week->all : *own;
    return span.kind == HOURS_UNSAID ? (struct hours_span){.kind = HOURS_ALWAYS} : span;
}

bool hours_is_open(const struct hours_week *week, struct hours_time time)
{
    const struct hours_span today = of_day(week, time.weekday),
                            before = of_day(week, (time.weekday + HOURS_DAYS - 1) % HOURS_DAYS);
    return begins_in(&today, time.minute) || goes_on_in(&before, time.minute);
}

bool hours_depend_on_time(const struct hours_week *week)
{
    for (int day = 0; day < HOURS_DAYS; day++)
        if (of_day(week, day).kind != HOURS_ALWAYS)
            return true;
    return false;
}

bool hours_time_parse(const char *text, struct hours_time *ret_time)
{
    static const char *const names[] = {"mon ", "tue ", "wed ", "thu ", "fri ", "sat ", "sun "};
    struct hours_time time = {0};
    while (time.weekday < HOURS_DAYS && strncmp(names[time.weekday], text, 4) != 0)
        time.weekday++;
    if (time.weekday == HOURS_DAYS || strlen(text) != strlen("mon 17:59") ||
        !read_minute(text + 4, &time.minute) || time.minute == HOURS_DAY_MINUTES)
        return false;
    *ret_time = time;
    return true;
}
