#include "app/viewer/hours.h"

#include "support/harness.h"

static bool open_at(const struct hours_week *week, const char *text)
{
    struct hours_time time = {0};
    EXPECT(hours_time_parse(text, &time));
    return hours_is_open(week, time);
}

static struct hours_span span(const char *text)
{
    struct hours_span span = {0};
    EXPECT(hours_parse(text, &span));
    return span;
}

static void unsaid_hours_are_always(void)
{
    const struct hours_week week = {0};
    EXPECT(open_at(&week, "mon 00:00"));
    EXPECT(open_at(&week, "sun 23:59"));
    EXPECT(!hours_depend_on_time(&week));
}

static void every_day_the_same(void)
{
    const struct hours_week week = {.all = span("10:00-18:00")};
    EXPECT(!open_at(&week, "mon 09:59"));
    EXPECT(open_at(&week, "mon 10:00"));
    EXPECT(open_at(&week, "sun 17:59"));
    EXPECT(!open_at(&week, "sun 18:00"));
    EXPECT(hours_depend_on_time(&week));
}

static void a_day_may_have_hours_of_its_own(void)
{
    struct hours_week week = {.all = span("10:00-18:00")};
    week.days[0] = span("closed");
    week.days[3] = span("12:00-22:00");
    week.days[6] = span("always");
    EXPECT(!open_at(&week, "mon 12:00"));
    EXPECT(open_at(&week, "tue 12:00"));
    EXPECT(!open_at(&week, "thu 11:59"));
    EXPECT(open_at(&week, "thu 21:59"));
    EXPECT(open_at(&week, "sun 23:59"));
    EXPECT(!open_at(&week, "mon 00:00"));
}

static void an_evening_goes_on_after_midnight(void)
{
    struct hours_week week = {.all = span("18:00-02:00")};
    week.days[0] = span("closed");
    EXPECT(open_at(&week, "sat 18:00"));
    EXPECT(open_at(&week, "sun 01:59"));
    EXPECT(!open_at(&week, "sun 02:00"));
    EXPECT(open_at(&week, "mon 01:59")); /* Sunday's evening */
    EXPECT(!open_at(&week, "mon 20:00"));
    EXPECT(!open_at(&week, "tue 01:00"));
    EXPECT(open_at(&(struct hours_week){.all = span("08:00-24:00")}, "fri 23:59"));
}

static void night_is_a_span_of_every_day(void)
{
    const struct hours_span night = span("20:00-08:00"), none = {0};
    EXPECT(hours_contains(&night, (struct hours_time){2, 20 * 60}));
    EXPECT(hours_contains(&night, (struct hours_time){2, 0}));
    EXPECT(!hours_contains(&night, (struct hours_time){2, 8 * 60}));
    EXPECT(!hours_contains(&none, (struct hours_time){2, 0}));
}

static void other_texts_are_no_hours(void)
{
    static const char *const wrong[] = {
        "",           "10-18",       "10:00",       "10:00-10:00", "24:01-25:00", "10:60-18:00",
        "1:00-18:00", "10:00 18:00", "10:00-18:0a", "open",        "10:00-18:000"};
    struct hours_span span = {.kind = HOURS_ALWAYS};
    struct hours_time time;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!EXPECT(!hours_parse(wrong[i], &span)))
            EXPECT_TEXT(wrong[i], "no hours");
    EXPECT_INT(span.kind, HOURS_ALWAYS);
    EXPECT(!hours_time_parse("mon 24:00", &time));
    EXPECT(!hours_time_parse("mo 12:00", &time));
    EXPECT(!hours_time_parse("mon 12:0", &time));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"unsaid hours are always", unsaid_hours_are_always},
        {"every day the same", every_day_the_same},
        {"a day may have hours of its own", a_day_may_have_hours_of_its_own},
        {"an evening goes on after midnight", an_evening_goes_on_after_midnight},
        {"night is a span of every day", night_is_a_span_of_every_day},
        {"other texts are no hours", other_texts_are_no_hours},
        {0},
    };
    return harness_run(cases);
}
