/* Opens the folders and reads the settings that every task of the agent works on. */
#ifndef APP_UPDATE_KIOSK_OPEN_H
#define APP_UPDATE_KIOSK_OPEN_H

#include "app/update/options.h"
#include "update/kiosk.h"

enum { KIOSK_NAME_MAX = 64 };

/* An opened kiosk; what the settings say lives here. */
struct kiosk_open {
    struct kiosk kiosk;
    char exhibit[KIOSK_NAME_MAX + 1], device[KIOSK_NAME_MAX + 1];
    struct buffer store_path, factory_path;
    int lock; /* held until kiosk_close: one keeper at a time */
};

/* Opens store and run folder (the run folder is made), reads vitrine.ini and keys.txt, and, where
 * `locked`, waits for the lock of the keepers. STATUS_INVALID with file and line where a setting is
 * wrong: an exhibit's id is needed, but to choose what is shown: then the mistake is printed, and
 * whatever is installed will do. STATUS_IO. */
enum status kiosk_open(const struct options *options, bool locked, struct kiosk_open *ret_kiosk,
                       struct error *error) STATUS_CHECKED;

void kiosk_close(struct kiosk_open *it);

#endif
