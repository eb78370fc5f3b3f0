#include "preview_watch.h"

#include "base/arena.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS_SIZE = 16384 };

/* A folder that is watched. */
struct folder {
    int watch;
    const char *path;
    const char *file; /* the only one meant in it; NULL: all */
    int depth;
};

struct preview_watch {
    int descriptor;
    struct arena *arena;
    struct folder *folders;
    size_t count, room;
};

static enum status add_folder(struct preview_watch *watch, const char *path, const char *file,
                              int depth, struct error *error)
{
    if (watch->count == PREVIEW_FOLDERS_MAX || depth > PREVIEW_DEPTH_MAX)
        return error_set(error, STATUS_LIMIT, "%s: more than %d folders, or %d in each other", path,
                         PREVIEW_FOLDERS_MAX, PREVIEW_DEPTH_MAX);
    int number = inotify_add_watch(watch->descriptor, path,
                                   IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                       IN_DELETE | IN_ONLYDIR);
    if (number < 0)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "%s: cannot be watched: %s", path, strerror(errno));
    if (watch->count == watch->room) {
        watch->room = watch->room ? 2 * watch->room : 16;
        watch->folders = memory_resized(watch->folders, watch->room, sizeof *watch->folders);
    }
    watch->folders[watch->count++] =
        (struct folder){number, arena_string(watch->arena, path),
                        file == NULL ? NULL : arena_string(watch->arena, file), depth};
    return STATUS_OK;
}

static bool is_hidden(const char *name)
{
    size_t length = strlen(name);
    return name[0] == '.' || (length > 0 && name[length - 1] == '~');
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* A folder with all folders in it. */
static enum status add_tree(struct preview_watch *watch, const char *path, int depth,
                            struct error *error)
{
    enum status status = add_folder(watch, path, NULL, depth, error);
    DIR *directory = status == STATUS_OK ? opendir(path) : NULL;
    const struct dirent *entry;
    while (directory != NULL && status == STATUS_OK && (entry = readdir(directory)) != NULL) {
        const char *inner = arena_format(watch->arena, "%s/%s", path, entry->d_name);
        if (!is_hidden(entry->d_name) && is_folder(inner))
            status = add_tree(watch, inner, depth + 1, error);
    }
    if (directory != NULL)
        closedir(directory);
    return status;
}

/* Of a file its folder is watched: editors put a new file in the place of the old one. */
static enum status add_source(struct preview_watch *watch, const char *path, struct error *error)
{
    const char *slash = strrchr(path, '/');
    if (is_folder(path))
        return add_tree(watch, path, 0, error);
    if (slash == NULL)
        return add_folder(watch, ".", path, 0, error);
    size_t length = slash == path ? 1 : (size_t)(slash - path);
    return add_folder(watch, arena_copy(watch->arena, path, length), slash + 1, 0, error);
}

enum status preview_watch_open(const char *const *sources, size_t count,
                               struct preview_watch **ret_watch, struct error *error)
{
    struct preview_watch *watch = memory_zeroed(1, sizeof *watch);
    enum status status = STATUS_OK;
    watch->arena = arena_create();
    watch->descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch->descriptor < 0)
        status = error_set(error, STATUS_IO, "no changes can be watched: %s", strerror(errno));
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_source(watch, sources[i], error);
    if (status != STATUS_OK)
        preview_watch_close(watch);
    else
        *ret_watch = watch;
    return status;
}

void preview_watch_close(struct preview_watch *watch)
{
    if (watch == NULL)
        return;
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    arena_destroy(watch->arena);
    free(watch->folders);
    free(watch);
}

int preview_watch_descriptor(const struct preview_watch *watch)
{
    return watch->descriptor;
}

/* A folder may be watched by two names, of a file in it and of its own. */
static bool is_meant(struct preview_watch *watch, const struct inotify_event *event,
                     const char *name)
{
    bool meant = (event->mask & IN_Q_OVERFLOW) != 0;
    for (size_t i = 0; i < watch->count && !is_hidden(name); i++) {
        const struct folder folder = watch->folders[i];
        if (folder.watch != event->wd || (folder.file != NULL && strcmp(folder.file, name) != 0))
            continue;
        bool is_new = (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0;
        if (folder.file == NULL && is_new && (event->mask & IN_ISDIR))
            (void)add_tree(watch, arena_format(watch->arena, "%s/%s", folder.path, name),
                           folder.depth + 1, NULL);
        /* A file that begins to be written is told of again when it is whole. */
        meant = meant || (event->mask & IN_ISDIR) || !(event->mask & IN_CREATE);
    }
    return meant;
}

bool preview_watch_take(struct preview_watch *watch)
{
    alignas(struct inotify_event) char events[EVENTS_SIZE];
    bool meant = false;
    ssize_t length;
    while ((length = read(watch->descriptor, events, sizeof events)) > 0)
        for (size_t at = 0; at + sizeof(struct inotify_event) <= (size_t)length;) {
            struct inotify_event event;
            memcpy(&event, events + at, sizeof event);
            const char *name = event.len > 0 ? events + at + sizeof event : "";
            meant = is_meant(watch, &event, name) || meant;
            at += sizeof event + event.len;
        }
    return meant;
}
