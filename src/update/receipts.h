/* What came of each update, kept for staff: records/receipts.csv. No times of day: the clock may
 * never have been set. */
#ifndef UPDATE_RECEIPTS_H
#define UPDATE_RECEIPTS_H

#include "update/kiosk.h"

enum { RECEIPTS_MAX = 500 }; /* lines; the oldest drop out */

/* Adds a line "number,serial,code,software,free_mib,detail" and writes the file durably. A disk
 * that cannot be written loses the receipt, nothing else. */
void receipts_add(const struct kiosk *kiosk, const struct outcome *outcome, const char *software);

#endif
