/* Reading what is shown once as a whole, while it is shown: before a start only its manifest, size
 * and first bytes are looked at (the update protocol's section 7, point 5). */
#ifndef UPDATE_AUDIT_H
#define UPDATE_AUDIT_H

#include "update/kiosk.h"

/* Compares the bundle that was started last with its manifest: CODE_OK, CODE_DAMAGED where it
 * differs or cannot be read, CODE_NONE where nothing was started. It reads all of the bundle, takes
 * long, and needs no lock. ret_outcome->serial is the bundle's; ret_id its id or "factory". */
void audit_run(const struct kiosk *kiosk, char ret_id[STATE_ID_SIZE], struct outcome *ret_outcome);

/* Notes in the run folder that a bundle was found damaged: it is not shown again until it is
 * brought again or the power goes, and then it is read again. 0 or a negative errno. */
int audit_condemn(const struct kiosk *kiosk, const char *id);

/* Whether a bundle was. */
bool audit_is_condemned(const struct kiosk *kiosk, const char *id);

/* All that was condemned may be shown again, and no earlier start counts as a death: a damaged
 * bundle was replaced. 0 or a negative errno. */
int audit_forget(const struct kiosk *kiosk);

/* As plan_judge, but what is installed and damaged, or was found so, is wanted again: CODE_OK, and
 * *ret_repairs is set. Then it reads all of the installed bundle. */
enum update_code audit_judge(const struct kiosk *kiosk, const struct manifest *manifest,
                             const struct state *state, bool *ret_repairs);

#endif
