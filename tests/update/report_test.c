#include "update/report.h"

#include "support/harness.h"

#include <stdlib.h>
#include <string.h>

static const char example[] =
    "report 1\nexhibit=letters-demo\ndevice=hall-2\nsoftware=0.4.0\nstate=ok\n"
    "active=42 2026-11-20 Letters from the harbour\n"
    "previous=41 2026-10-02 Letters from the harbour\ntrial=-\n"
    "signer=1D38C1EE5D8A4C2F Archive\ntries=0\nfloor=42\nfree_mib=2810\n"
    "total_mib=3915\nheat_c=47\nstarts=3\ncrashes=1\nvisits=118\nweek=612\n"
    "fault=16 43 E21 0.4.0 key 1D38C1EE5D8A4C2F\nreceipt=17 42 ok 0.4.0 \n"
    "receipt=16 43 E21 0.4.0 key 1D38C1EE5D8A4C2F\n";

static void reads_what_it_writes(void)
{
    struct report report;
    struct buffer again = {0};
    if (!EXPECT(report_parse(example, sizeof example - 1, &report)))
        return;
    EXPECT_TEXT(report.device, "hall-2");
    EXPECT_INT(report.active.serial, 42);
    EXPECT_TEXT(report.previous.built, "2026-10-02");
    EXPECT(!report.trial.exists);
    EXPECT_INT(report.heat_c, 47);
    EXPECT_INT(report.fault.code, CODE_SIGNATURE);
    EXPECT_INT(report.receipt_count, 2);
    EXPECT_TEXT(report.receipts[1].detail, "key 1D38C1EE5D8A4C2F");
    report_format(&report, &again);
    EXPECT_TEXT(buffer_string(&again), example);
    buffer_fini(&again);
}

static void the_example_is_the_one_in_the_readme(void)
{
    size_t length;
    char *readme = harness_read_file(harness_source_path("src/update/README.md"), &length);
    EXPECT(readme != NULL && strstr(readme, example) != NULL);
    free(readme);
}

/* Each line left out, and each cut. */
/* Else the tests of every screen would look at pages for staff that know nothing. */
static void reads_the_report_that_screens_are_tested_with(void)
{
    size_t length;
    struct report report;
    char *text = harness_read_file(harness_source_path("tests/support/staff-report.txt"), &length);
    if (EXPECT(text != NULL && report_parse(text, length, &report)))
        EXPECT_INT(report.receipt_count, 4);
    free(text);
}

static void refuses_what_is_not_whole(void)
{
    struct report report;
    const char *end = strstr(example, "fault=");
    for (const char *line = example; line < end; line = strchr(line, '\n') + 1) {
        struct buffer text = {0};
        const char *next = strchr(line, '\n') + 1;
        buffer_append(&text, example, (size_t)(line - example));
        buffer_text(&text, next);
        EXPECT(!report_parse(buffer_string(&text), text.length, &report));
        buffer_fini(&text);
        EXPECT(!report_parse(example, (size_t)(line - example), &report));
    }
    EXPECT(!report_parse("report 1\0", 10, &report));
}

static void passes_over_what_is_added_later(void)
{
    struct report report;
    struct buffer text = {0};
    buffer_text(&text, example);
    buffer_text(&text, "humidity=40\n");
    EXPECT(report_parse(buffer_string(&text), text.length, &report));
    buffer_fini(&text);
}

static void is_of_bounded_length(void)
{
    struct report report;
    struct buffer text = {0};
    buffer_text(&text, example);
    buffer_text(&text, "more=");
    while (text.length < REPORT_SIZE_MAX - 1)
        buffer_byte(&text, 'x');
    buffer_byte(&text, '\n');
    EXPECT(report_parse(text.bytes, text.length, &report));
    buffer_byte(&text, '\n');
    EXPECT(!report_parse(text.bytes, text.length, &report));
    buffer_fini(&text);
}

static void writes_one_line_of_anything(void)
{
    struct report report, again;
    struct buffer text = {0};
    EXPECT(report_parse(example, sizeof example - 1, &report));
    memcpy(report.active.title, "a\nb\x7f\xff", sizeof "a\nb\x7f\xff");
    report_format(&report, &text);
    if (EXPECT(report_parse(buffer_string(&text), text.length, &again)))
        EXPECT_TEXT(again.active.title, "a b \xef\xbf\xbd");
    buffer_fini(&text);
}

static void says_the_same_as_json(void)
{
    struct report report;
    struct buffer text = {0};
    EXPECT(report_parse(example, sizeof example - 1, &report));
    report.heat_c = REPORT_NO_HEAT;
    report.receipt_count = 1;
    memcpy(report.device, "a\"\\\n", 5);
    report_json(&report, &text);
    EXPECT_TEXT(
        buffer_string(&text),
        "{\"report\":1,\"exhibit\":\"letters-demo\",\"device\":\"a\\\"\\\\\\u000a\","
        "\"software\":\"0.4.0\",\"state\":\"ok\",\"active\":{\"serial\":42,\"built\":"
        "\"2026-11-20\",\"title\":\"Letters from the harbour\"},\"previous\":{\"serial\":41,"
        "\"built\":\"2026-10-02\",\"title\":\"Letters from the harbour\"},\"trial\":null,"
        "\"signer\":\"1D38C1EE5D8A4C2F "
        "Archive\",\"tries\":0,\"floor\":42,\"free_mib\":2810,\"total_mib\":3915,\"heat_c\":null,"
        "\"starts\":3,\"crashes\":1,\"visits\":118,\"week\":612,\"fault\":{\"number\":16,"
        "\"serial\":43,"
        "\"code\":\"E21\",\"software\":\"0.4.0\",\"detail\":\"key 1D38C1EE5D8A4C2F\"},"
        "\"receipts\":[{\"number\":17,\"serial\":42,\"code\":\"ok\",\"software\":\"0.4.0\","
        "\"detail\":\"\"}]}\n");
    buffer_fini(&text);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads what it writes", reads_what_it_writes},
        {"the example is the one in the README", the_example_is_the_one_in_the_readme},
        {"reads the report that screens are tested with",
         reads_the_report_that_screens_are_tested_with},
        {"refuses what is not whole", refuses_what_is_not_whole},
        {"passes over what is added later", passes_over_what_is_added_later},
        {"is of bounded length", is_of_bounded_length},
        {"writes one line of anything", writes_one_line_of_anything},
        {"says the same as JSON", says_the_same_as_json},
        {0},
    };
    return harness_run(cases);
}
