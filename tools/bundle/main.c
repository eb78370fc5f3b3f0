/* vitrine-bundle: makes exhibits of letters, and looks into them. */
#include "commands.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "vitrine-bundle - makes a bundle for the viewer out of a curator's letters\n"
    "\n"
    "  vitrine-bundle build SOURCE... -o FILE   files and folders of letters become one bundle\n"
    "      --strict[=KIND,KIND]                 findings, or those of some kinds, are errors\n"

    "      --report FILE.json                   writes what was found to a file\n"
    "  vitrine-bundle preview SOURCE... [-- VITRINE-ARGUMENT...]\n"
    "                                           a window that follows what changes in the "
    "sources\n"
    "  vitrine-bundle check FILE                reads everything in a bundle once\n"
    "  vitrine-bundle info FILE [--json]        counts what a bundle holds\n"
    "  vitrine-bundle diff A B [--json]         tells in which letters two bundles differ, and "
    "how\n"
    "  vitrine-bundle export FILE --format text|json [--letter ID | --letter EDITION/ID]\n"
    "                                           gives the letters back\n"
    "  vitrine-bundle export FILE --format html -o FOLDER [--letter ...]\n"
    "                                           makes a page of each letter, in large print\n"
    "  vitrine-bundle keygen KEY                makes a secret key KEY and a public one, KEY.pub\n"
    "  vitrine-bundle sign FILE -s KEY --serial N\n"
    "                                           writes FILE.manifest and FILE.manifest.minisig\n"
    "  vitrine-bundle stick [--keys keys.txt] FOLDER FILE...\n"
    "                                           puts signed bundles on a stick, reads them back\n"
    "  vitrine-bundle --version | --help\n"
    "\n"
    "Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 the machine is at fault.\n";

static const struct {
    const char *name;
    int (*run)(const struct command_line *line);
} commands[] = {
    {"build", build_run}, {"check", check_run},   {"diff", diff_run},
    {"info", info_run},   {"export", export_run}, {"keygen", keygen_run},
    {"sign", sign_run},   {"stick", stick_run},   {"preview", preview_run},
};

int command_misused(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("vitrine-bundle: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs("; see vitrine-bundle --help\n", stderr);
    return EXIT_USAGE;
}

int command_end(enum status status, struct error *error)
{
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (status == STATUS_OK && !written)
        status =
            error_set(error, STATUS_IO, "standard output cannot be written: %s", strerror(errno));
    if (status != STATUS_OK)
        fprintf(stderr, "%s\n", error->message);
    return status_exit_code(status);
}

static int say(const char *text)
{
    struct error error = {0};
    fputs(text, stdout);
    return command_end(STATUS_OK, &error);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return command_misused("a subcommand is missing");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return say(help);
    if (strcmp(argv[1], "--version") == 0)
        return say("vitrine-bundle " VITRINE_VERSION "\n");
    struct command_line line = {argc - 2, argv + 2, VITRINE_VERSION, VITRINE_ASSETS};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(&line);
    return command_misused("\"%s\" is no subcommand", argv[1]);
}
