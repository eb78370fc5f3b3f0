#include "update/visits.h"

#include "base/memory.h"
#include "exhibit.h"
#include "support/harness.h"
#include "update/request.h"
#include "update/save.h"
#include "update/store.h"
#include "update/visit_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char visit[] =
    "visit 1 language=en input=touch seconds=184 letters_opened=2 exit_state=contents "
    "exit_reason=again options_used=- letter=harbour/d4,en,opens=1,read_s=74,read_to_end=1,"
    "notes_opened=3,originals_opened=0,via=list";

static struct visits_when at(const char *day, unsigned hour)
{
    struct visits_when when = {.hour = hour};
    snprintf(when.day, sizeof when.day, "%s", day);
    return when;
}

static void take(struct exhibit_kiosk *it, const char *day, unsigned hour, uint64_t now_ms)
{
    const struct visits_when when = at(day, hour);
    EXPECT_INT(visits_take(&it->kiosk, &when, now_ms, visit, NULL), STATUS_OK);
}

static void flush(struct exhibit_kiosk *it, const char *day, unsigned hour)
{
    const struct visits_when when = at(day, hour);
    EXPECT_INT(visits_flush(&it->kiosk, &when, NULL), STATUS_OK);
}

static void expect_file(struct exhibit_kiosk *it, const char *path, const char *expected)
{
    struct buffer text = {0};
    EXPECT_INT(store_read(&it->kiosk.store, path, COUNTS_SIZE_MAX, &text), 0);
    const char *rows = strchr(buffer_string(&text), '\n');
    EXPECT_TEXT(rows == NULL ? "" : rows + 1, expected);
    buffer_fini(&text);
}

/* ---- The line ----------------------------------------------------------------------------------
 */

static void reads_the_line_of_a_visit(void)
{
    struct visit_line line;
    if (!EXPECT(visit_line_parse(visit, strlen(visit), &line)))
        return;
    EXPECT_INT(line.seconds, 184);
    EXPECT_INT(line.letter_count, 1);
    EXPECT_TEXT(line.letters[0].letter, "harbour/d4");
    EXPECT_INT(line.letters[0].read_s, 74);
    EXPECT_TEXT(line.letters[0].via, "list");
    EXPECT_TEXT(line.options_used, "-");
}

/* Each prefix but those that end with a whole word behind the options. */
static void refuses_a_line_cut_off(void)
{
    struct visit_line line;
    const size_t whole = (size_t)(strstr(visit, " letter=") - visit);
    for (size_t length = 0; length < whole; length++)
        EXPECT(!visit_line_parse(visit, length, &line));
    EXPECT(visit_line_parse(visit, whole, &line));
    for (size_t length = whole + 9; length < strlen(visit); length++)
        EXPECT(!visit_line_parse(visit, length, &line));
}

/* One over each limit. */
static void refuses_what_no_visit_has(void)
{
    static const char *const changes[][2] = {
        {"seconds=184", "seconds=86401"},   {"letters_opened=2", "letters_opened=10001"},
        {"opens=1", "opens=10001"},         {"read_s=74", "read_s=86401"},
        {"read_to_end=1", "read_to_end=2"}, {"notes_opened=3", "notes_opened=10001"},
    };
    struct visit_line line;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buffer text = {0};
        const char *at = strstr(visit, changes[i][0]);
        buffer_append(&text, visit, (size_t)(at - visit));
        buffer_text(&text, changes[i][1]);
        buffer_text(&text, at + strlen(changes[i][0]));
        EXPECT(!visit_line_parse(buffer_string(&text), text.length, &line));
        buffer_fini(&text);
    }
}

static void a_line_has_so_many_letters(void)
{
    struct visit_line *line = memory_zeroed(2, sizeof *line); /* beyond it nothing may be written */
    struct buffer text = {0};
    buffer_text(&text, visit);
    for (int letters = 1; letters <= VISIT_LINE_LETTERS_MAX + 1; letters++) {
        EXPECT_INT(visit_line_parse(text.bytes, text.length, line),
                   letters <= VISIT_LINE_LETTERS_MAX);
        buffer_text(&text, strstr(visit, " letter="));
    }
    buffer_fini(&text);
    free(line);
}

static void passes_over_words_of_later_versions(void)
{
    struct visit_line line;
    static const char later[] =
        "visit 1 language=en input=keys seconds=1 letters_opened=0 exit_state=end "
        "exit_reason=idle options_used=language,reach mood=good";
    EXPECT(visit_line_parse(later, sizeof later - 1, &line));
    EXPECT_INT(line.letter_count, 0);
}

/* ---- Counting ----------------------------------------------------------------------------------
 */

static void few_visits_are_the_day_s(void)
{
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    for (int i = 0; i < 5; i++)
        take(&it, "2026-11-20", 10, 0);
    for (int i = 0; i < 4; i++)
        take(&it, "2026-11-20", 11, 0);
    flush(&it, "2026-11-20", 11);
    /* The hour that runs may still become full. */
    expect_file(&it, "records/visits-2026-11-20.csv",
                "2026-11-20,10,en,touch,contents,again,-,5,920,10\n"
                "2026-11-20,11,en,touch,contents,again,-,4,736,8\n");
    take(&it, "2026-11-20", 12, 0);
    flush(&it, "2026-11-20", 12);
    expect_file(&it, "records/visits-2026-11-20.csv",
                "2026-11-20,10,en,touch,contents,again,-,5,920,10\n"
                "2026-11-20,,en,touch,contents,again,-,4,736,8\n"
                "2026-11-20,12,en,touch,contents,again,-,1,184,2\n");
    EXPECT_INT(visits_on(&it.kiosk, "2026-11-20"), 10);
    /* The next day, the last hour of this one is over. */
    take(&it, "2026-11-21", 9, 0);
    EXPECT_INT(visits_on(&it.kiosk, "2026-11-21"), 1);
    flush(&it, "2026-11-21", 9);
    expect_file(&it, "records/visits-2026-11-20.csv",
                "2026-11-20,10,en,touch,contents,again,-,5,920,10\n"
                "2026-11-20,,en,touch,contents,again,-,5,920,10\n");
    expect_file(&it, "records/letters-2026-11-20.csv",
                "2026-11-20,10,harbour/d4,en,list,5,5,15,0,74 74 74 74 74\n"
                "2026-11-20,,harbour/d4,en,list,5,5,15,0,74 74 74 74 74\n");
    exhibit_kiosk_fini(&it);
}

static void a_week_is_seven_days(void)
{
    static const char *const days[] = {"2026-02-22", "2026-02-23", "2026-02-26", "2026-02-28",
                                       "2026-03-01"};
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    EXPECT_INT(visits_week(&it.kiosk, "2026-03-01"), 0);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        take(&it, days[i], 10, 0);
        EXPECT_INT(visits_week(&it.kiosk, days[i]), i + 1 < 5 ? i + 1 : 4);
        if (i != 3)
            flush(&it, days[i], 10);
    }
    EXPECT_INT(visits_week(&it.kiosk, "2026-03-04"), 3);
    EXPECT_INT(visits_week(&it.kiosk, "2026-03-08"), 0);
    EXPECT_INT(visits_week(&it.kiosk, "no day"), 0);
    exhibit_kiosk_fini(&it);
}

/* A kiosk that is switched off every evening, and was once left on. */
static void a_week_without_a_clock_is_the_last_seven_kept(void)
{
    struct exhibit_kiosk it;
    char day[VISITS_DAY_SIZE];
    exhibit_kiosk_init(&it);
    take(&it, "2026-03-01", 10, 0);
    flush(&it, "2026-03-01", 10);
    for (int start = 1; start <= 8; start++) {
        snprintf(day, sizeof day, "start-%04d-day-000", start);
        take(&it, day, 3, 0);
        flush(&it, day, 3);
        EXPECT_INT(visits_week(&it.kiosk, day), start < 7 ? start : 7);
    }
    take(&it, "start-0008-day-001", 3, 0);
    take(&it, "start-0008-day-001", 3, 0);
    EXPECT_INT(visits_week(&it.kiosk, "start-0008-day-001"), 8);
    EXPECT_INT(visits_week(&it.kiosk, "start-0009-day-000"), 7);
    EXPECT_INT(visits_week(&it.kiosk, "2026-03-01"), 1);
    exhibit_kiosk_fini(&it);
}

/* A visitor a minute: the card is written six times an hour, two files each. */
static void the_card_is_written_seldom(void)
{
    struct exhibit_kiosk it;
    struct buffer before = {0}, after = {0};
    int writes = 0;
    exhibit_kiosk_init(&it);
    model_disk_print(it.store, &before);
    for (unsigned minute = 0; minute < 60; minute++) {
        take(&it, "2026-11-20", 10, minute * 60000);
        buffer_cut(&after, 0);
        model_disk_print(it.store, &after);
        writes += strcmp(buffer_string(&before), buffer_string(&after)) != 0;
        buffer_cut(&before, 0);
        buffer_append(&before, buffer_string(&after), after.length);
    }
    printf("%d times in an hour\n", writes);
    EXPECT(writes > 0 && writes <= 6);
    EXPECT_INT(visits_on(&it.kiosk, "2026-11-20"), 60);
    buffer_fini(&before);
    buffer_fini(&after);
    exhibit_kiosk_fini(&it);
}

static void a_card_that_cannot_be_written_loses_nothing_at_once(void)
{
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    take(&it, "2026-11-20", 10, 0);
    model_disk_set_fault(it.store,
                         (struct model_disk_fault){.call = 1, .error = EIO, .for_good = true});
    take(&it, "2026-11-20", 10, VISITS_WAIT_MS);
    model_disk_set_fault(it.store, (struct model_disk_fault){0});
    take(&it, "2026-11-20", 10, VISITS_WAIT_MS + 1);
    expect_file(&it, "records/visits-2026-11-20.csv",
                "2026-11-20,10,en,touch,contents,again,-,3,552,6\n");
    exhibit_kiosk_fini(&it);
}

/* Lines without end and a card that fails: memory is not filled. */
static void what_waits_is_bounded(void)
{
    struct exhibit_kiosk it;
    struct buffer line = {0};
    enum status status = STATUS_OK;
    exhibit_kiosk_init(&it);
    model_disk_set_fault(it.store,
                         (struct model_disk_fault){.call = 1, .error = EROFS, .for_good = true});
    const struct visits_when when = at("2026-11-20", 10);
    buffer_text(&line, visit);
    for (int i = 0; i < 31; i++)
        buffer_text(&line, strstr(visit, " letter="));
    for (int i = 0; i < 100 && status == STATUS_OK; i++)
        status = visits_take(&it.kiosk, &when, 0, buffer_string(&line), NULL);
    EXPECT_INT(status, STATUS_IO);
    EXPECT(visits_on(&it.kiosk, "2026-11-20") > 10);
    buffer_fini(&line);
    exhibit_kiosk_fini(&it);
}

static void damaged_tables_are_gone_on_with(void)
{
    static const char damaged[] =
        "date,hour,language,input,exit_state,exit_reason,options_used,visits,seconds,"
        "letters_opened\n2026-11-20,9,en,touch,contents,again,-,7,70,7\n2026-11-20,\xff";
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    model_disk_put(it.store, "records/visits-2026-11-20.csv", damaged, sizeof damaged - 1);
    model_disk_put(it.store, "records/letters-2026-11-20.csv", "nonsense", 8);
    take(&it, "2026-11-20", 10, 0);
    flush(&it, "2026-11-20", 10);
    expect_file(&it, "records/visits-2026-11-20.csv",
                "2026-11-20,9,en,touch,contents,again,-,7,70,7\n"
                "2026-11-20,10,en,touch,contents,again,-,1,184,2\n");
    exhibit_kiosk_fini(&it);
}

static void a_table_has_so_many_rows(void)
{
    struct counts counts;
    struct buffer text = {0};
    counts_init(&counts, &counts_letters);
    for (int i = 0; i < 2 * COUNTS_ROWS_MAX; i++) {
        char letter[32], day[] = "2026-11-20", hour[] = "9", en[] = "en", list[] = "list";
        snprintf(letter, sizeof letter, "e/%d", i);
        const struct counts_row row = {.keys = {day, hour, letter, en, list}, .sums = {1}};
        EXPECT_INT(counts_add(&counts, &row), i < COUNTS_ROWS_MAX);
    }
    counts_format(&counts, false, &text);
    EXPECT(text.length < COUNTS_SIZE_MAX);
    buffer_fini(&text);
    counts_fini(&counts);
}

static void the_median_is_of_the_last_readings(void)
{
    struct counts counts;
    struct buffer text = {0};
    counts_init(&counts, &counts_letters);
    for (uint32_t i = 0; i < COUNTS_VALUES_MAX + 30; i++) {
        char day[] = "d", hour[] = "9", letter[] = "e/1", en[] = "en", list[] = "list";
        const struct counts_row row = {.keys = {day, hour, letter, en, list},
                                       .sums = {1},
                                       .values = {i < 30 ? 100000 : i},
                                       .value_count = 1};
        EXPECT(counts_add(&counts, &row));
    }
    counts_format_rows(&counts, true, &text);
    EXPECT_TEXT(buffer_string(&text), "d,9,e/1,en,list,94,0,0,0,61\n");
    buffer_fini(&text);
    counts_fini(&counts);
}

static void old_days_give_way(void)
{
    struct exhibit_kiosk it;
    struct buffer large = {0};
    char path[64];
    exhibit_kiosk_init(&it);
    while (large.length < VISITS_BYTES_MAX / 8)
        buffer_text(&large, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    for (int day = 1; day <= 12; day++) {
        snprintf(path, sizeof path, "records/visits-2026-10-%02d.csv", day);
        model_disk_put(it.store, path, large.bytes, large.length);
    }
    take(&it, "2026-11-20", 10, 0);
    flush(&it, "2026-11-20", 10);
    EXPECT(!store_has(&it.kiosk.store, "records/visits-2026-10-04.csv"));
    EXPECT(store_has(&it.kiosk.store, "records/visits-2026-10-05.csv"));
    buffer_fini(&large);
    exhibit_kiosk_fini(&it);
}

static void starts_are_numbered_where_no_clock_tells_the_day(void)
{
    struct exhibit_kiosk it;
    struct visits_when when;
    exhibit_kiosk_init(&it);
    visits_when_by_start(&it.kiosk, 0, &when);
    EXPECT_TEXT(when.day, "start-0001-day-000");
    take(&it, when.day, when.hour, 0);
    flush(&it, when.day, when.hour);
    visits_when_by_start(&it.kiosk, UINT64_C(27) * 3600000, &when);
    EXPECT_TEXT(when.day, "start-0001-day-001");
    EXPECT_INT(when.hour, 3);
    store_remove(&it.kiosk.run, "start"); /* the power goes */
    visits_when_by_start(&it.kiosk, 0, &when);
    EXPECT_TEXT(when.day, "start-0002-day-000");
    exhibit_kiosk_fini(&it);
}

/* ---- Onto a stick ------------------------------------------------------------------------------
 */

static int count_records(void *self, const char *name)
{
    size_t *count = self;
    *count += strstr(name, ".csv") != NULL;
    EXPECT(strstr(name, ".tmp") == NULL);
    return 0;
}

/* Saves with one failing call; answers how many bytes the file has that is there then, 0: none. */
static size_t save_with(struct model_disk_fault fault, bool *ret_reached)
{
    struct exhibit_kiosk it;
    struct outcome outcome;
    struct buffer text = {0};
    size_t count = 0;
    exhibit_kiosk_init(&it);
    const struct files stick = model_disk_files(it.stick);
    model_disk_set_fault(it.stick, fault);
    save_run(&it.kiosk, &stick, "hall-2", "1.0", &outcome);
    *ret_reached = model_disk_calls(it.stick) >= fault.call;
    model_disk_set_fault(it.stick, (struct model_disk_fault){0});
    stick.calls->list(stick.self, "VITRINE/records", count_records, &count);
    if (store_read(&stick, "VITRINE/records/hall-2-1.csv", 1 << 20, &text) != 0)
        buffer_cut(&text, 0);
    const size_t length = text.length;
    EXPECT_INT(count, length > 0);
    EXPECT(length > 0 || outcome.code == CODE_SPACE);
    buffer_fini(&text);
    exhibit_kiosk_fini(&it);
    return length;
}

/* Full once, at each call: a file is whole or not there. */
static void no_half_file_is_left(void)
{
    bool was_reached;
    const size_t whole = save_with((struct model_disk_fault){0}, &was_reached);
    for (int call = 1; was_reached; call++) {
        const struct model_disk_fault fault = {.call = call, .error = ENOSPC};
        const size_t length = save_with(fault, &was_reached);
        EXPECT(length == whole || (length == 0 && was_reached));
    }
}

static void code_of_each_fault(void)
{
    static const struct {
        int error;
        enum update_code code;
    } faults[] = {{EIO, CODE_REMOVED},
                  {ENODEV, CODE_REMOVED},
                  {ENOSPC, CODE_SPACE},
                  {EROFS, CODE_UNREADABLE}};
    int runs = 0;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (int call = 1;; call++, runs++) {
            struct exhibit_kiosk it;
            struct outcome outcome;
            exhibit_kiosk_init(&it);
            take(&it, "2026-11-20", 10, 0);
            flush(&it, "2026-11-20", 10);
            const struct files stick = model_disk_files(it.stick);
            model_disk_set_fault(it.stick, (struct model_disk_fault){.call = call,
                                                                     .error = faults[i].error,
                                                                     .for_good = true});
            save_run(&it.kiosk, &stick, "hall-2", "1.0", &outcome);
            const bool was_reached = model_disk_calls(it.stick) >= call;
            EXPECT_INT(outcome.code, was_reached ? faults[i].code : CODE_OK);
            EXPECT_INT(model_disk_open_files(it.stick), 0);
            exhibit_kiosk_fini(&it);
            if (!was_reached)
                break;
        }
    printf("%d runs, pulled or full at each call\n", runs);
    EXPECT(runs > 40);
}

/* ---- Requests ----------------------------------------------------------------------------------
 */

static void reads_requests(void)
{
    struct request request;
    static const char set[] = "set text.size 150 % \n";
    EXPECT_INT(request_parse(set, sizeof set - 1, &request, NULL), STATUS_OK);
    EXPECT_INT(request.kind, REQUEST_SET);
    EXPECT_TEXT(request.key, "text.size");
    EXPECT_TEXT(request.value, "150 % ");
    for (int kind = REQUEST_PREVIOUS; kind < REQUEST_KINDS; kind++) {
        const char *name = request_name((enum request_kind)kind);
        EXPECT_INT(request_parse(name, strlen(name), &request, NULL), STATUS_OK);
        EXPECT_INT(request.kind, kind);
        EXPECT_INT(request_parse(name, strlen(name) - 1, &request, NULL), STATUS_INVALID);
    }
    EXPECT_INT(request_parse(visit, sizeof visit - 1, &request, NULL), STATUS_OK);
    EXPECT_INT(request.kind, REQUEST_VISIT);
}

static void so_many_an_hour(void)
{
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    for (int i = 0; i < 20; i++)
        EXPECT(request_is_allowed(&it.kiosk.run, REQUEST_RESTART, 5));
    EXPECT(!request_is_allowed(&it.kiosk.run, REQUEST_RESTART, 3600004));
    EXPECT(request_is_allowed(&it.kiosk.run, REQUEST_SHUTDOWN, 3600004));
    EXPECT(request_is_allowed(&it.kiosk.run, REQUEST_RESTART, 3600005));
    exhibit_kiosk_fini(&it);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads the line of a visit", reads_the_line_of_a_visit},
        {"refuses a line cut off", refuses_a_line_cut_off},
        {"refuses what no visit has", refuses_what_no_visit_has},
        {"a line has so many letters", a_line_has_so_many_letters},
        {"passes over words of later versions", passes_over_words_of_later_versions},
        {"few visits are the day's", few_visits_are_the_day_s},
        {"a week is seven days", a_week_is_seven_days},
        {"a week without a clock is the last seven kept",
         a_week_without_a_clock_is_the_last_seven_kept},
        {"the card is written seldom", the_card_is_written_seldom},
        {"a card that cannot be written loses nothing at once",
         a_card_that_cannot_be_written_loses_nothing_at_once},
        {"what waits is bounded", what_waits_is_bounded},
        {"damaged tables are gone on with", damaged_tables_are_gone_on_with},
        {"a table has so many rows", a_table_has_so_many_rows},
        {"the median is of the last readings", the_median_is_of_the_last_readings},
        {"old days give way", old_days_give_way},
        {"starts are numbered where no clock tells the day",
         starts_are_numbered_where_no_clock_tells_the_day},
        {"pulled or full at each call", code_of_each_fault},
        {"no half file is left", no_half_file_is_left},
        {"reads requests", reads_requests},
        {"so many an hour", so_many_an_hour},
        {0},
    };
    return harness_run(cases);
}
