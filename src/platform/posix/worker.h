/* One thread for work that must not keep the screen waiting: jobs in order of urgency, the latest
 * first among equals, because it is what the visitor asked for last. */
#ifndef PLATFORM_POSIX_WORKER_H
#define PLATFORM_POSIX_WORKER_H

#include <stdbool.h>

enum worker_state { WORKER_IDLE, WORKER_QUEUED, WORKER_RUNNING, WORKER_DONE };

/* A job is part of the caller's own struct, which must live until the job was taken back by
 * worker_finished, worker_await or worker_cancel. Zeroed but for `run`. */
struct worker_job {
    void (*run)(struct worker_job *job); /* on the worker's thread */
    int urgency;                         /* higher comes first */
    enum worker_state state;             /* the worker's */
    struct worker_job *next;             /* the worker's */
};

struct worker;

/* Starts the thread. `finished` is called on it after each job, to wake whoever waits elsewhere. */
struct worker *worker_create(void (*finished)(void *self), void *self);

/* Drops the jobs that were not begun, waits for the one that was, ends the thread. Takes NULL. */
void worker_destroy(struct worker *worker);

/* Queues a job. */
void worker_submit(struct worker *worker, struct worker_job *job);

/* Takes back a finished job, oldest first; NULL: none. Never waits for a job. */
struct worker_job *worker_finished(struct worker *worker);

/* Puts a queued job before all others, waits until it is finished, and takes it back. */
void worker_await(struct worker *worker, struct worker_job *job);

/* Whether the job is the next to be run. */
bool worker_is_first(struct worker *worker, const struct worker_job *job);

/* Takes a job out of the queue; false: it is running or finished, and still has to be taken back.
 */
bool worker_cancel(struct worker *worker, struct worker_job *job);

#endif
