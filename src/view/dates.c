#include "view/dates.h"

#include <stdio.h>
#include <string.h>

/* "1962", "1962-10" or "1962-10-28": how many parts there are, 0 where it is none of these. */
static int split(const char *iso, int parts[3])
{
    static const struct {
        int length, parts;
    } shapes[] = {{4, 1}, {7, 2}, {10, 3}};
    int count = 0;
    size_t length = iso == NULL ? 0 : strlen(iso);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (length == (size_t)shapes[i].length)
            count = shapes[i].parts;
    parts[0] = parts[1] = parts[2] = 0;
    for (size_t i = 0, part = 0; count > 0 && i < length; i++) {
        bool bar = i == 4 || i == 7;
        if (bar != (iso[i] == '-') || (!bar && (iso[i] < '0' || iso[i] > '9')))
            return 0;
        if (bar)
            part++;
        else
            parts[part] = parts[part] * 10 + (iso[i] - '0');
    }
    bool possible = (count < 2 || (parts[1] >= 1 && parts[1] <= 12)) &&
                    (count < 3 || (parts[2] >= 1 && parts[2] <= 31));
    return possible ? count : 0;
}

static const char *month_name(const struct strings *strings, const char *form, int month)
{
    char id[32];
    snprintf(id, sizeof id, "date.%s.%d", form, month);
    return strings_text(strings, id);
}

const char *dates_short(const struct strings *strings, struct arena *arena, const char *iso)
{
    int parts[3];
    int count = split(iso, parts);
    if (count == 0)
        return iso == NULL ? "" : arena_string(arena, iso);
    const char *year = arena_format(arena, "%d", parts[0]);
    if (count == 1)
        return year;
    if (count == 2) {
        const struct strings_value values[] = {
            {"month", month_name(strings, "alone", parts[1])}, {"year", year}, {0}};
        return strings_fill(strings, arena, "date.pattern.month", 0, values);
    }
    const char *day =
        parts[2] == 1 ? strings_text(strings, "date.first") : arena_format(arena, "%d", parts[2]);
    const struct strings_value values[] = {
        {"d", day}, {"month", month_name(strings, "short", parts[1])}, {"year", year}, {0}};
    return strings_fill(strings, arena, "date.pattern.short", 0, values);
}

const char *dates_of_letter(const struct strings *strings, struct arena *arena,
                            const struct letter_date *date)
{
    if (date->certainty == DATE_NONE || date->from == NULL)
        return strings_text(strings, "date.none");
    const char *from = dates_short(strings, arena, date->from);
    if (date->certainty == DATE_INFERRED) {
        const struct strings_value values[] = {{"date", from}, {0}};
        return strings_fill(strings, arena, "date.inferred", 0, values);
    }
    if (date->certainty == DATE_EXACT || date->to == NULL || strcmp(date->from, date->to) == 0)
        return from;
    const struct strings_value values[] = {
        {"a", from}, {"b", dates_short(strings, arena, date->to)}, {0}};
    return strings_fill(strings, arena, "date.range", 0, values);
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years that begin in March
 * have their leap day at the end. */
bool dates_day_number(const char *iso, int32_t *ret_day)
{
    int parts[3];
    int count = split(iso, parts);
    if (count == 0)
        return false;
    int month = count > 1 ? parts[1] : 1, day = count > 2 ? parts[2] : 1;
    int year = parts[0] - (month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    *ret_day = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    return true;
}

void dates_from_day_number(int32_t day, int *ret_year, int *ret_month, int *ret_day)
{
    int shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int of_era = shifted - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    *ret_day = of_year - (153 * month + 2) / 5 + 1;
    *ret_month = month < 10 ? month + 3 : month - 9;
    *ret_year = year + era * 400 + (*ret_month <= 2);
}
