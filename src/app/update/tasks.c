#include "app/update/tasks.h"

#include "app/update/kiosk_open.h"
#include "app/update/probe.h"
#include "platform/posix/clock.h"
#include "platform/posix/files.h"
#include "update/receipts.h"
#include "update/recover.h"
#include "update/select.h"
#include "update/staff_settings.h"
#include "update/stage.h"
#include "update/status_line.h"
#include "update/store.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { REQUEST_MAX = 32 << 10 };

/* One run of the program. */
struct run {
    const struct options *options;
    const char *version;
    struct kiosk_open opened;
    struct outcome outcome;
};

/* ---- Telling -----------------------------------------------------------------------------------
 */

static void show(const struct run *run, enum status_phase phase, unsigned percent)
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
    store_replace(&run->opened.kiosk.run, "", "status", text.bytes, text.length);
    buffer_fini(&text);
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

/* The journal, the screen and the records are told; a success only where `phase` is its name. */
static int end(struct run *run, enum status_phase phase)
{
    const struct outcome *outcome = &run->outcome;
    const bool failed = outcome->code != CODE_OK;
    fprintf(stderr, "vitrine-update: %s, edition %" PRIu64 "%s%s\n", code_name(outcome->code),
            outcome->serial, failed && outcome->detail.message[0] != '\0' ? ": " : "",
            failed ? outcome->detail.message : "");
    show(run, failed ? PHASE_FAILED : phase, 100);
    return exit_code(outcome->code);
}

static void keep_receipt(struct run *run)
{
    receipts_add(&run->opened.kiosk, &run->outcome, run->version);
}

/* ---- Stage -------------------------------------------------------------------------------------
 */

static uint64_t now_ms(void *self)
{
    (void)self;
    return clock_now_ms();
}

static void tell_progress(void *self, uint64_t serial, unsigned percent)
{
    struct run *run = self;
    run->outcome.serial = serial;
    show(run, PHASE_COPYING, percent);
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

static int stage(struct run *run)
{
    const struct stage_host host = {now_ms, tell_progress, is_asked_to_stop, run};
    struct files stick;
    struct outcome outcome;
    block_termination();
    show(run, PHASE_READING, 0);
    if (files_open(run->options->stick, &stick, &run->outcome.detail) != STATUS_OK) {
        run->outcome.code = CODE_UNREADABLE;
        return end(run, PHASE_FAILED);
    }
    stage_run(&run->opened.kiosk, &stick, &host, &outcome);
    files_close(&stick);
    run->outcome = outcome;
    if (outcome.code != CODE_OK && outcome.code != CODE_NONE)
        keep_receipt(run);
    return end(run, PHASE_CHECKING);
}

/* ---- The keeper --------------------------------------------------------------------------------
 */

static int commit(struct run *run)
{
    struct probe probe = {run->options->viewer, run->opened.kiosk.store_path};
    show(run, PHASE_CHECKING, 100);
    commit_run(&run->opened.kiosk, probe_run, &probe, &run->outcome);
    keep_receipt(run);
    return end(run, PHASE_READY);
}

static int select_content(struct run *run)
{
    struct selection selection;
    select_run(&run->opened.kiosk, clock_now_ms(), &selection, &run->outcome);
    printf("%s%s\n", selection.id, selection.is_trial ? " (trial)" : "");
    if (run->outcome.code != CODE_OK) {
        keep_receipt(run);
        end(run, PHASE_FAILED);
    }
    /* Whatever was chosen, the viewer is to be started: without content it shows the service card.
     */
    return 0;
}

static int confirm(struct run *run)
{
    select_confirm(&run->opened.kiosk, &run->outcome);
    if (run->outcome.code == CODE_NONE)
        return 0;
    keep_receipt(run);
    return end(run, PHASE_RUNNING);
}

/* "set KEY VALUE" behind its first word. */
static int set(struct run *run, char *rest)
{
    struct error error = {0};
    char *space = strchr(rest, ' ');
    if (space == NULL) {
        fprintf(stderr, "vitrine-update: set takes a key and a value\n");
        return 1;
    }
    *space = '\0';
    const enum status status =
        staff_settings_put(&run->opened.kiosk.store, rest, space + 1, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "vitrine-update: %s\n", error.message);
    return status_exit_code(status);
}

static int go_back(struct run *run)
{
    select_previous(&run->opened.kiosk, &run->outcome);
    keep_receipt(run);
    select_forget_starts(&run->opened.kiosk);
    return end(run, PHASE_READY);
}

static int request(struct run *run)
{
    char line[REQUEST_MAX];
    if (fgets(line, sizeof line, stdin) == NULL || strchr(line, '\n') == NULL) {
        fprintf(stderr, "vitrine-update: no line, or one over %d bytes\n", REQUEST_MAX);
        return 1;
    }
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "set ", 4) == 0)
        return set(run, line + 4);
    if (strcmp(line, "previous") == 0)
        return go_back(run);
    fprintf(stderr, "vitrine-update: \"%.40s\" is no request\n", line);
    return 1;
}

/* ---- Status ------------------------------------------------------------------------------------
 */

static const char *or_none(const char *id)
{
    return id[0] == '\0' ? "none" : id;
}

static void print_text(const struct state *state, enum update_code code, uint64_t space)
{
    printf("%-10s%s\n%-10s%s\n%-10s%s", "active", or_none(state->active), "previous",
           or_none(state->previous), "trial", or_none(state->trial));
    if (state->trial[0] != '\0')
        printf(" (%" PRIu64 " starts left)", state->tries);
    printf("\n%-10s%" PRIu64 "\n%-10s%" PRIu64 " MiB\n%-10s%s\n", "floor", state->floor, "free",
           space >> 20, "state", code_name(code));
    for (size_t i = 0; i < state->bad_count; i++)
        printf("%-10s%s\n", "bad", state->bad[i]);
}

/* Ids and numbers hold nothing that JSON would have to escape. */
static void print_json(const struct state *state, enum update_code code, uint64_t space)
{
    printf("{\"status\":1,\"active\":\"%s\",\"previous\":\"%s\",\"trial\":\"%s\",\"tries\":%" PRIu64
           ",\"floor\":%" PRIu64 ",\"free_mib\":%" PRIu64 ",\"state\":\"%s\",\"bad\":[",
           state->active, state->previous, state->trial, state->tries, state->floor, space >> 20,
           code_name(code));
    for (size_t i = 0; i < state->bad_count; i++)
        printf("%s\"%s\"", i == 0 ? "" : ",", state->bad[i]);
    printf("]}\n");
}

static int status(struct run *run)
{
    struct state state;
    bool rebuilt;
    uint64_t space = 0;
    const struct kiosk *kiosk = &run->opened.kiosk;
    const enum update_code code = recover_state(kiosk, &state, &rebuilt, &run->outcome.detail);
    kiosk->store.calls->space(kiosk->store.self, &space);
    (run->options->as_json ? print_json : print_text)(&state, code, space);
    return 0;
}

int tasks_run(const struct options *options, const char *version)
{
    static int (*const tasks[])(struct run * run) = {
        [TASK_STAGE] = stage,     [TASK_COMMIT] = commit,   [TASK_SELECT] = select_content,
        [TASK_CONFIRM] = confirm, [TASK_REQUEST] = request, [TASK_STATUS] = status,
    };
    const bool is_keeper = options->task != TASK_STAGE && options->task != TASK_STATUS;
    struct run run = {.options = options, .version = version};
    struct error error = {0};
    const enum status opened = kiosk_open(options, is_keeper, &run.opened, &error);
    if (opened != STATUS_OK) {
        fprintf(stderr, "vitrine-update: %s\n", error.message);
        return status_exit_code(opened);
    }
    const int code = tasks[options->task](&run);
    kiosk_close(&run.opened);
    return code;
}
