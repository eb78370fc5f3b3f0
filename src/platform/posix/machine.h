/* What the machine says of itself. */
#ifndef PLATFORM_POSIX_MACHINE_H
#define PLATFORM_POSIX_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#define MACHINE_HEAT_FOLDER "/sys/class/thermal"
#define MACHINE_CLOCK_FOLDER "/sys/class/rtc"

/* Degrees Celsius of its hottest sensor, from thermal_zone[0-15]/temp in `folder`; false where
 * there is none. */
bool machine_heat_c(const char *folder, int *ret_heat_c);

/* Free and all bytes of the disk that `path` lies on. */
bool machine_room(const char *path, uint64_t *ret_free, uint64_t *ret_total);

/* Whether the disk that `path` lies on calls itself read-only; false where there is none. */
bool machine_is_read_only(const char *path);

/* Whether the folder `path` takes no new file because its disk takes no writes, found out by making
 * one, which costs a write: since Linux 6.12 (d3476f3dad4a), and in the 6.1 of Debian 12, ext4
 * stops all writes after an error and does not call itself read-only. */
bool machine_refuses_writes(const char *path);

/* Whether the system's clock, which stands on `unix_s`, is to be believed: it was set at the start
 * by one that goes on without power (one of rtc[0-3]/hctosys in `folder` says 1), and not by one
 * whose battery is empty, which says a year before this program was made. */
bool machine_clock_is_set(const char *folder, int64_t unix_s);

/* Seconds since 1970 by the system's clock, which may never have been set. */
int64_t machine_unix_s(void);

#endif
