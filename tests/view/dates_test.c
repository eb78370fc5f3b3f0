#include "view/dates.h"

#include "support/harness.h"

#include <stdio.h>

static const char *said(const char *lang, struct arena *arena, const struct letter_date *date)
{
    struct strings *strings = NULL;
    struct error error = {0};
    const char *text = "";
    if (EXPECT_INT(strings_load(harness_source_path("assets/strings"), lang, &strings, &error),
                   STATUS_OK))
        text = arena_string(arena, dates_of_letter(strings, arena, date));
    strings_destroy(strings);
    return text;
}

static void says_dates_in_a_language(void)
{
    static const struct {
        const char *lang;
        struct letter_date date;
        const char *text;
    } cases[] = {
        {"en", {DATE_EXACT, "1962-10-28", "1962-10-28", NULL}, "28 Oct 1962"},
        {"en", {DATE_EXACT, "1962-10", "1962-10", NULL}, "October 1962"},
        {"en", {DATE_EXACT, "1962", "1962", NULL}, "1962"},
        {"en", {DATE_INFERRED, "1960", "1960", NULL}, "[1960]"},
        {"en", {DATE_RANGE, "1962-10-26", "1962-10-28", NULL}, "26 Oct 1962 – 28 Oct 1962"},
        {"en", {DATE_NONE, NULL, NULL, NULL}, "Undated"},
        {"en", {DATE_EXACT, "about 1900", "about 1900", NULL}, "about 1900"},
        {"en", {DATE_EXACT, "1962-13-01", "1962-13-01", NULL}, "1962-13-01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        EXPECT_TEXT(said(cases[i].lang, arena, &cases[i].date), cases[i].text);
        arena_destroy(arena);
    }
}

static void counts_days(void)
{
    static const struct {
        const char *iso;
        int32_t day;
    } cases[] = {{"1970-01-01", 0},     {"1970-01", 0},          {"1970", 0},
                 {"1969-12-31", -1},    {"2000-02-29", 11016},   {"2000-03-01", 11017},
                 {"1962-10-28", -2622}, {"1600-02-29", -135081}, {"0001-01-01", -719162}};
    int32_t day = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        EXPECT(dates_day_number(cases[i].iso, &day));
        EXPECT_INT(day, cases[i].day);
    }
    EXPECT(!dates_day_number("", &day));
    EXPECT(!dates_day_number(NULL, &day));
    EXPECT(!dates_day_number("1962-1-28", &day));
    EXPECT(!dates_day_number("1962-10-32", &day));
    EXPECT(!dates_day_number("196x", &day));
}

/* Every day of eight centuries, there and back. */
static void names_days(void)
{
    int year, month, of_month, wrong = 0;
    for (int32_t day = -160000; day < 140000; day++) {
        char iso[16];
        int32_t back = 0;
        dates_from_day_number(day, &year, &month, &of_month);
        snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, of_month);
        wrong += !dates_day_number(iso, &back) || back != day;
    }
    EXPECT_INT(wrong, 0);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"says_dates_in_a_language", says_dates_in_a_language},
        {"counts_days", counts_days},
        {"names_days", names_days},
        {0},
    };
    return harness_run(cases);
}
