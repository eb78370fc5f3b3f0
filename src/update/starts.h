/* When which bundle was started in this run, kept in the run folder: to see a viewer that dies
 * again and again. */
#ifndef UPDATE_STARTS_H
#define UPDATE_STARTS_H

#include "base/files.h"
#include "update/state.h"

enum { STARTS_MAX = 32 };

/* The last starts, oldest first. */
struct starts {
    struct {
        uint64_t at_ms;
        char id[STATE_ID_SIZE];
    } list[STARTS_MAX];
    size_t count;
    uint64_t all;     /* since the power came on */
    uint64_t crashes; /* of them: the same bundle once more, and nobody had asked for it */
};

/* Reads the file `starts`; a missing or damaged one has none. */
void starts_load(const struct files *run, struct starts *ret_starts);

/* How often an id was started within `span_ms` before `now_ms`. */
size_t starts_count(const struct starts *starts, const char *id, uint64_t now_ms, uint64_t span_ms);

/* Adds one and writes the file; the oldest drops out. The run folder is memory: a failure to write
 * is passed over. */
void starts_add(const struct files *run, struct starts *starts, const char *id, uint64_t now_ms);

/* Forgets the list, not how many there were. */
void starts_forget(const struct files *run);

#endif
