/* build: the command line of making a bundle. */
#include "base/arena.h"
#include "build.h"
#include "build_report.h"
#include "commands.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

struct options {
    struct build_options build;
    const char *report; /* file; or NULL */
};

/* Too large a file is a failed write, not the end of the program. */
static void hold_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t signals;
    build_ending_signals(&signals);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

/* A signal that came ends the program here, after everything is cleaned up. */
static void release_signals(void)
{
    sigset_t signals;
    build_ending_signals(&signals);
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
}

/* The kinds of "--strict=KIND,KIND". */
static int read_strict(const char *kinds, struct options *options)
{
    options->build.strict = kinds;
    for (const char *at = kinds; *at; at += at[0] == ',') {
        size_t length = strcspn(at, ",");
        if (import_kind_find(at, length) == NULL)
            return command_misused("there is no kind of finding \"%.*s\"", (int)length, at);
        at += length;
    }
    return 0;
}

static int read_options(const struct command_line *line, const char **sources,
                        struct options *ret_options)
{
    struct options options = {
        .build = {.sources = sources, .assets = line->assets, .version = line->version}};
    for (int i = 0; i < line->count; i++) {
        const char *argument = line->arguments[i];
        bool has_value = i + 1 < line->count;
        if (strcmp(argument, "-o") == 0 && has_value)
            options.build.target = line->arguments[++i];
        else if (strcmp(argument, "--report") == 0 && has_value)
            options.report = line->arguments[++i];
        else if (strcmp(argument, "--strict") == 0)
            options.build.strict = "";
        else if (strncmp(argument, "--strict=", 9) == 0 && argument[9] != '\0') {
            if (read_strict(argument + 9, &options) != 0)
                return EXIT_USAGE;
        } else if (argument[0] == '-')
            return command_misused("build does not take \"%s\"", argument);
        else
            sources[options.build.source_count++] = argument;
    }
    if (options.build.source_count == 0 || options.build.target == NULL)
        return command_misused("build takes a file or folder of letters, and -o FILE");
    *ret_options = options;
    return 0;
}

static int build_from(const struct options *options)
{
    struct error error = {0}, report_error = {0};
    struct import_report *report = import_report_create();
    hold_signals();
    enum status status = build_bundle(&options->build, report, &error);
    build_report_print(report, stderr);
    if (status != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
    enum status written = STATUS_OK;
    if (options->report != NULL)
        written = build_report_write(options->report, options->build.target, report, status,
                                     error.message, &report_error);
    if (written != STATUS_OK)
        fprintf(stderr, "%s\n", report_error.message);
    import_report_destroy(report);
    release_signals();
    return status_exit_code(status != STATUS_OK ? status : written);
}

int build_run(const struct command_line *line)
{
    struct options options = {0};
    struct arena *arena = arena_create();
    const char **sources = arena_alloc(arena, (size_t)line->count, sizeof *sources);
    int code = read_options(line, sources, &options);
    if (code == 0)
        code = build_from(&options);
    arena_destroy(arena);
    return code;
}
