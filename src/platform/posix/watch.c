#include "platform/posix/watch.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/memory.h"

enum { EVENTS_SIZE = 4096 };

struct watch {
    void (*changed)(void *self);
    void *self;
    char *folder;
    const char *name; /* of the file, in the folder */
    int changes, end; /* descriptors */
    bool running;
    pthread_t thread;
};

/* A folder is watched and not the file: what gets its name is another file. */
static bool is_about_file(const struct watch *watch, const char *events, size_t length)
{
    bool found = false;
    for (size_t at = 0; at + sizeof(struct inotify_event) <= length;) {
        struct inotify_event event;
        memcpy(&event, events + at, sizeof event);
        const char *name = events + at + sizeof event;
        found = found || (event.len > 0 && strcmp(name, watch->name) == 0) ||
                (event.mask & IN_Q_OVERFLOW) != 0;
        at += sizeof event + event.len;
    }
    return found;
}

static void *wait_for_changes(void *argument)
{
    struct watch *watch = argument;
    alignas(struct inotify_event) char events[EVENTS_SIZE];
    struct pollfd both[] = {{watch->changes, POLLIN, 0}, {watch->end, POLLIN, 0}};
    while (poll(both, 2, -1) >= 0 || errno == EINTR) {
        if (both[1].revents != 0)
            return NULL;
        ssize_t length = read(watch->changes, events, sizeof events);
        if (length > 0 && is_about_file(watch, events, (size_t)length))
            watch->changed(watch->self);
    }
    return NULL;
}

static void split(struct watch *watch, const char *path)
{
    const char *slash = strrchr(path, '/');
    watch->folder = memory_string(slash == NULL ? "." : path);
    if (slash != NULL)
        watch->folder[slash == path ? 1 : slash - path] = '\0';
    watch->name = slash == NULL ? path : slash + 1;
}

static enum status begin(struct watch *watch, struct error *error)
{
    watch->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->end = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (watch->changes < 0 || watch->end < 0 ||
        inotify_add_watch(watch->changes, watch->folder, IN_CLOSE_WRITE | IN_MOVED_TO) < 0)
        return error_set(error, STATUS_IO, "%s: cannot be watched: %s", watch->folder,
                         strerror(errno));
    int failure = pthread_create(&watch->thread, NULL, wait_for_changes, watch);
    if (failure != 0)
        return error_set(error, STATUS_IO, "no thread to watch a file: %s", strerror(failure));
    watch->running = true;
    return STATUS_OK;
}

enum status watch_open(const char *path, void (*changed)(void *self), void *self,
                       struct watch **ret_watch, struct error *error)
{
    struct watch *watch = memory_zeroed(1, sizeof *watch);
    watch->changed = changed;
    watch->self = self;
    split(watch, path);
    enum status status = begin(watch, error);
    if (status != STATUS_OK)
        watch_close(watch);
    else
        *ret_watch = watch;
    return status;
}

void watch_close(struct watch *watch)
{
    if (watch == NULL)
        return;
    uint64_t one = 1;
    if (watch->running && write(watch->end, &one, sizeof one) == sizeof one)
        pthread_join(watch->thread, NULL);
    if (watch->changes >= 0)
        close(watch->changes);
    if (watch->end >= 0)
        close(watch->end);
    free(watch->folder);
    free(watch);
}
