#include "platform/posix/worker.h"

#include <pthread.h>
#include <sched.h>

#include "support/harness.h"

enum { JOBS = 4 };

/* A job that notes when it ran, and may wait for a gate to open first. */
struct step {
    struct worker_job job;
    struct scene *scene;
    bool gated;
    int order; /* from 1; 0: not run */
};

struct scene {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool open, entered;
    int ran, notified;
    struct step steps[JOBS];
    struct worker *worker;
};

static void run_step(struct worker_job *job)
{
    struct step *step = (struct step *)job;
    struct scene *scene = step->scene;
    pthread_mutex_lock(&scene->mutex);
    scene->entered = true;
    pthread_cond_broadcast(&scene->changed);
    while (step->gated && !scene->open)
        pthread_cond_wait(&scene->changed, &scene->mutex);
    step->order = ++scene->ran;
    pthread_mutex_unlock(&scene->mutex);
}

static void note_finished(void *self)
{
    struct scene *scene = self;
    pthread_mutex_lock(&scene->mutex);
    scene->notified++;
    pthread_cond_broadcast(&scene->changed);
    pthread_mutex_unlock(&scene->mutex);
}

static void set_up(struct scene *scene)
{
    *scene =
        (struct scene){.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    for (int i = 0; i < JOBS; i++)
        scene->steps[i] = (struct step){.job = {.run = run_step}, .scene = scene};
    scene->worker = worker_create(note_finished, scene);
}

/* Job 0 holds the thread at the gate, so that the others pile up. */
static void hold_thread(struct scene *scene)
{
    scene->steps[0].gated = true;
    worker_submit(scene->worker, &scene->steps[0].job);
    pthread_mutex_lock(&scene->mutex);
    while (!scene->entered)
        pthread_cond_wait(&scene->changed, &scene->mutex);
    pthread_mutex_unlock(&scene->mutex);
}

static void open_gate(struct scene *scene)
{
    pthread_mutex_lock(&scene->mutex);
    scene->open = true;
    pthread_cond_broadcast(&scene->changed);
    pthread_mutex_unlock(&scene->mutex);
}

/* Opens the gate and takes back all jobs, the least urgent one last. */
static void finish_all(struct scene *scene)
{
    open_gate(scene);
    for (int taken = 0; taken < JOBS;) {
        pthread_mutex_lock(&scene->mutex);
        while (scene->notified <= taken)
            pthread_cond_wait(&scene->changed, &scene->mutex);
        pthread_mutex_unlock(&scene->mutex);
        taken += worker_finished(scene->worker) != NULL;
    }
}

static void the_urgent_and_the_latest_come_first(void)
{
    struct scene scene;
    set_up(&scene);
    hold_thread(&scene);
    scene.steps[2].job.urgency = 5;
    for (int i = 1; i < JOBS; i++)
        worker_submit(scene.worker, &scene.steps[i].job);
    finish_all(&scene);
    EXPECT_INT(scene.steps[0].order, 1);
    EXPECT_INT(scene.steps[2].order, 2);
    EXPECT_INT(scene.steps[3].order, 3);
    EXPECT_INT(scene.steps[1].order, 4);
    worker_destroy(scene.worker);
}

struct opener {
    struct scene *scene;
    struct worker_job *awaited;
};

/* Opens the gate once the awaited job stands before all others. */
static void *open_when_awaited(void *argument)
{
    struct opener *opener = argument;
    while (!worker_is_first(opener->scene->worker, opener->awaited))
        sched_yield();
    open_gate(opener->scene);
    return NULL;
}

static void an_awaited_job_overtakes_all(void)
{
    struct scene scene;
    set_up(&scene);
    hold_thread(&scene);
    for (int i = 1; i < JOBS; i++) {
        scene.steps[i].job.urgency = 10 * i;
        worker_submit(scene.worker, &scene.steps[i].job);
    }
    struct opener opener = {&scene, &scene.steps[1].job};
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, open_when_awaited, &opener) == 0);
    worker_await(scene.worker, &scene.steps[1].job);
    EXPECT_INT(scene.steps[1].order, 2);
    pthread_join(thread, NULL);
    worker_destroy(scene.worker);
}

static void finished_jobs_come_back_in_order(void)
{
    struct scene scene;
    set_up(&scene);
    worker_submit(scene.worker, &scene.steps[0].job);
    worker_submit(scene.worker, &scene.steps[1].job);
    worker_await(scene.worker, &scene.steps[1].job);
    struct worker_job *first = worker_finished(scene.worker);
    if (first != NULL)
        EXPECT(first == &scene.steps[0].job);
    else
        worker_await(scene.worker, &scene.steps[0].job);
    EXPECT(worker_finished(scene.worker) == NULL);
    worker_destroy(scene.worker);
    EXPECT_INT(scene.notified, 2);
}

static void a_cancelled_job_never_runs(void)
{
    struct scene scene;
    set_up(&scene);
    hold_thread(&scene);
    worker_submit(scene.worker, &scene.steps[1].job);
    worker_submit(scene.worker, &scene.steps[2].job);
    EXPECT(worker_cancel(scene.worker, &scene.steps[1].job));
    EXPECT(!worker_cancel(scene.worker, &scene.steps[0].job));
    open_gate(&scene);
    worker_await(scene.worker, &scene.steps[2].job);
    worker_destroy(scene.worker);
    EXPECT_INT(scene.steps[1].order, 0);
    EXPECT_INT(scene.ran, 2);
}

static void what_was_not_begun_is_dropped_at_the_end(void)
{
    struct scene scene;
    set_up(&scene);
    hold_thread(&scene);
    for (int i = 1; i < JOBS; i++)
        worker_submit(scene.worker, &scene.steps[i].job);
    open_gate(&scene);
    worker_destroy(scene.worker);
    EXPECT(scene.steps[0].order == 1);
    worker_destroy(NULL);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"the urgent and the latest come first", the_urgent_and_the_latest_come_first},
        {"an awaited job overtakes all", an_awaited_job_overtakes_all},
        {"finished jobs come back in order", finished_jobs_come_back_in_order},
        {"a cancelled job never runs", a_cancelled_job_never_runs},
        {"what was not begun is dropped at the end", what_was_not_begun_is_dropped_at_the_end},
        {0},
    });
}
