/* What a curator gets wrong about spreadsheets: names of columns and files, rows that stand twice.
 */
#ifndef IMPORT_SHEET_CHECK_H
#define IMPORT_SHEET_CHECK_H

#include "import/report.h"
#include "import/sheet.h"

/* Tells of columns that are none of the `count` known ones, and of the one that rows are looked up
 * by (sheet->id), if it is not there: then no row is about anything, and all are taken off. `name`
 * is the sheet's own. */
void sheet_check_columns(struct sheet *sheet, const char *name, const char *const *known,
                         size_t count, struct import_report *report);

/* Tells of rows about the same thing: equal in the column they are looked up by, in "edition" and
 * in "lang". */
void sheet_check_rows(const struct sheet *sheet, struct import_report *report);

/* Tells of files in the folder of the sheets that seem to be meant for some of them and are not
 * read: letters.xlsx, leters.csv. */
void sheet_check_folder(const char *folder, struct import_report *report);

#endif
