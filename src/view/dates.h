/* Dates of letters in the interface's language. */
#ifndef VIEW_DATES_H
#define VIEW_DATES_H

#include "view/strings.h"

/* A day, a month or a year ("1962-10-28", "1962-10", "1962") in short words: "28 Oct 1962". The
 * text itself where it is none of these. Made in the arena. */
const char *dates_short(const struct strings *strings, struct arena *arena, const char *iso);

/* A letter's date in short words: "28 Oct 1962", "9 – 12 Oct 1962" as a range, "[1960]" where it is
 * inferred, "Undated". */
const char *dates_of_letter(const struct strings *strings, struct arena *arena,
                            const struct letter_date *date);

/* Days from 1 January 1970 to the first day that the text names (proleptic Gregorian calendar);
 * false where it names none. */
bool dates_day_number(const char *iso, int32_t *ret_day);

/* The other way: year, month from 1, day from 1 of a day number. */
void dates_from_day_number(int32_t day, int *ret_year, int *ret_month, int *ret_day);

#endif
