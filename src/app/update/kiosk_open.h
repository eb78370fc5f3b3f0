/* Opens the folders and reads the settings that every task of the agent works on. */
#ifndef APP_UPDATE_KIOSK_OPEN_H
#define APP_UPDATE_KIOSK_OPEN_H

#include "app/update/options.h"
#include "update/kiosk.h"

enum { KIOSK_NAME_MAX = 64 };

enum kiosk_lock {
    KIOSK_LOCK_KEEPER, /* one keeper at a time writes the store */
    KIOSK_LOCK_INBOX,  /* held by the stager, by what verifies its copy, and by who cleans up */
    KIOSK_LOCK_STICK,  /* one stick at a time */
    KIOSK_LOCKS
};

/* An opened kiosk; what the settings say lives here. */
struct kiosk_open {
    struct kiosk kiosk;
    char exhibit[KIOSK_NAME_MAX + 1], device[KIOSK_NAME_MAX + 1];
    struct buffer store_path, factory_path, run_path;
    struct error mistake;   /* in the settings, for a task that goes on; "": none */
    int locks[KIOSK_LOCKS]; /* descriptors, or -1 */
};

/* Opens store and run folder (the run folder is made), reads vitrine.ini and keys.txt.
 * STATUS_INVALID with file and line where a setting is wrong: an exhibit's id is needed. Choosing
 * what is shown goes on with whatever is installed, and looking at a stick to say what is wrong:
 * then the mistake is kept. STATUS_IO. */
enum status kiosk_open(const struct options *options, struct kiosk_open *ret_kiosk,
                       struct error *error) STATUS_CHECKED;

/* Takes a lock and waits for it, in the order inbox, keeper where both are waited for. STATUS_IO.
 */
enum status kiosk_lock(struct kiosk_open *it, enum kiosk_lock lock,
                       struct error *error) STATUS_CHECKED;

/* Takes a lock if nobody has it. */
bool kiosk_try_lock(struct kiosk_open *it, enum kiosk_lock lock);

void kiosk_unlock(struct kiosk_open *it, enum kiosk_lock lock);

/* What every keeper that cleans up begins with: its lock, and the inbox's if a stick is not just
 * being read, which is spared otherwise. STATUS_IO. */
enum status kiosk_keep(struct kiosk_open *it, struct error *error) STATUS_CHECKED;

/* Gives back the locks too. */
void kiosk_close(struct kiosk_open *it);

#endif
