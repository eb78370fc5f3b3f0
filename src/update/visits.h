/* Counts visits in records/visits-DAY.csv and records/letters-DAY.csv. Lines wait in the run
 * folder, which is memory, so that the card is written at most every ten minutes; of hours in which
 * fewer than five visits ended only the day is kept once they are over. */
#ifndef UPDATE_VISITS_H
#define UPDATE_VISITS_H

#include "update/counts.h"
#include "update/kiosk.h"

enum {
    VISITS_WAIT_MS = 10 * 60000,  /* a line waits no longer: two files at most six times an hour */
    VISITS_WAIT_BYTES = 64 << 10, /* nor does more than this */
    VISITS_HOUR_MIN = 5,          /* visits; fewer are merged with the day */
    VISITS_DAYS_MAX = 400,        /* kept; the oldest give way */
    VISITS_BYTES_MAX = 32 << 20,  /* of all of them */
    VISITS_DAY_SIZE = 32,
    VISITS_NAME_SIZE = 64
};

/* The day and hour in which something is counted. */
struct visits_when {
    char day[VISITS_DAY_SIZE]; /* "2026-11-20", or "start-0007-day-000" where no clock tells it */
    unsigned hour;             /* 0 to 23, of the day or since the start */
};

/* When it is by a clock that stands on `unix_s` and is believed, or by the time since the machine
 * was started: for that, starts with visits are numbered. */
void visits_when_by_clock(int64_t unix_s, struct visits_when *ret_when);
void visits_when_by_start(const struct kiosk *kiosk, uint64_t since_start_ms,
                          struct visits_when *ret_when);

/* Takes the line of a visit, which visit_line_parse has accepted. STATUS_IO where it could be kept
 * nowhere. */
enum status visits_take(const struct kiosk *kiosk, const struct visits_when *when, uint64_t now_ms,
                        const char *line, struct error *error) STATUS_CHECKED;

/* Writes what waits to the card now. */
enum status visits_flush(const struct kiosk *kiosk, const struct visits_when *when,
                         struct error *error) STATUS_CHECKED;

/* How many visits ended on that day, those that wait included. */
uint64_t visits_on(const struct kiosk *kiosk, const char *day);

/* How many visits ended on that day and in the six days before it; where no clock tells the days,
 * on that and the last six that are kept. */
uint64_t visits_week(const struct kiosk *kiosk, const char *day);

/* The days that are kept, sorted; at most VISITS_DAYS_MAX. */
struct visits_days {
    char days[VISITS_DAYS_MAX][VISITS_DAY_SIZE];
    size_t count;
};

/* Lists them. 0, or a negative errno. */
int visits_list(const struct files *store, struct visits_days *ret_days);

/* Reads one day's table of a shape; a missing or damaged one is empty, or has what could be read.
 * `counts` is to be given back with counts_fini. */
void visits_load(const struct files *store, const char *day, const struct counts_shape *shape,
                 struct counts *ret_counts);

/* Takes the hours with fewer than VISITS_HOUR_MIN visits from both tables of a day, but for the
 * hour `but` ("" for none). */
void visits_merge(struct counts *visits, struct counts *letters, const char *but);

#endif
