/* The kiosk's state as it is or, where the file is missing or damaged, as its bundles tell. */
#ifndef UPDATE_RECOVER_H
#define UPDATE_RECOVER_H

#include "update/installed.h"
#include "update/kiosk.h"

/* Reads the state. Where there is none and no bundle either, it is that of a new kiosk: CODE_OK.
 * Where it is missing or damaged it is rebuilt of the bundles that hold their hash: highest serial
 * active, the next previous, the floor at the active one; CODE_DAMAGED, and *ret_rebuilt is set.
 * Where it cannot be read this time, the same without *ret_rebuilt, and CODE_STORAGE: then it must
 * not be written over. Nothing is written here and nothing deleted. */
enum update_code recover_state(const struct kiosk *kiosk, struct state *ret_state,
                               bool *ret_rebuilt, struct error *detail);

/* The folder of an id, "bundles/ID". */
void recover_folder(const char *id, char ret_folder[INSTALLED_PATH_SIZE]);

/* Whether the bundle of that id is this exhibit's and holds its hash; reads all of it. */
bool recover_holds(const struct kiosk *kiosk, const char *id);

/* Removes the bundles that the state does not name, the files left beside it, and what is in the
 * inbox. Only after a state was written that no longer names them. Failures are passed over: the
 * next start tries again. */
void recover_clean_up(const struct kiosk *kiosk, const struct state *state);

#endif
