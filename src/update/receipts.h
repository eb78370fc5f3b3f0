/* What came of each update, kept for staff: records/receipts.csv. No times of day: the clock may
 * never have been set. */
#ifndef UPDATE_RECEIPTS_H
#define UPDATE_RECEIPTS_H

#include "update/kiosk.h"
#include "update/report.h"

enum { RECEIPTS_MAX = 500 }; /* lines; the oldest drop out */

/* Adds a line "number,serial,code,software,free_mib,starts,crashes,detail" and writes the file
 * durably. A disk that cannot be written loses the receipt, nothing else. */
void receipts_add(const struct kiosk *kiosk, const struct outcome *outcome, const char *software);

/* Puts the last receipts and the last fault into a report. Lines that are damaged are passed over.
 */
void receipts_report(const struct files *store, struct report *report);

/* Appends the file with its head, as it is; only the head where there is none. */
void receipts_text(const struct files *store, struct buffer *text);

#endif
