/* Being asked to end (SIGINT, SIGTERM) as a call instead of an interruption: waits elsewhere do not
 * all end with a signal, SDL's wait under X among them. */
#ifndef PLATFORM_POSIX_SIGNALS_H
#define PLATFORM_POSIX_SIGNALS_H

#include "base/status.h"

struct signals;

/* From here on the two signals do nothing but have `asked` called, on a thread of its own. To be
 * called before other threads are started. STATUS_IO. End with signals_close. */
enum status signals_open(void (*asked)(void *self), void *self, struct signals **ret_signals,
                         struct error *error) STATUS_CHECKED;

/* The signals work as before again. Takes NULL. */
void signals_close(struct signals *signals);

#endif
