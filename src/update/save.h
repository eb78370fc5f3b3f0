/* Copies visit counts and receipts onto a stick, when staff ask for it: the update protocol's
 * section 10. */
#ifndef UPDATE_SAVE_H
#define UPDATE_SAVE_H

#include "update/kiosk.h"

enum { SAVE_NAME_SIZE = 96 };

/* Writes one new file, VITRINE/records/DEVICE-N.csv, into `stick`, and makes it outlast the
 * unmounting: visits, letters and receipts below each other, each with its head. Hours with few
 * visits are merged with their day, the running one as well. *ret_outcome has CODE_OK with the
 * file's name in `detail`, CODE_UNREADABLE where the stick cannot be written, CODE_SPACE or
 * CODE_REMOVED; then no part of a file is left, as far as the stick allows. Nothing else on the
 * stick is touched, and nothing in the store. */
void save_run(const struct kiosk *kiosk, const struct files *stick, const char *device,
              const char *software, struct outcome *ret_outcome);

#endif
