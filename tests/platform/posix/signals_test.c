#include "platform/posix/signals.h"

#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include "support/harness.h"

static void note(void *self)
{
    sem_post(self);
}

static void both_signals_are_told(void)
{
    sem_t asked;
    struct signals *signals = NULL;
    struct error error;
    sem_init(&asked, 0, 0);
    if (!EXPECT(signals_open(note, &asked, &signals, &error) == STATUS_OK))
        return;
    kill(getpid(), SIGTERM);
    EXPECT(sem_wait(&asked) == 0);
    kill(getpid(), SIGINT);
    EXPECT(sem_wait(&asked) == 0);
    signals_close(signals);
    sem_destroy(&asked);
}

static bool blocked(int number)
{
    sigset_t now;
    pthread_sigmask(SIG_BLOCK, NULL, &now);
    return sigismember(&now, number) == 1;
}

static void afterwards_they_work_as_before(void)
{
    sem_t asked;
    struct signals *signals = NULL;
    struct error error;
    sem_init(&asked, 0, 0);
    if (!EXPECT(signals_open(note, &asked, &signals, &error) == STATUS_OK))
        return;
    EXPECT(blocked(SIGTERM) && blocked(SIGINT));
    signals_close(signals);
    signals_close(NULL);
    EXPECT(!blocked(SIGTERM) && !blocked(SIGINT));
    sem_destroy(&asked);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"both signals are told", both_signals_are_told},
        {"afterwards they work as before", afterwards_they_work_as_before},
        {0},
    });
}
