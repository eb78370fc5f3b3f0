#include "view/exchange_strip.h"

#include "view/dates.h"

static int month_of(int32_t day)
{
    int year, month, of_month;
    dates_from_day_number(day, &year, &month, &of_month);
    return year * 12 + month - 1;
}

/* Day number of the first of a month. */
static int32_t first_day(int month)
{
    /* A day in the middle of it, from the mean month of the Gregorian calendar (365.2425 days a
     * year; 719528 days from year 0 to 1970), and from there back to its first. */
    int32_t day = (int32_t)((int64_t)month * 3652425 / 120000) - 719528 + 15;
    int year, found, of_month;
    dates_from_day_number(day, &year, &found, &of_month);
    return day - of_month + 1;
}

static int zones_of(int first, int last, int unit)
{
    return last / unit - first / unit + 1;
}

void exchange_strip_make(struct exchange_strip *strip, const struct exchange_letter *letters,
                         size_t count, int height_px, int zone_px)
{
    static const int units[] = {1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 24000};
    bool found = false;
    int32_t earliest = 0, latest = 0;
    for (size_t i = 0; i < count; i++) {
        if (!letters[i].dated)
            continue;
        earliest = !found || letters[i].day < earliest ? letters[i].day : earliest;
        latest = !found || letters[i].day > latest ? letters[i].day : latest;
        found = true;
    }
    *strip = (struct exchange_strip){0};
    int most = height_px / zone_px < EXCHANGE_ZONES_MAX ? height_px / zone_px : EXCHANGE_ZONES_MAX;
    if (!found || most < 1 || earliest < first_day(0))
        return;
    int first = month_of(earliest), last = month_of(latest);
    size_t unit = 0;
    while (unit + 1 < sizeof units / sizeof *units && zones_of(first, last, units[unit]) > most)
        unit++;
    strip->zone_months = units[unit];
    strip->zone_count = zones_of(first, last, units[unit]);
    strip->first_month = first / units[unit] * units[unit];
    strip->months = strip->zone_count * units[unit];
}

int32_t exchange_strip_zone_day(const struct exchange_strip *strip, int zone)
{
    return first_day(strip->first_month + zone * strip->zone_months);
}

int exchange_strip_y(const struct exchange_strip *strip, int32_t day, int height_px)
{
    int32_t from = first_day(strip->first_month);
    int32_t to = first_day(strip->first_month + strip->months);
    return (int)((int64_t)(day - from) * height_px / (to - from));
}

void exchange_strip_zone_date(const struct exchange_strip *strip, int zone, int *ret_year,
                              int *ret_month)
{
    int month = strip->first_month + zone * strip->zone_months;
    *ret_year = month / 12;
    *ret_month = month % 12 + 1;
}
