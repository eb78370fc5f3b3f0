#include "platform/posix/signals.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct signals {
    void (*asked)(void *self);
    void *self;
    sigset_t watched, before;
    pthread_t thread;
    atomic_bool closing;
};

static void *watch(void *argument)
{
    struct signals *signals = argument;
    int number;
    while (sigwait(&signals->watched, &number) == 0 && !atomic_load(&signals->closing))
        signals->asked(signals->self);
    return NULL;
}

enum status signals_open(void (*asked)(void *self), void *self, struct signals **ret_signals,
                         struct error *error)
{
    struct signals *signals = memory_zeroed(1, sizeof *signals);
    signals->asked = asked;
    signals->self = self;
    sigemptyset(&signals->watched);
    sigaddset(&signals->watched, SIGINT);
    sigaddset(&signals->watched, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals->watched, &signals->before);
    int failure = pthread_create(&signals->thread, NULL, watch, signals);
    if (failure != 0) {
        pthread_sigmask(SIG_SETMASK, &signals->before, NULL);
        free(signals);
        return error_set(error, STATUS_IO, "no thread for signals: %s", strerror(failure));
    }
    *ret_signals = signals;
    return STATUS_OK;
}

void signals_close(struct signals *signals)
{
    if (signals == NULL)
        return;
    atomic_store(&signals->closing, true);
    pthread_kill(signals->thread, SIGTERM);
    pthread_join(signals->thread, NULL);
    pthread_sigmask(SIG_SETMASK, &signals->before, NULL);
    free(signals);
}
