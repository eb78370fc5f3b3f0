/* What a viewer that somebody has taken over may send to the keeper, and what lies in the files
 * that the keeper reads back: it is refused, or it is what it says, and the settings stay a file of
 * settings.
 *
 * The first byte chooses what the rest is: a line, a table of visits or of letters, or one of the
 * files of the run folder and of the records. */
#include "update/counts.h"
#include "update/receipts.h"
#include "update/request.h"
#include "update/save.h"
#include "update/starts.h"
#include "update/store.h"
#include "update/visits.h"

#include "exhibit.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

static void expect_settings(struct exhibit_kiosk *it, const struct request *request)
{
    struct buffer text = {0}, line = {0};
    const enum status status =
        staff_settings_put(&it->kiosk.store, request->key, request->value, NULL);
    insist(store_read(&it->kiosk.store, "settings.ini", 1 << 16, &text) == 0);
    insist(strncmp(buffer_string(&text), "theme=paper\n", 12) == 0 || status == STATUS_OK);
    buffer_format(&line, "%s=%s\n", request->key, request->value);
    insist(status != STATUS_OK || strstr(buffer_string(&text), buffer_string(&line)) != NULL);
    buffer_fini(&line);
    buffer_fini(&text);
}

/* What was written can be read, with nothing in it that takes a line apart. */
static void expect_table(struct exhibit_kiosk *it, const char *path,
                         const struct counts_shape *shape)
{
    struct counts counts;
    struct buffer text = {0};
    counts_init(&counts, shape);
    insist(store_read(&it->kiosk.store, path, COUNTS_SIZE_MAX, &text) == 0);
    insist(counts_parse(&counts, buffer_string(&text), text.length));
    counts_fini(&counts);
    buffer_fini(&text);
}

static void fuzz_line(struct exhibit_kiosk *it, const char *text, size_t length)
{
    const struct visits_when when = {.day = "2026-11-20", .hour = 9};
    struct request request;
    model_disk_put(it->store, "settings.ini", "theme=paper\n", 12);
    if (request_parse(text, length, &request, NULL) != STATUS_OK)
        return;
    if (request.kind == REQUEST_SET)
        expect_settings(it, &request);
    if (request.kind != REQUEST_VISIT)
        return;
    char *line = strndup(text, length);
    line[strcspn(line, "\n")] = '\0';
    insist(visits_take(&it->kiosk, &when, 0, line, NULL) == STATUS_OK);
    insist(visits_flush(&it->kiosk, &when, NULL) == STATUS_OK);
    insist(visits_on(&it->kiosk, when.day) == 1);
    expect_table(it, "records/visits-2026-11-20.csv", &counts_visits);
    expect_table(it, "records/letters-2026-11-20.csv", &counts_letters);
    free(line);
}

/* ---- Files -------------------------------------------------------------------------------------
 */

/* What could be read is written so that it is read again as the same. */
static void fuzz_counts(const struct counts_shape *shape, const char *text, size_t length)
{
    struct counts counts, again;
    struct buffer once = {0}, twice = {0};
    counts_init(&counts, shape);
    counts_init(&again, shape);
    const bool is_whole = counts_parse(&counts, text, length);
    counts_format(&counts, false, &once);
    insist(counts_parse(&again, buffer_string(&once), once.length) || !is_whole);
    counts_format(&again, false, &twice);
    insist(once.length == twice.length && memcmp(once.bytes, twice.bytes, once.length) == 0);
    counts_fini(&counts);
    counts_fini(&again);
    buffer_fini(&once);
    buffer_fini(&twice);
}

static void fuzz_run_folder(struct exhibit_kiosk *it, const char *text, size_t length)
{
    struct starts starts;
    struct visits_when when;
    model_disk_put(it->run, "starts", text, length);
    model_disk_put(it->run, "requests", text, length);
    model_disk_put(it->run, "start", text, length);
    model_disk_put(it->run, "visits", text, length);
    starts_load(&it->kiosk.run, &starts);
    insist(starts.count <= STARTS_MAX);
    starts_add(&it->kiosk.run, &starts, "factory", 5);
    starts_load(&it->kiosk.run, &starts);
    insist(starts.count >= 1 && strcmp(starts.list[starts.count - 1].id, "factory") == 0);
    (void)request_is_allowed(&it->kiosk.run, REQUEST_SET, 10);
    visits_when_by_start(&it->kiosk, 0, &when);
    insist(strncmp(when.day, "start-", 6) == 0);
    insist(visits_flush(&it->kiosk, &when, NULL) == STATUS_OK);
}

static void fuzz_records(struct exhibit_kiosk *it, const char *text, size_t length)
{
    struct report report = {0}, again;
    struct buffer said = {0};
    struct outcome outcome = {.code = CODE_CONTENT, .serial = 3};
    const struct files stick = model_disk_files(it->stick);
    error_set(&outcome.detail, STATUS_INVALID, "%.*s", (int)(length < 900 ? length : 900), text);
    model_disk_put(it->store, "records/receipts.csv", text, length);
    model_disk_put(it->store, "records/visits-2026-11-20.csv", text, length);
    receipts_add(&it->kiosk, &outcome, "1.0");
    receipts_report(&it->kiosk.store, &report);
    insist(report.receipt_count >= 1 && report.receipts[0].code == CODE_CONTENT);
    report_format(&report, &said);
    insist(report_parse(buffer_string(&said), said.length, &again));
    (void)report_parse(text, length, &again);
    save_run(&it->kiosk, &stick, "hall-2", "1.0", &outcome);
    insist(outcome.code == CODE_OK);
    buffer_fini(&said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct exhibit_kiosk it;
    if (size == 0)
        return 0;
    char *text = malloc(size);
    if (text == NULL)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    exhibit_kiosk_init(&it);
    switch (data[0]) {
    case 'l':
        fuzz_line(&it, text, size - 1);
        break;
    case 'v':
        fuzz_counts(&counts_visits, text, size - 1);
        break;
    case 'o':
        fuzz_counts(&counts_letters, text, size - 1);
        break;
    case 'r':
        fuzz_run_folder(&it, text, size - 1);
        break;
    default:
        fuzz_records(&it, text, size - 1);
    }
    exhibit_kiosk_fini(&it);
    free(text);
    return 0;
}
