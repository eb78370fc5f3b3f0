/* The years of a correspondence from top to bottom, in zones large enough for a finger. */
#ifndef VIEW_EXCHANGE_STRIP_H
#define VIEW_EXCHANGE_STRIP_H

#include "view/exchange_layout.h"

enum { EXCHANGE_ZONES_MAX = 64 };

/* Months are counted from January of year 0. */
struct exchange_strip {
    int first_month, months; /* the time it shows; months 0: no letter has a date */
    int zone_months;         /* 1, 3, 6, 12 or a multiple of 12 */
    int zone_count;
};

/* The finest zones for these letters of which each has `zone_px` of `height_px`. */
void exchange_strip_make(struct exchange_strip *strip, const struct exchange_letter *letters,
                         size_t count, int height_px, int zone_px);

/* The day on which a zone begins, and where a day stands in `height_px`. */
int32_t exchange_strip_zone_day(const struct exchange_strip *strip, int zone);
int exchange_strip_y(const struct exchange_strip *strip, int32_t day, int height_px);

/* Year and month from 1 in which a zone begins. */
void exchange_strip_zone_date(const struct exchange_strip *strip, int zone, int *ret_year,
                              int *ret_month);

#endif
