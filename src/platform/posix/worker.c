#include "platform/posix/worker.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

struct worker {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t work, done; /* something to do; something was done */
    struct worker_job *queued, *finished;
    bool stopping;
    void (*notify)(void *self);
    void *self;
};

static void unlink_job(struct worker_job **list, struct worker_job *job)
{
    while (*list != job)
        list = &(*list)->next;
    *list = job->next;
    job->next = NULL;
}

static void enqueue(struct worker *worker, struct worker_job *job)
{
    struct worker_job **at = &worker->queued;
    while (*at != NULL && (*at)->urgency > job->urgency)
        at = &(*at)->next;
    job->next = *at;
    *at = job;
    job->state = WORKER_QUEUED;
}

static void append_finished(struct worker *worker, struct worker_job *job)
{
    struct worker_job **at = &worker->finished;
    while (*at != NULL)
        at = &(*at)->next;
    *at = job;
    job->state = WORKER_DONE;
}

/* With the mutex held. */
static void run_first(struct worker *worker)
{
    struct worker_job *job = worker->queued;
    unlink_job(&worker->queued, job);
    job->state = WORKER_RUNNING;
    pthread_mutex_unlock(&worker->mutex);
    job->run(job);
    pthread_mutex_lock(&worker->mutex);
    append_finished(worker, job);
    pthread_cond_signal(&worker->done);
    pthread_mutex_unlock(&worker->mutex);
    worker->notify(worker->self);
    pthread_mutex_lock(&worker->mutex);
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    pthread_mutex_lock(&worker->mutex);
    while (!worker->stopping) {
        if (worker->queued != NULL)
            run_first(worker);
        else
            pthread_cond_wait(&worker->work, &worker->mutex);
    }
    pthread_mutex_unlock(&worker->mutex);
    return NULL;
}

/* Signals are the main thread's business. */
static int start_thread(struct worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&worker->thread, NULL, work, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

struct worker *worker_create(void (*finished)(void *self), void *self)
{
    struct worker *worker = memory_zeroed(1, sizeof *worker);
    worker->notify = finished;
    worker->self = self;
    pthread_mutex_init(&worker->mutex, NULL);
    pthread_cond_init(&worker->work, NULL);
    pthread_cond_init(&worker->done, NULL);
    if (start_thread(worker) != 0) {
        fputs("no thread can be started\n", stderr);
        exit(3);
    }
    return worker;
}

void worker_destroy(struct worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->mutex);
    worker->stopping = true;
    pthread_cond_signal(&worker->work);
    pthread_mutex_unlock(&worker->mutex);
    pthread_join(worker->thread, NULL);
    pthread_cond_destroy(&worker->done);
    pthread_cond_destroy(&worker->work);
    pthread_mutex_destroy(&worker->mutex);
    free(worker);
}

void worker_submit(struct worker *worker, struct worker_job *job)
{
    pthread_mutex_lock(&worker->mutex);
    enqueue(worker, job);
    pthread_cond_signal(&worker->work);
    pthread_mutex_unlock(&worker->mutex);
}

struct worker_job *worker_finished(struct worker *worker)
{
    pthread_mutex_lock(&worker->mutex);
    struct worker_job *job = worker->finished;
    if (job != NULL) {
        unlink_job(&worker->finished, job);
        job->state = WORKER_IDLE;
    }
    pthread_mutex_unlock(&worker->mutex);
    return job;
}

void worker_await(struct worker *worker, struct worker_job *job)
{
    pthread_mutex_lock(&worker->mutex);
    if (job->state == WORKER_QUEUED) {
        unlink_job(&worker->queued, job);
        job->urgency = INT_MAX;
        enqueue(worker, job);
    }
    while (job->state != WORKER_DONE)
        pthread_cond_wait(&worker->done, &worker->mutex);
    unlink_job(&worker->finished, job);
    job->state = WORKER_IDLE;
    pthread_mutex_unlock(&worker->mutex);
}

bool worker_is_first(struct worker *worker, const struct worker_job *job)
{
    pthread_mutex_lock(&worker->mutex);
    bool first = worker->queued == job;
    pthread_mutex_unlock(&worker->mutex);
    return first;
}

bool worker_cancel(struct worker *worker, struct worker_job *job)
{
    pthread_mutex_lock(&worker->mutex);
    bool queued = job->state == WORKER_QUEUED;
    if (queued) {
        unlink_job(&worker->queued, job);
        job->state = WORKER_IDLE;
    }
    pthread_mutex_unlock(&worker->mutex);
    return queued;
}
