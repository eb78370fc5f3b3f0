/* preview: a window that shows the exhibit as its sources are now. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "build.h"
#include "build_report.h"
#include "commands.h"
#include "preview_watch.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* Editors write a file in several steps: a build begins when nothing has changed for this long. */
enum { QUIET_MS = 60 };

extern char **environ;

struct preview {
    struct build_options build;
    char **viewer; /* its command line, closed by NULL; the second word is the bundle */
    char *in_path; /* the viewer's name, where it does not lie beside this program */
    char *folder;  /* of the bundle, ours alone */
    struct preview_watch *watch;
    int signals;  /* descriptor */
    pid_t window; /* 0: not there */
    int ended_by; /* the signal that asked to end; 0: none */
    int code;
};

/* ---- Building ---- */

/* The bundle is replaced by rename, or left as it was. */
static enum status rebuild(const struct preview *preview)
{
    struct error error = {0};
    struct import_report *report = import_report_create();
    enum status status = build_bundle(&preview->build, report, &error);
    build_report_print(report, stderr);
    if (status == STATUS_OK)
        fputs("vitrine-bundle: built; the window shows it\n", stderr);
    else if (status != STATUS_CANCELLED)
        fprintf(stderr, "%s\n", error.message);
    import_report_destroy(report);
    return status;
}

/* ---- The window ---- */

static enum status open_window(struct preview *preview, struct error *error)
{
    posix_spawnattr_t attributes;
    sigset_t none;
    char *beside = file_beside_program("vitrine");
    preview->viewer[0] = access(beside, X_OK) == 0 ? beside : preview->in_path;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int failure = posix_spawnp(&preview->window, preview->viewer[0], NULL, &attributes,
                               preview->viewer, environ);
    posix_spawnattr_destroy(&attributes);
    enum status status = STATUS_OK;
    if (failure != 0) {
        preview->window = 0;
        status = error_set(error, STATUS_IO,
                           "vitrine, which shows the exhibit, cannot be started: %s; it belongs "
                           "beside vitrine-bundle or in PATH",
                           strerror(failure));
    }
    preview->viewer[0] = NULL;
    free(beside);
    return status;
}

/* Takes over how the window ended, if it has; waits for it where `wait` says so. */
static void see_window(struct preview *preview, bool wait)
{
    int how;
    if (preview->window == 0 || waitpid(preview->window, &how, wait ? 0 : WNOHANG) <= 0)
        return;
    preview->window = 0;
    preview->code = WIFEXITED(how) ? WEXITSTATUS(how) : EXIT_MACHINE;
}

/* ---- Waiting ---- */

static void hold_signals(struct preview *preview)
{
    sigset_t held;
    build_ending_signals(&held);
    sigaddset(&held, SIGCHLD);
    sigprocmask(SIG_BLOCK, &held, NULL);
    preview->signals = signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void take_signals(struct preview *preview)
{
    struct signalfd_siginfo one;
    while (read(preview->signals, &one, sizeof one) == sizeof one)
        if (one.ssi_signo != SIGCHLD)
            preview->ended_by = (int)one.ssi_signo;
    see_window(preview, false);
}

/* Until the window is closed or somebody asks to end. */
static void follow(struct preview *preview)
{
    struct pollfd both[] = {{preview_watch_descriptor(preview->watch), POLLIN, 0},
                            {preview->signals, POLLIN, 0}};
    bool changed = false;
    while (preview->window != 0 && preview->ended_by == 0) {
        int ready = poll(both, 2, changed ? QUIET_MS : -1);
        if (ready > 0) {
            take_signals(preview);
            changed = preview_watch_take(preview->watch) || changed;
        } else if (ready == 0 && changed) {
            changed = false;
            (void)rebuild(preview);
        }
    }
}

static enum status show(struct preview *preview, struct error *error)
{
    enum status status = preview_watch_open(preview->build.sources, preview->build.source_count,
                                            &preview->watch, error);
    if (status == STATUS_OK) {
        status = rebuild(preview);
        error->message[0] = '\0'; /* told already */
    }
    if (status == STATUS_OK)
        status = open_window(preview, error);
    if (status == STATUS_OK)
        follow(preview);
    preview_watch_close(preview->watch);
    if (preview->window != 0)
        kill(preview->window, SIGTERM);
    see_window(preview, true);
    return status;
}

/* ---- The folder of the bundle ---- */

static enum status make_folder(struct preview *preview, struct arena *arena, struct error *error)
{
    const char *temporary = getenv("TMPDIR");
    preview->folder = arena_format(arena, "%s/vitrine-preview-XXXXXX",
                                   temporary == NULL || temporary[0] == '\0' ? "/tmp" : temporary);
    if (mkdtemp(preview->folder) == NULL)
        return error_set(error, STATUS_IO, "%s: %s", preview->folder, strerror(errno));
    preview->build.tiles = preview->folder;
    preview->build.target = arena_format(arena, "%s/preview.vitrine", preview->folder);
    preview->viewer[1] = arena_string(arena, preview->build.target);
    return STATUS_OK;
}

/* The bundle, and the tiles kept beside it. */
static void remove_folder(const struct preview *preview)
{
    DIR *folder = opendir(preview->folder);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        unlinkat(dirfd(folder), entry->d_name, 0); /* "." and ".." are folders, and stay */
    if (folder != NULL)
        closedir(folder);
    rmdir(preview->folder);
}

static int run(struct preview *preview, struct arena *arena)
{
    struct error error = {0};
    hold_signals(preview);
    enum status status = make_folder(preview, arena, &error);
    if (status == STATUS_OK) {
        status = show(preview, &error);
        remove_folder(preview);
    }
    take_signals(preview);
    if (status != STATUS_OK && error.message[0] != '\0')
        fprintf(stderr, "%s\n", error.message);
    close(preview->signals);
    if (preview->ended_by != 0) {
        sigset_t one;
        sigemptyset(&one);
        sigaddset(&one, preview->ended_by);
        raise(preview->ended_by);
        sigprocmask(SIG_UNBLOCK, &one, NULL);
    }
    return status != STATUS_OK ? status_exit_code(status) : preview->code;
}

int preview_run(const struct command_line *line)
{
    struct arena *arena = arena_create();
    const char **sources = arena_alloc(arena, (size_t)line->count + 1, sizeof *sources);
    struct preview preview = {
        .viewer = arena_alloc(arena, (size_t)line->count + 4, sizeof *preview.viewer),
        .build = {.sources = sources, .assets = line->assets, .version = line->version}};
    int i = 0;
    for (; i < line->count && line->arguments[i][0] != '-'; i++)
        sources[preview.build.source_count++] = line->arguments[i];
    int code = 0;
    if (preview.build.source_count == 0)
        code = command_misused("preview takes a file or folder of letters");
    else if (i < line->count && strcmp(line->arguments[i], "--") != 0)
        code = command_misused("preview does not take \"%s\"; what vitrine takes stands behind --",
                               line->arguments[i]);
    preview.viewer[2] = arena_string(arena, "--watch");
    preview.in_path = arena_string(arena, "vitrine");
    for (int to = 3; ++i < line->count; to++)
        preview.viewer[to] = line->arguments[i];
    if (code == 0)
        code = run(&preview, arena);
    arena_destroy(arena);
    return code;
}
