/* Tells the supervisor how the service does, as sd_notify(3) describes the protocol. */
#ifndef PLATFORM_POSIX_NOTIFY_H
#define PLATFORM_POSIX_NOTIFY_H

#include <stdint.h>

/* Sends one assignment, "READY=1", to the socket named by NOTIFY_SOCKET; without one, does nothing.
 * A supervisor that does not listen is no reason to fail. */
void notify_send(const char *assignment);

/* How often the supervisor wants to hear WATCHDOG=1, in milliseconds: half of what it waits for
 * (WATCHDOG_USEC; WATCHDOG_PID where given must be this process). 0: never. */
uint64_t notify_watchdog_ms(void);

#endif
