#include "app/update/options.h"

#include <stddef.h>
#include <string.h>

const char *options_help(void)
{
    return "vitrine-update - brings new letters onto a kiosk\n"
           "\n"
           "  vitrine-update stage DIR      copies this kiosk's exhibit from a stick mounted at "
           "DIR\n"
           "  vitrine-update commit         verifies the copy and makes it the next content\n"
           "  vitrine-update select         chooses what the viewer shows, before it starts\n"
           "  vitrine-update confirm        keeps new content that has been shown for a minute\n"
           "  vitrine-update request [--listen]\n"
           "                                does what one line on standard input asks for, or on "
           "a\n"
           "                                socket one line after the other\n"
           "  vitrine-update save [DIR]     writes the records onto a stick mounted at DIR; "
           "without "
           "DIR,\n"
           "                                when it is unmounted, tells what came of it\n"
           "  vitrine-update status [--json]\n"
           "                                tells what is installed\n"
           "  vitrine-update --version | --help\n"
           "\n"
           "      --store DIR               content, state and records (/data)\n"
           "      --run DIR                 what is gone with the power (/run/vitrine)\n"
           "      --config FILE             vitrine.ini, with keys.txt beside it "
           "(/etc/vitrine/vitrine.ini)\n"
           "      --factory DIR             the content the system came with "
           "(/usr/share/vitrine/factory)\n"
           "      --viewer PROGRAM          the viewer that looks through new content\n"
           "\n"
           "Exit codes: 0 done, 1 the content is at fault, 2 usage, 3 the machine is at fault.\n";
}

static bool read_task(const char *word, enum task *ret_task)
{
    static const char *const names[] = {"stage",   "commit", "select", "confirm",
                                        "request", "save",   "status"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(word, names[i]) == 0) {
            *ret_task = (enum task)i;
            return true;
        }
    return false;
}

/* Where the value of an option goes; NULL: it is none that takes one. */
static const char **place_of(struct options *options, const char *name)
{
    const struct {
        const char *name;
        const char **place;
    } all[] = {{"--store", &options->store},
               {"--run", &options->run},
               {"--config", &options->config},
               {"--factory", &options->factory},
               {"--viewer", &options->viewer}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, name) == 0)
            return all[i].place;
    return NULL;
}

static bool takes_folder(const struct options *options)
{
    return options->task == TASK_STAGE || options->task == TASK_SAVE;
}

/* The arguments behind the task. */
static bool read_rest(int count, char **arguments, struct options *options, const char **ret_wrong)
{
    for (int i = 0; i < count; i++) {
        const char **place = place_of(options, arguments[i]);
        *ret_wrong = arguments[i];
        if (place != NULL && i + 1 < count)
            *place = arguments[++i];
        else if (strcmp(arguments[i], "--json") == 0 && options->task == TASK_STATUS)
            options->as_json = true;
        else if (strcmp(arguments[i], "--listen") == 0 && options->task == TASK_REQUEST)
            options->listen = true;
        else if (arguments[i][0] != '-' && takes_folder(options) && options->stick == NULL)
            options->stick = arguments[i];
        else
            return false;
    }
    *ret_wrong = "stage: the stick's folder is missing";
    return options->task != TASK_STAGE || options->stick != NULL;
}

enum options_answer options_parse(int argc, char **argv, struct options *ret_options,
                                  const char **ret_wrong)
{
    *ret_options = (struct options){
        .store = "/data",
        .run = "/run/vitrine",
        .config = "/etc/vitrine/vitrine.ini",
        .factory = "/usr/share/vitrine/factory",
    };
    *ret_wrong = "a task is missing";
    if (argc < 2)
        return OPTIONS_WRONG;
    *ret_wrong = argv[1];
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return OPTIONS_HELP;
    if (strcmp(argv[1], "--version") == 0)
        return OPTIONS_VERSION;
    if (!read_task(argv[1], &ret_options->task))
        return OPTIONS_WRONG;
    return read_rest(argc - 2, argv + 2, ret_options, ret_wrong) ? OPTIONS_RUN : OPTIONS_WRONG;
}
