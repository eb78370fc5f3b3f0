/* One line to the keeper, and how often it may come: whoever sends it is believed nothing, as the
 * viewer shows what strangers have written. */
#ifndef UPDATE_REQUEST_H
#define UPDATE_REQUEST_H

#include "base/files.h"
#include "base/status.h"
#include "update/staff_settings.h"
#include "update/visit_line.h"

enum request_kind {
    REQUEST_VISIT,
    REQUEST_SET,
    REQUEST_PREVIOUS,
    REQUEST_SAVE, /* "save-records" */
    REQUEST_RESTART,
    REQUEST_SHUTDOWN,
    REQUEST_KINDS
};

struct request {
    enum request_kind kind;
    const char *line; /* REQUEST_VISIT: the whole line, borrowed from what was parsed */
    char key[STAFF_SETTINGS_KEY_MAX + 1], value[STAFF_SETTINGS_VALUE_MAX + 1]; /* REQUEST_SET */
};

/* Reads a line, with or without its line feed, closed by a NUL at `length`. STATUS_INVALID. */
enum status request_parse(const char *line, size_t length, struct request *ret_request,
                          struct error *error) STATUS_CHECKED;

/* "save-records": the word a request of that kind begins with. Static. */
const char *request_name(enum request_kind kind);

/* Counts a request that is about to be done, in the run folder. False where there were too many of
 * its kind within an hour of `now_ms`: 600 visits, 200 settings, 20 of each of the others. */
bool request_is_allowed(const struct files *run, enum request_kind kind, uint64_t now_ms);

#endif
