/* Tells the supervisor how the service does, as sd_notify(3) describes the protocol. */
#ifndef PLATFORM_POSIX_NOTIFY_H
#define PLATFORM_POSIX_NOTIFY_H

/* Sends one assignment, "READY=1", to the socket named by NOTIFY_SOCKET; without one, does nothing.
 * A supervisor that does not listen is no reason to fail. */
void notify_send(const char *assignment);

#endif
