/* vitrine-update: the only program that writes content. Reads the command line and runs one task.
 */
#include "app/update/options.h"
#include "app/update/tasks.h"

#include <sodium.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct options options;
    const char *wrong;
    switch (options_parse(argc, argv, &options, &wrong)) {
    case OPTIONS_HELP:
        return printf("%s", options_help()) < 0;
    case OPTIONS_VERSION:
        return printf("vitrine-update %s\n", VITRINE_VERSION) < 0;
    case OPTIONS_WRONG:
        fprintf(stderr, "vitrine-update: cannot use \"%s\"; see vitrine-update --help\n", wrong);
        return 2;
    case OPTIONS_RUN:
        break;
    }
    if (sodium_init() < 0) {
        fprintf(stderr, "vitrine-update: libsodium cannot be started\n");
        return 3;
    }
    return tasks_run(&options, VITRINE_VERSION);
}
