#define _GNU_SOURCE /* O_TMPFILE */
#include "platform/posix/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { ZONES = 16, CLOCKS = 4, PATH_SIZE = 512 };

/* A file with one number. */
static bool read_number(const char *path, long *ret_number)
{
    char text[32], *end = text;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    const bool is_read = fgets(text, sizeof text, file) != NULL;
    fclose(file);
    errno = 0;
    if (is_read)
        *ret_number = strtol(text, &end, 10);
    return end != text && errno == 0;
}

bool machine_heat_c(const char *folder, int *ret_heat_c)
{
    bool found = false;
    for (int zone = 0; zone < ZONES; zone++) {
        char path[PATH_SIZE];
        long millidegrees;
        snprintf(path, sizeof path, "%s/thermal_zone%d/temp", folder, zone);
        if (!read_number(path, &millidegrees) || millidegrees < -100000 || millidegrees > 200000)
            continue;
        const int heat_c = (int)(millidegrees / 1000);
        if (!found || heat_c > *ret_heat_c)
            *ret_heat_c = heat_c;
        found = true;
    }
    return found;
}

bool machine_room(const char *path, uint64_t *ret_free, uint64_t *ret_total)
{
    struct statvfs info;
    if (statvfs(path, &info) != 0)
        return false;
    *ret_free = (uint64_t)info.f_bavail * info.f_frsize;
    *ret_total = (uint64_t)info.f_blocks * info.f_frsize;
    return true;
}

bool machine_is_read_only(const char *path)
{
    struct statvfs info;
    return statvfs(path, &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

/* A file without a name, gone when it is closed. */
bool machine_refuses_writes(const char *path)
{
    int file = open(path, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EROFS || errno == EIO;
    close(file);
    return false;
}

bool machine_clock_is_set(const char *folder, int64_t unix_s)
{
    static const int64_t year_2025_s = 1735689600;
    if (unix_s < year_2025_s)
        return false;
    for (int clock = 0; clock < CLOCKS; clock++) {
        char path[PATH_SIZE];
        long has_set;
        snprintf(path, sizeof path, "%s/rtc%d/hctosys", folder, clock);
        if (read_number(path, &has_set) && has_set == 1)
            return true;
    }
    return false;
}

int64_t machine_unix_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}
