/* The task `request`: one line from the viewer, from standard input or from a socket. */
#ifndef APP_UPDATE_ASKED_H
#define APP_UPDATE_ASKED_H

#include "app/update/options.h"

enum { ASKED_WAIT_MS = 3000 }; /* for a whole line; nobody types it */

/* Reads the line and does what it asks for; only then, and for so long, the lock of the keepers is
 * held. With `listen` in the options it takes one connection after the other, from the socket that
 * systemd hands over (LISTEN_FDS) or else from one it makes, "request" in the run folder, until
 * SIGTERM or SIGINT. Answers the exit code. */
int asked_run(const struct options *options, const char *version);

#endif
