/* Reading what is shown once as a whole, while it is shown: before a start only its manifest, size
 * and first bytes are looked at (the update protocol's section 7, point 5). */
#ifndef UPDATE_AUDIT_H
#define UPDATE_AUDIT_H

#include "update/kiosk.h"

/* Compares the bundle that was started last with its manifest: CODE_OK, CODE_DAMAGED where it
 * differs or cannot be read, CODE_NONE where nothing was started. It reads all of the bundle, takes
 * long, and needs no lock. ret_outcome->serial is the bundle's; ret_id its id or "factory". */
void audit_run(const struct kiosk *kiosk, char ret_id[STATE_ID_SIZE], struct outcome *ret_outcome);

/* Takes the lock of the keepers; false where it cannot be had. */
typedef bool audit_lock_fn(void *self);

/* The same for a caller that does not hold that lock: what is damaged is read once more under it,
 * as a stick may have repaired it meanwhile, or another bundle be shown, and condemned then.
 * CODE_DAMAGED where it was: the viewer is to be started anew; CODE_STORAGE where that could not be
 * noted. ret_id is the bundle's. */
enum update_code audit_shown(const struct kiosk *kiosk, audit_lock_fn *lock, void *lock_self,
                             char ret_id[STATE_ID_SIZE]);

/* Notes in the run folder that a bundle was found damaged: it is not shown again until it is
 * brought again or the power goes, and then it is read again. 0 or a negative errno. */
int audit_condemn(const struct kiosk *kiosk, const char *id);

/* Whether a bundle was. */
bool audit_is_condemned(const struct kiosk *kiosk, const char *id);

/* A bundle was replaced: it may be shown again, and no earlier start counts as a death. 0 or a
 * negative errno. */
int audit_forget(const struct kiosk *kiosk, const char *id);

/* A look at a bundle of the store before it is shown: as installed_look, of this exhibit, and not
 * condemned. */
enum update_code audit_look(const struct kiosk *kiosk, const char *id);

/* As plan_judge, but what the state names and is damaged, or was found so, is wanted again:
 * CODE_OK, and *ret_repairs is set. That goes for the previous edition too, though it is below the
 * floor: it is what this kiosk confirmed, to the byte, and the state stays. Then it reads all of
 * the installed bundle. */
enum update_code audit_judge(const struct kiosk *kiosk, const struct manifest *manifest,
                             const struct state *state, bool *ret_repairs);

#endif
