/* The subcommands of vitrine-bundle, each in the file of its name. */
#ifndef BUNDLE_COMMANDS_H
#define BUNDLE_COMMANDS_H

#include "base/status.h"

/* What a subcommand is called with. */
struct command_line {
    int count; /* of arguments behind the subcommand's name */
    char **arguments;
    const char *version; /* of this program */
    const char *assets;  /* their folder, as seen from that of this program */
};

/* Exit codes beyond those of base/status.h. */
enum { EXIT_USAGE = 2, EXIT_MACHINE = 3 };

/* Each answers the program's exit code and has told the user what went wrong. */
int build_run(const struct command_line *line);
int check_run(const struct command_line *line);
int diff_run(const struct command_line *line);
int info_run(const struct command_line *line);
int preview_run(const struct command_line *line);
int export_run(const struct command_line *line);
int keygen_run(const struct command_line *line);
int sign_run(const struct command_line *line);
int stick_run(const struct command_line *line);

/* Ends a subcommand that writes to standard output: tells of a failure, of the output's too, and
 * answers the exit code. `error` holds the message where `status` is a failure. */
int command_end(enum status status, struct error *error);

/* "vitrine-bundle: what; see vitrine-bundle --help" on standard error; answers EXIT_USAGE. */
int command_misused(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
