#include "app/viewer/house.h"

#include <stdio.h>
#include <string.h>

#include "draw/qr.h"
#include "support/harness.h"

static const char report[] = "report 1\n"
                             "exhibit=letters-demo\n"
                             "device=hall-2\n"
                             "software=0.4.0\n"
                             "state=ok\n"
                             "active=42 2026-11-20 Letters from the harbour\n"
                             "previous=41 2026-10-02 Letters from the harbour\n"
                             "trial=-\n"
                             "signer=1D38C1EE5D8A4C2F Archive\n"
                             "tries=0\n"
                             "floor=42\n"
                             "free_mib=2810\n"
                             "total_mib=3915\n"
                             "heat_c=-1000\n"
                             "starts=3\n"
                             "crashes=1\n"
                             "visits=118\n"
                             "week=612\n"
                             "fault=16 43 E20 0.4.0 key 1D38C1EE5D8A4C2F\n"
                             "receipt=17 42 ok 0.4.0 \n"
                             "receipt=16 43 E20 0.4.0 key 1D38C1EE5D8A4C2F\n"
                             "receipt=15 41 E30 0.4.0 41 is below 42\n";

static struct settings settings_with(const char *text)
{
    struct settings settings = settings_usual();
    snprintf(settings.report, sizeof settings.report, "%s/report", harness_temporary_directory());
    FILE *file = fopen(settings.report, "w");
    if (EXPECT(file != NULL)) {
        fputs(text, file);
        fclose(file);
    }
    return settings;
}

static const struct staff_facts *ask(struct house *house)
{
    const struct view_staff staff = house_view(house);
    return staff.facts(staff.self);
}

static bool request(struct house *house, const char *line)
{
    const struct view_staff staff = house_view(house);
    return staff.request(staff.self, line);
}

static void the_report_becomes_facts(void)
{
    const struct settings settings = settings_with(report);
    struct house *house = house_create(&(struct house_start){.settings = &settings});
    const struct staff_facts *facts = ask(house);
    EXPECT_TEXT(facts->device, "hall-2");
    EXPECT_INT(facts->active.serial, 42);
    EXPECT_TEXT(facts->active.title, "Letters from the harbour");
    EXPECT_TEXT(facts->previous.built, "2026-10-02");
    EXPECT_INT(facts->disk_free_mb, 2810);
    EXPECT_INT(facts->visits_today, 118);
    EXPECT_INT(facts->visits_week, 612);
    EXPECT_TEXT(facts->active.signer, "1D38C1EE5D8A4C2F Archive");
    EXPECT_TEXT(facts->fault, "E20");
    EXPECT_INT(facts->receipt_count, 3);
    EXPECT_TEXT(facts->receipts[1].text_id, "update.e20");
    EXPECT(facts->receipts[2].text_id == NULL);
    EXPECT(!facts->clock_is_set);
    EXPECT(strstr(facts->whole, "edition 42 2026-11-20, before 41") != NULL);
    EXPECT(strstr(facts->whole, "16: 43 E20 key 1D38C1EE5D8A4C2F") != NULL);
    house_destroy(house);
}

static void a_code_holds_as_much_as_fits(void)
{
    char text[sizeof report + 4096];
    size_t at = (size_t)snprintf(text, sizeof text, "%s", report);
    for (int i = 0; i < 7; i++)
        at +=
            (size_t)snprintf(text + at, sizeof text - at,
                             "receipt=%d 41 E34 0.4.0 letter d7: этот текст не в UTF-8\n", 14 - i);
    const struct settings settings = settings_with(text);
    struct house *house = house_create(&(struct house_start){.settings = &settings});
    struct arena *arena = arena_create();
    struct qr qr;
    EXPECT(strlen(ask(house)->whole) <= QR_TEXT_MAX);
    EXPECT(strlen(ask(house)->whole) > QR_TEXT_MAX - 4);
    EXPECT(qr_encode(ask(house)->whole, arena, &qr) == STATUS_OK);
    arena_destroy(arena);
    house_destroy(house);
}

/* It says so at once, and not only when it next fails to write. */
static void a_fault_of_the_store_comes_before_older_ones(void)
{
    char text[sizeof report + 4];
    const char *ok = strstr(report, "=ok\n");
    snprintf(text, sizeof text, "%.*s=E41%s", (int)(ok - report), report, ok + strlen("=ok"));
    const struct settings settings = settings_with(text);
    struct house *house = house_create(&(struct house_start){.settings = &settings});
    EXPECT_TEXT(ask(house)->fault, "E41");
    house_destroy(house);
}

static void without_a_report_nothing_is_known(void)
{
    static const char *const texts[] = {"", "report 2\n", "\x01\x02", "active=42"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct settings settings = settings_with(texts[i]);
        struct house *house = house_create(&(struct house_start){.settings = &settings});
        const struct staff_facts *facts = ask(house);
        EXPECT_INT(facts->active.serial, 0);
        EXPECT_INT(facts->disk_free_mb, STAFF_UNKNOWN);
        EXPECT(facts->whole == NULL);
        house_destroy(house);
    }
}

static void mistakes_are_told_one_by_one(void)
{
    const struct settings settings = settings_usual();
    const struct house_start start = {.settings = &settings, .complaints = "a:1: b\nc:2: d\n"};
    struct house *house = house_create(&start);
    const struct staff_facts *facts = ask(house);
    EXPECT_INT(facts->mistake_count, 2);
    EXPECT_TEXT(facts->mistakes[0], "a:1: b");
    EXPECT_TEXT(facts->mistakes[1], "c:2: d");
    house_destroy(house);
}

/* Nobody listens here, so nothing is kept; what can act at once does. */
static void what_staff_set_acts_at_once(void)
{
    const struct settings settings = settings_usual();
    struct house *house = house_create(&(struct house_start){.settings = &settings});
    unsigned before, after;
    const struct settings *now = house_settings(house, &before);
    EXPECT(!request(house, "set theme evening"));
    EXPECT_INT(now->theme, THEME_EVENING);
    EXPECT(!request(house, "set hours 09:00-17:00"));
    EXPECT_INT(now->hours.all.from, 9 * 60);
    EXPECT(!ask(house)->settings.always_open);
    (void)house_settings(house, &after);
    EXPECT_INT(after, before + 2);
    EXPECT(!request(house, "set theme pink"));
    EXPECT(!request(house, "set theme"));
    EXPECT(!request(house, "previous"));
    (void)house_settings(house, &after);
    EXPECT_INT(after, before + 2);
    house_destroy(house);
}

static void hours_and_night_need_a_clock(void)
{
    struct settings settings = settings_usual();
    EXPECT(hours_parse("10:00-18:00", &settings.hours.all));
    EXPECT(hours_parse("20:00-08:00", &settings.night));
    settings.night_percent = 30;
    struct house *house = house_create(&(struct house_start){.settings = &settings});
    EXPECT(house_depends_on_time(house));
    EXPECT(house_is_open(house));
    EXPECT_INT(house_percent(house), 100);
    house_set_time(house, &(struct hours_time){0, 21 * 60}, "2026-11-23 21:00");
    EXPECT(!house_is_open(house));
    EXPECT_INT(house_percent(house), 30);
    EXPECT_TEXT(ask(house)->clock, "2026-11-23 21:00");
    house_set_time(house, NULL, NULL);
    EXPECT(house_is_open(house));
    EXPECT(!ask(house)->clock_is_set);
    house_destroy(house);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"the report becomes facts", the_report_becomes_facts},
        {"a code holds as much as fits", a_code_holds_as_much_as_fits},
        {"a fault of the store comes before older ones",
         a_fault_of_the_store_comes_before_older_ones},
        {"without a report nothing is known", without_a_report_nothing_is_known},
        {"mistakes are told one by one", mistakes_are_told_one_by_one},
        {"what staff set acts at once", what_staff_set_acts_at_once},
        {"hours and night need a clock", hours_and_night_need_a_clock},
        {0},
    };
    return harness_run(cases);
}
