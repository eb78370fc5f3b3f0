/* Has the viewer look through a new bundle, in a process of its own. */
#ifndef APP_UPDATE_PROBE_H
#define APP_UPDATE_PROBE_H

#include "update/commit.h"

/* Which program, and where the store is. */
struct probe {
    const char *viewer; /* NULL: vitrine beside this program */
    const char *store;
};

/* A commit_probe_fn over a struct probe: runs `vitrine --verify BUNDLE`, which lowers its own
 * rights and limits first. CODE_OK; CODE_CONTENT where it found fault, died or ran out of its
 * limits, with its last line in `detail`; CODE_STORAGE where it cannot be started. */
enum update_code probe_run(void *self, const char *path, struct error *detail);

#endif
