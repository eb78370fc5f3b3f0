/* The tasks of the agent, each from the opened kiosk to the exit code. */
#ifndef APP_UPDATE_TASKS_H
#define APP_UPDATE_TASKS_H

#include "app/update/options.h"
#include "base/status.h"

/* Runs the task of the options; has told the journal (standard error) and the viewer what came of
 * it. Answers the exit code: 0 done, 1 the content is at fault, 3 the machine is. `version` is of
 * this program. */
int tasks_run(const struct options *options, const char *version);

#endif
