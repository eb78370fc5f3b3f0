/* Makes what the stager left in the inbox the next content: the update protocol's steps 6 to 9. */
#ifndef UPDATE_COMMIT_H
#define UPDATE_COMMIT_H

#include "update/kiosk.h"

/* Reads a bundle as the viewer would, in a process without rights: CODE_OK, or CODE_CONTENT with
 * what was wrong in `detail`. `path` is below the store. */
typedef enum update_code commit_probe_fn(void *self, const char *path, struct error *detail);

/* Verifies inbox/new again from the disk, probes it, gives it its place and writes the state that
 * names it for trial: the commit point. Where it is installed already and damaged, it replaces the
 * damaged files, and the state stays. CODE_NONE where the inbox is empty. With any other code
 * than CODE_OK the old content stays and the inbox is emptied. */
void commit_run(const struct kiosk *kiosk, commit_probe_fn *probe, void *probe_self,
                struct outcome *ret_outcome);

#endif
