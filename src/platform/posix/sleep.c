#include "platform/posix/sleep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/memory.h"

enum { WAKE, CHANGES, FIRST_DEVICE, DESCRIPTORS_MAX = 64 };

struct sleeper {
    char *directory;
    int count;
    struct pollfd descriptors[DESCRIPTORS_MAX]; /* WAKE, CHANGES, then the devices */
};

static void close_devices(struct sleeper *sleeper)
{
    while (sleeper->count > FIRST_DEVICE)
        close(sleeper->descriptors[--sleeper->count].fd);
}

static void open_device(struct sleeper *sleeper, int directory, const char *name)
{
    if (strncmp(name, "event", 5) != 0 || sleeper->count == DESCRIPTORS_MAX)
        return;
    int descriptor = openat(directory, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor >= 0)
        sleeper->descriptors[sleeper->count++] = (struct pollfd){descriptor, POLLIN, 0};
}

static void open_devices(struct sleeper *sleeper)
{
    DIR *directory = opendir(sleeper->directory);
    if (directory == NULL)
        return;
    const struct dirent *entry;
    while ((entry = readdir(directory)) != NULL)
        open_device(sleeper, dirfd(directory), entry->d_name);
    closedir(directory);
}

/* A device can be read only once udev has given it its rights: hence attributes. The folder comes
 * and goes with the machine's first and last device: then the one it appears in is watched. */
static bool watch(const struct sleeper *sleeper)
{
    const int changes = sleeper->descriptors[CHANGES].fd;
    char *above = memory_string(sleeper->directory);
    char *slash = strrchr(above, '/');
    if (slash != NULL && slash != above)
        *slash = '\0';
    const bool watched =
        inotify_add_watch(changes, sleeper->directory, IN_CREATE | IN_DELETE | IN_ATTRIB) >= 0 ||
        inotify_add_watch(changes, above, IN_CREATE) >= 0;
    free(above);
    return watched;
}

enum status sleeper_open(const char *directory, struct sleeper **ret_sleeper, struct error *error)
{
    struct sleeper *sleeper = memory_zeroed(1, sizeof *sleeper);
    sleeper->directory = memory_string(directory);
    int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    sleeper->descriptors[WAKE] = (struct pollfd){wake, POLLIN, 0};
    sleeper->descriptors[CHANGES] = (struct pollfd){changes, POLLIN, 0};
    sleeper->count = FIRST_DEVICE;
    if (wake < 0 || changes < 0 || !watch(sleeper)) {
        enum status status = error_set(error, STATUS_IO, "%s: %s", directory, strerror(errno));
        sleeper_close(sleeper);
        return status;
    }
    open_devices(sleeper);
    *ret_sleeper = sleeper;
    return STATUS_OK;
}

void sleeper_close(struct sleeper *sleeper)
{
    if (sleeper == NULL)
        return;
    close_devices(sleeper);
    for (int i = 0; i < sleeper->count; i++)
        if (sleeper->descriptors[i].fd >= 0)
            close(sleeper->descriptors[i].fd);
    free(sleeper->directory);
    free(sleeper);
}

/* A device that went away never says so by its data: it is closed with the next change. */
static void drain(const struct pollfd *descriptor)
{
    char bytes[4096];
    while (read(descriptor->fd, bytes, sizeof bytes) > 0)
        ;
}

void sleeper_wait(struct sleeper *sleeper, int timeout_ms)
{
    struct pollfd *all = sleeper->descriptors;
    if (poll(all, (nfds_t)sleeper->count, timeout_ms) <= 0)
        return;
    bool changed = all[CHANGES].revents != 0;
    for (int i = 0; i < sleeper->count; i++) {
        if (all[i].revents & POLLIN)
            drain(&all[i]);
        changed = changed || (all[i].revents & (POLLERR | POLLHUP)) != 0;
    }
    if (!changed)
        return;
    watch(sleeper);
    close_devices(sleeper);
    open_devices(sleeper);
}

void sleeper_wake(struct sleeper *sleeper)
{
    uint64_t one = 1;
    /* A full counter wakes as well. */
    if (write(sleeper->descriptors[WAKE].fd, &one, sizeof one) < 0)
        return;
}
