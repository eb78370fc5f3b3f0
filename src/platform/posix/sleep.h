/* Sleeping until an input device speaks, for a bare display: SDL would ask every millisecond there.
 */
#ifndef PLATFORM_POSIX_SLEEP_H
#define PLATFORM_POSIX_SLEEP_H

#include "base/status.h"

struct sleeper;

/* Watches the devices event* of `directory` ("/dev/input"), and new ones as they come, also
 * where the folder is not there yet (the one above it is); those that cannot be read are passed
 * over. The devices are read beside whoever else reads them, and what they say is thrown away.
 * STATUS_IO. Ends with sleeper_close. */
enum status sleeper_open(const char *directory, struct sleeper **ret_sleeper,
                         struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void sleeper_close(struct sleeper *sleeper);

/* Sleeps until a device or sleeper_wake speaks, a signal comes, or `timeout_ms` have passed
 * (negative: without end). */
void sleeper_wait(struct sleeper *sleeper, int timeout_ms);

/* Ends the wait, or the next one; from any thread. */
void sleeper_wake(struct sleeper *sleeper);

#endif
