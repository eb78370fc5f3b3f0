/* A spreadsheet saved as CSV: UTF-8 with or without a byte order mark, cells parted by commas,
 * semicolons or tabs, whichever the first line has most of or Excel's "sep=;" before it says; then
 * the first line names the columns, in upper case or lower. */
#ifndef IMPORT_SHEET_H
#define IMPORT_SHEET_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SHEET_COLUMNS_MAX = 64,
    SHEET_ROWS_MAX = 200000,
    SHEET_SIZE_MAX = 64 << 20 /* bytes */
};

struct sheet_row {
    const char **cells; /* column_count of them, "" where there is nothing */
    unsigned line;
    bool used; /* the caller's: something was found that the row is about */
};

struct sheet {
    const char *file;
    const char **columns;
    size_t column_count;
    struct sheet_row *rows; /* in the order of the file */
    size_t row_count;
    struct sheet_row **by_id; /* sorted by the cell of the column `id`, then as in the file */
    const char *id;
};

/* Reads the file into the arena; where there is none the sheet has no rows. `id` names the column
 * that rows are looked up by, a static string. STATUS_INVALID (not UTF-8, quotation marks without
 * an end, a column twice, more cells than columns) and STATUS_LIMIT with file and line; STATUS_IO.
 */
enum status sheet_read(const char *path, const char *id, struct arena *arena,
                       struct sheet *ret_sheet, struct error *error) STATUS_CHECKED;

/* The cell of that column; "" where there is no such column. */
const char *sheet_cell(const struct sheet *sheet, const struct sheet_row *row, const char *column);

/* The index in by_id of the first row of that id; row_count: there is none. The others follow. */
size_t sheet_find(const struct sheet *sheet, const char *id);

#endif
