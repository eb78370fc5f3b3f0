/* One run of the program: what it works on, and how it tells what came of it. */
#ifndef APP_UPDATE_RUN_H
#define APP_UPDATE_RUN_H

#include "app/update/kiosk_open.h"
#include "update/report.h"
#include "update/request.h"
#include "update/status_line.h"
#include "update/visits.h"

struct run {
    const struct options *options;
    const char *version;
    struct kiosk_open opened;
    struct outcome outcome;
};

/* Shows the viewer a phase of the run's outcome. */
void run_show(const struct run *run, enum status_phase phase, unsigned percent);

/* Tells the journal and the screen what came of the run: `phase`, or that it failed. Answers the
 * exit code: 0 done, 1 the content is at fault, 3 the machine is. */
int run_end(struct run *run, enum status_phase phase);

/* Keeps the outcome as a receipt. */
void run_keep_receipt(struct run *run);

/* The stager, which may not write records, leaves its outcome in the run folder; the next keeper
 * keeps it. */
void run_leave_outcome(const struct run *run);
void run_take_outcome(struct run *run);

/* The day and hour that visits are counted in now. */
void run_when(const struct run *run, struct visits_when *ret_when);

/* Asks the supervisor for what this program has no rights to, a restart, saving or switching off:
 * it sees a file, and does it. Answers the exit code. */
int run_ask_supervisor(const struct run *run, enum request_kind kind);

/* Writes down, in the folder that the next start of the machine empties, that the disk was found to
 * take no writes. */
void run_note_stopped(const struct run *run);

/* Whether the disk calls itself read-only or was found to take no writes; writes nothing. */
bool run_is_read_only(const struct run *run);

/* Puts together what staff are told. */
void run_report(const struct run *run, struct report *ret_report);

/* Writes it to the run folder. */
void run_write_report(const struct run *run);

#endif
