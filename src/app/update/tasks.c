#include "app/update/tasks.h"

#include "app/update/asked.h"
#include "app/update/probe.h"
#include "app/update/run.h"
#include "platform/posix/clock.h"
#include "platform/posix/files.h"
#include "platform/posix/machine.h"
#include "update/audit.h"
#include "update/save.h"
#include "update/select.h"
#include "update/stage.h"
#include "update/store.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND_TOLD_MS = 8000 };

/* ---- Stage -------------------------------------------------------------------------------------
 */

static uint64_t now_ms(void *self)
{
    (void)self;
    return clock_now_ms();
}

/* That a second stick is there stays to be read for a while: the copy goes on below it. */
static bool is_second_told(const struct run *run)
{
    struct buffer text = {0};
    uint64_t told_ms = 0;
    if (store_read(&run->opened.kiosk.run, "second", 32, &text) == 0)
        told_ms = strtoull(buffer_string(&text), NULL, 10);
    buffer_fini(&text);
    return told_ms != 0 && clock_now_ms() - told_ms < SECOND_TOLD_MS;
}

static void tell_progress(void *self, uint64_t serial, unsigned percent)
{
    struct run *run = self;
    run->outcome.serial = serial;
    if (!is_second_told(run))
        run_show(run, PHASE_COPYING, percent);
}

static int refuse_second(struct run *run)
{
    struct buffer text = {0};
    buffer_format(&text, "%" PRIu64 "\n", clock_now_ms());
    run->outcome.code = CODE_BUSY;
    store_replace(&run->opened.kiosk.run, "", "second", text.bytes, text.length);
    buffer_fini(&text);
    run_leave_outcome(run);
    return run_end(run, PHASE_FAILED);
}

/* SIGTERM is blocked and only looked for: the copy ends where it can be cleaned up. */
static bool is_asked_to_stop(void *self)
{
    sigset_t waiting;
    (void)self;
    return sigpending(&waiting) == 0 && sigismember(&waiting, SIGTERM) == 1;
}

static void block_termination(void)
{
    sigset_t termination;
    sigemptyset(&termination);
    sigaddset(&termination, SIGTERM);
    sigprocmask(SIG_BLOCK, &termination, NULL);
}

/* A mistake in the settings is the outcome; answers whether there is one. */
static bool take_mistake(struct run *run)
{
    if (run->opened.mistake.message[0] == '\0')
        return false;
    run->outcome.code = CODE_SETTINGS;
    run->outcome.detail = run->opened.mistake;
    return true;
}

static void read_stick(struct run *run)
{
    const struct stage_host host = {now_ms, tell_progress, is_asked_to_stop, run};
    struct files stick;
    struct outcome outcome;
    if (files_open_stick(run->options->stick, &stick, &run->outcome.detail) != STATUS_OK) {
        run->outcome.code = CODE_UNREADABLE;
        return;
    }
    stage_run(&run->opened.kiosk, &stick, &host, &outcome);
    files_close(&stick);
    run->outcome = outcome;
}

static int stage(struct run *run)
{
    block_termination();
    if (!kiosk_try_lock(&run->opened, KIOSK_LOCK_STICK))
        return refuse_second(run);
    store_remove(&run->opened.kiosk.run, "second");
    if (take_mistake(run))
        return run_end(run, PHASE_FAILED);
    run_show(run, PHASE_READING, 0);
    if (kiosk_lock(&run->opened, KIOSK_LOCK_INBOX, &run->outcome.detail) == STATUS_OK)
        read_stick(run);
    else
        run->outcome.code = CODE_STORAGE;
    if (run->outcome.code != CODE_OK && run->outcome.code != CODE_NONE)
        run_leave_outcome(run);
    return run_end(run, PHASE_CHECKING);
}

/* ---- The keeper --------------------------------------------------------------------------------
 */

/* Keepers do not wait for the probe: nobody but its own may change what it looks through. */
static enum update_code probe_unlocked(void *self, const char *path, struct error *detail)
{
    struct run *run = self;
    struct probe probe = {run->options->viewer, run->opened.kiosk.store_path};
    struct error error = {0};
    kiosk_unlock(&run->opened, KIOSK_LOCK_KEEPER);
    const enum update_code code = probe_run(&probe, path, detail);
    if (kiosk_lock(&run->opened, KIOSK_LOCK_KEEPER, &error) == STATUS_OK)
        return code;
    *detail = error;
    return CODE_STORAGE;
}

static int commit(struct run *run)
{
    struct kiosk_open *opened = &run->opened;
    if (kiosk_lock(opened, KIOSK_LOCK_INBOX, &run->outcome.detail) != STATUS_OK ||
        kiosk_lock(opened, KIOSK_LOCK_KEEPER, &run->outcome.detail) != STATUS_OK) {
        run->outcome.code = CODE_STORAGE;
        return run_end(run, PHASE_FAILED);
    }
    if (!store_has(&opened->kiosk.store, "inbox/new")) {
        fprintf(stderr, "vitrine-update: nothing to commit\n");
        return 1; /* the stager has told why */
    }
    run_show(run, PHASE_CHECKING, 100);
    commit_run(&opened->kiosk, probe_unlocked, run, &run->outcome);
    run_keep_receipt(run);
    return run_end(run, PHASE_READY);
}

/* Staff are told of a disk that takes no writes, though none was needed for this choice. It is
 * tried only here, at a viewer's start: one that stops stays so until the machine is started again.
 */
static void take_read_only(struct run *run)
{
    struct outcome *outcome = &run->outcome;
    const char *path = run->opened.kiosk.store_path;
    if (machine_refuses_writes(path))
        run_note_stopped(run);
    if (outcome->code != CODE_OK || !run_is_read_only(run))
        return;
    outcome->code = CODE_STORAGE;
    error_set(&outcome->detail, STATUS_IO, "%s: %s", path, strerror(EROFS));
}

static int select_content(struct run *run)
{
    struct selection selection;
    struct outcome *outcome = &run->outcome;
    select_run(&run->opened.kiosk, clock_now_ms(), &selection, outcome);
    take_read_only(run);
    printf("%s%s\n", selection.id, selection.is_trial ? " (trial)" : "");
    if (outcome->code != CODE_OK && outcome->code != CODE_EMPTY)
        run_keep_receipt(run);
    else
        take_mistake(run);
    /* What was ready is being shown now; a viewer that read so again would end again. */
    if (outcome->code == CODE_OK)
        run_show(run, PHASE_IDLE, 0);
    else
        run_end(run, PHASE_FAILED);
    /* Whatever was chosen, the viewer is to be started: without content it shows the service card.
     */
    return 0;
}

static bool take_keeper_lock(void *self)
{
    struct run *run = self;
    struct error error = {0};
    return kiosk_lock(&run->opened, KIOSK_LOCK_KEEPER, &error) == STATUS_OK;
}

/* What is shown is read as a whole, now that the viewer needs the disk no more; other keepers do
 * not wait for that. After a restart the ladder says what is shown instead, and staff what
 * happened. */
static int audit(struct run *run)
{
    char id[STATE_ID_SIZE];
    kiosk_unlock(&run->opened, KIOSK_LOCK_KEEPER);
    switch (audit_shown(&run->opened.kiosk, take_keeper_lock, run, id)) {
    case CODE_DAMAGED:
        fprintf(stderr, "vitrine-update: %s is damaged\n", id);
        return run_ask_supervisor(run, REQUEST_RESTART);
    case CODE_STORAGE:
        return 3;
    default:
        return 0;
    }
}

static int confirm(struct run *run)
{
    int code = 0;
    select_confirm(&run->opened.kiosk, &run->outcome);
    if (run->outcome.code != CODE_NONE) {
        run_keep_receipt(run);
        code = run_end(run, PHASE_RUNNING);
    }
    const int audited = audit(run);
    return code != 0 ? code : audited;
}

/* ---- Records -----------------------------------------------------------------------------------
 */

#define SAVED "saved"

static void write_records(struct run *run)
{
    const struct kiosk_open *opened = &run->opened;
    struct visits_when when;
    struct files stick;
    run_when(run, &when);
    /* What cannot be written to the card is not on the stick either; the rest is. */
    if (visits_flush(&opened->kiosk, &when, &run->outcome.detail) != STATUS_OK)
        fprintf(stderr, "vitrine-update: %s\n", run->outcome.detail.message);
    if (files_open_stick(run->options->stick, &stick, &run->outcome.detail) != STATUS_OK) {
        run->outcome.code = CODE_UNREADABLE;
        return;
    }
    save_run(&opened->kiosk, &stick, opened->device[0] == '\0' ? "kiosk" : opened->device,
             run->version, &run->outcome);
    files_close(&stick);
}

/* That the stick may go is said when it is unmounted, and not before. */
static int save_onto_stick(struct run *run)
{
    struct buffer text = {0};
    run_show(run, PHASE_SAVING, 0);
    write_records(run);
    run_keep_receipt(run);
    const struct outcome *outcome = &run->outcome;
    if (outcome->code != CODE_OK)
        return run_end(run, PHASE_FAILED);
    buffer_text(&text, outcome->detail.message);
    store_replace(&run->opened.kiosk.run, "", SAVED, text.bytes, text.length);
    printf("%s\n", buffer_string(&text));
    buffer_fini(&text);
    return 0;
}

static int tell_saved(struct run *run)
{
    const struct files *folder = &run->opened.kiosk.run;
    struct buffer name = {0};
    const int answer = store_read(folder, SAVED, SAVE_NAME_SIZE, &name);
    if (answer == 0) {
        store_remove(folder, SAVED);
        error_set(&run->outcome.detail, STATUS_OK, "%s", buffer_string(&name));
        run_show(run, PHASE_SAVED, 100);
    }
    buffer_fini(&name);
    return answer == 0 ? 0 : 1; /* what went wrong has been told */
}

static int save(struct run *run)
{
    return run->options->stick == NULL ? tell_saved(run) : save_onto_stick(run);
}

/* ---- Status ------------------------------------------------------------------------------------
 */

static void print_edition(const char *name, const struct report_edition *edition)
{
    if (edition->exists)
        printf("%-10s%" PRIu64 ", %s, %s\n", name, edition->serial, edition->built, edition->title);
    else
        printf("%-10snone\n", name);
}

static void print_text(const struct report *report)
{
    print_edition("active", &report->active);
    print_edition("previous", &report->previous);
    print_edition("trial", &report->trial);
    printf("%-10s%" PRIu64 "\n%-10s%" PRIu64 " of %" PRIu64 " MiB\n%-10s%s\n", "floor",
           report->floor, "free", report->free_mib, report->total_mib, "state",
           code_name(report->state));
    printf("%-10s%" PRIu64 ", %" PRIu64 " of them after a crash\n%-10s%" PRIu64 " today\n",
           "starts", report->starts, report->crashes, "visits", report->visits);
    for (size_t i = 0; i < report->receipt_count; i++) {
        const struct report_receipt *receipt = &report->receipts[i];
        printf("%-10s%" PRIu64 " edition %" PRIu64 ": %s%s%s\n", "receipt", receipt->number,
               receipt->serial, code_name(receipt->code), receipt->detail[0] == '\0' ? "" : ", ",
               receipt->detail);
    }
}

static int status(struct run *run)
{
    struct report report;
    struct buffer text = {0};
    run_report(run, &report);
    if (run->options->as_json) {
        report_json(&report, &text);
        fputs(buffer_string(&text), stdout);
    } else {
        print_text(&report);
    }
    buffer_fini(&text);
    return 0;
}

/* ---- All of them -------------------------------------------------------------------------------
 */

/* A task of a keeper: under its lock, and with the report anew behind it. */
static int keep(struct run *run, int (*task)(struct run *run))
{
    struct error error = {0};
    if (task != commit && kiosk_keep(&run->opened, &error) != STATUS_OK) {
        fprintf(stderr, "vitrine-update: %s\n", error.message);
        return 3;
    }
    const int code = task(run);
    run_take_outcome(run);
    run_write_report(run);
    return code;
}

int tasks_run(const struct options *options, const char *version)
{
    static int (*const keepers[])(struct run * run) = {
        [TASK_COMMIT] = commit,
        [TASK_SELECT] = select_content,
        [TASK_CONFIRM] = confirm,
        [TASK_SAVE] = save,
    };
    struct run run = {.options = options, .version = version};
    struct error error = {0};
    if (options->task == TASK_REQUEST)
        return asked_run(options, version);
    const enum status opened = kiosk_open(options, &run.opened, &error);
    if (opened != STATUS_OK) {
        fprintf(stderr, "vitrine-update: %s\n", error.message);
        return status_exit_code(opened);
    }
    const int code = options->task == TASK_STAGE    ? stage(&run)
                     : options->task == TASK_STATUS ? status(&run)
                                                    : keep(&run, keepers[options->task]);
    kiosk_close(&run.opened);
    return code;
}
