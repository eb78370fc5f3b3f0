/* The command line of vitrine-update. */
#ifndef APP_UPDATE_OPTIONS_H
#define APP_UPDATE_OPTIONS_H

#include <stdbool.h>

enum task {
    TASK_STAGE,
    TASK_COMMIT,
    TASK_SELECT,
    TASK_CONFIRM,
    TASK_REQUEST,
    TASK_SAVE,
    TASK_STATUS
};

struct options {
    enum task task;
    const char *stick;   /* TASK_STAGE, TASK_SAVE: the folder it is mounted at; NULL with
                            TASK_SAVE: it is unmounted again */
    const char *store;   /* /data */
    const char *run;     /* /run/vitrine */
    const char *config;  /* vitrine.ini; keys.txt lies beside it */
    const char *factory; /* the folder of the bundle that the system brought; may not exist */
    const char *viewer;  /* the program that probes a bundle; NULL: vitrine beside this program */
    bool as_json;        /* TASK_STATUS */
    bool listen;         /* TASK_REQUEST: on a socket */
};

enum options_answer { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_WRONG };

/* Reads the command line; with OPTIONS_WRONG *ret_wrong is what it stumbled over. The texts are
 * borrowed from `argv`. */
enum options_answer options_parse(int argc, char **argv, struct options *ret_options,
                                  const char **ret_wrong);

/* What --help prints. */
const char *options_help(void);

#endif
