#include "app/update/run.h"

#include "platform/posix/clock.h"
#include "platform/posix/machine.h"
#include "update/receipts.h"
#include "update/report_make.h"
#include "update/select.h"
#include "update/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- The status line ---------------------------------------------------------------------------
 */

static void write_line(const struct run *run, const char *name, enum status_phase phase,
                       unsigned percent)
{
    const struct outcome *outcome = &run->outcome;
    struct status_line line = {.phase = phase,
                               .serial = outcome->serial,
                               .other = outcome->other,
                               .percent = percent,
                               .code = outcome->code};
    const size_t length = strlen(outcome->detail.message);
    const size_t kept = length < sizeof line.detail ? length : sizeof line.detail - 1;
    memcpy(line.detail, outcome->detail.message, kept);
    /* A screen that cannot be told shows less; nothing else comes of it. */
    struct buffer text = {0};
    status_line_format(&line, &text);
    store_replace(&run->opened.kiosk.run, "", name, text.bytes, text.length);
    buffer_fini(&text);
}

void run_show(const struct run *run, enum status_phase phase, unsigned percent)
{
    write_line(run, "status", phase, percent);
}

static int exit_code(enum update_code code)
{
    switch (code) {
    case CODE_OK:
    case CODE_INSTALLED:
        return 0;
    case CODE_STORAGE:
    case CODE_SPACE:
        return 3;
    default:
        return 1;
    }
}

int run_end(struct run *run, enum status_phase phase)
{
    const struct outcome *outcome = &run->outcome;
    const bool failed = outcome->code != CODE_OK;
    fprintf(stderr, "vitrine-update: %s, edition %" PRIu64 "%s%s\n", code_name(outcome->code),
            outcome->serial, failed && outcome->detail.message[0] != '\0' ? ": " : "",
            failed ? outcome->detail.message : "");
    run_show(run, failed ? PHASE_FAILED : phase, 100);
    return exit_code(outcome->code);
}

/* ---- Records -----------------------------------------------------------------------------------
 */

void run_keep_receipt(struct run *run)
{
    receipts_add(&run->opened.kiosk, &run->outcome, run->version);
}

void run_leave_outcome(const struct run *run)
{
    write_line(run, "outcome", PHASE_FAILED, 0);
}

void run_take_outcome(struct run *run)
{
    const struct files *folder = &run->opened.kiosk.run;
    struct buffer text = {0};
    struct status_line line;
    if (store_read(folder, "outcome", STATUS_LINE_MAX, &text) == 0) {
        store_remove(folder, "outcome");
        if (status_line_parse(buffer_string(&text), text.length, &line)) {
            struct outcome outcome = {.code = line.code, .serial = line.serial};
            error_set(&outcome.detail, STATUS_INVALID, "%s", line.detail);
            receipts_add(&run->opened.kiosk, &outcome, run->version);
        }
    }
    buffer_fini(&text);
}

void run_when(const struct run *run, struct visits_when *ret_when)
{
    const int64_t unix_s = machine_unix_s();
    if (machine_clock_is_set(MACHINE_CLOCK_FOLDER, unix_s))
        visits_when_by_clock(unix_s, ret_when);
    else
        visits_when_by_start(&run->opened.kiosk, clock_now_ms(), ret_when);
}

/* ---- The report --------------------------------------------------------------------------------
 */

static const char STOPPED_NAME[] = "stopped";

void run_note_stopped(const struct run *run)
{
    store_replace(&run->opened.kiosk.run, "", STOPPED_NAME, "\n", 1);
}

bool run_is_read_only(const struct run *run)
{
    return machine_is_read_only(run->opened.kiosk.store_path) ||
           store_has(&run->opened.kiosk.run, STOPPED_NAME);
}

void run_report(const struct run *run, struct report *ret_report)
{
    struct visits_when when;
    uint64_t free_bytes = 0, total_bytes = 0;
    struct report_machine machine = {.device = run->opened.device,
                                     .software = run->version,
                                     .today = when.day,
                                     .heat_c = REPORT_NO_HEAT};
    run_when(run, &when);
    if (machine_room(run->opened.kiosk.store_path, &free_bytes, &total_bytes)) {
        machine.free_mib = free_bytes >> 20;
        machine.total_mib = total_bytes >> 20;
    }
    machine.is_read_only = run_is_read_only(run);
    if (!machine_heat_c(MACHINE_HEAT_FOLDER, &machine.heat_c))
        machine.heat_c = REPORT_NO_HEAT;
    report_make(&run->opened.kiosk, &machine, ret_report);
}

void run_write_report(const struct run *run)
{
    struct report report;
    struct buffer text = {0};
    run_report(run, &report);
    report_format(&report, &text);
    store_replace(&run->opened.kiosk.run, "", "report", text.bytes, text.length);
    buffer_fini(&text);
}

/* ---- The supervisor ----------------------------------------------------------------------------
 */

int run_ask_supervisor(const struct run *run, enum request_kind kind)
{
    const struct files *folder = &run->opened.kiosk.run;
    struct visits_when when;
    struct error error = {0};
    char path[64];
    run_when(run, &when);
    /* Nothing is to be lost that waits for the card; if it cannot be written, it is asked anyhow.
     */
    if (visits_flush(&run->opened.kiosk, &when, &error) != STATUS_OK)
        fprintf(stderr, "vitrine-update: %s\n", error.message);
    if (kind == REQUEST_RESTART)
        select_forget_starts(&run->opened.kiosk);
    snprintf(path, sizeof path, "ask/%s", request_name(kind));
    int answer = folder->calls->make_folder(folder->self, "ask");
    if (answer == 0 || answer == -EEXIST)
        answer = store_replace(folder, "ask", path, "", 0);
    if (answer != 0)
        fprintf(stderr, "vitrine-update: %s: %s\n", path, strerror(-answer));
    return answer == 0 ? 0 : 3;
}
