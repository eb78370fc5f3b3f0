/* Opening hours, and the hours of night: read from settings, and asked with a time that comes as an
 * argument. */
#ifndef APP_VIEWER_HOURS_H
#define APP_VIEWER_HOURS_H

#include <stdbool.h>
#include <stdint.h>

enum { HOURS_DAYS = 7, HOURS_DAY_MINUTES = 24 * 60 };

/* From one minute of a day to before another; where `to` is not after `from`, into the next day.
 * Zeroed: not said. */
struct hours_span {
    enum { HOURS_UNSAID, HOURS_ALWAYS, HOURS_NEVER, HOURS_FROM_TO } kind;
    int from, to;
};

/* When the exhibit is open: every day the same, but for days with hours of their own. */
struct hours_week {
    struct hours_span all, days[HOURS_DAYS]; /* from Monday */
};

/* A minute of the week: weekday from 0, Monday. */
struct hours_time {
    int weekday, minute;
};

/* Reads "10:00-18:00", "always" or "closed"; false: it is none. */
bool hours_parse(const char *text, struct hours_span *ret_span);

/* Whether it is open then. Unsaid hours are always. */
bool hours_is_open(const struct hours_week *week, struct hours_time time);

/* Whether a time lies in a span of every day. Unsaid is never. */
bool hours_contains(const struct hours_span *span, struct hours_time time);

/* Whether the clock makes a difference at all. */
bool hours_depend_on_time(const struct hours_week *week);

/* Reads "mon 17:59"; false: it is no such time. */
bool hours_time_parse(const char *text, struct hours_time *ret_time);

#endif
