/* Takes connections on a local socket, one after the other. */
#ifndef APP_UPDATE_LISTEN_H
#define APP_UPDATE_LISTEN_H

/* Serves a connection; its answer is passed over. */
typedef int listen_fn(void *self, int connection);

/* Listens on the socket that systemd hands over (LISTEN_FDS, LISTEN_PID), or makes "request" in the
 * folder `run`, open to this user and group, and removes it at the end. Until SIGTERM or SIGINT,
 * then answers 0; 3 where there is no socket to be had. */
int listen_run(const char *run, listen_fn *serve, void *self);

#endif
