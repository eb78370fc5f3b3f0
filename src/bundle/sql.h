/* SQLite in the shape of this code: our statuses, parameters and columns one after the other.
 * Within src/bundle. */
#ifndef BUNDLE_SQL_H
#define BUNDLE_SQL_H

#include "base/arena.h"
#include "base/status.h"
#include "bundle/names.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Records the connection's last failure; STATUS_INVALID where the file is to blame, STATUS_IO where
 * the machine is, STATUS_CANCELLED after an interrupt. */
enum status sql_failed(sqlite3 *db, const char *doing, struct error *error) STATUS_CHECKED;

/* Runs statements that give no rows. */
enum status sql_run(sqlite3 *db, const char *text, struct error *error) STATUS_CHECKED;

/* Prepares the one statement that `text` is. Finalize with sqlite3_finalize. */
enum status sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **ret_statement,
                        struct error *error) STATUS_CHECKED;

/* The next row: STATUS_OK, or STATUS_END after the last; then, as after a failure, the statement is
 * reset. */
enum status sql_step(sqlite3_stmt *statement, struct error *error) STATUS_CHECKED;

/* ---- Parameters in their order ---- */

struct sql_parameters {
    sqlite3_stmt *statement;
    int count; /* set so far */
};

/* Resets the statement and begins with its first parameter. */
struct sql_parameters sql_parameters(sqlite3_stmt *statement);

void sql_put_number(struct sql_parameters *parameters, int64_t number);

/* The number, or SQL's NULL where it is not there. */
void sql_put_number_or(struct sql_parameters *parameters, int64_t number, bool there);

/* Text is borrowed until the statement is stepped to its end; NULL is SQL's NULL. */
void sql_put_text(struct sql_parameters *parameters, const char *text);
void sql_put_bytes(struct sql_parameters *parameters, const char *bytes, size_t length);

/* Steps a statement that gives no rows to its end. */
enum status sql_put_done(struct sql_parameters *parameters, struct error *error) STATUS_CHECKED;

/* ---- Columns in their order ----
 *
 * Each call takes the next column. What is not as the schema promises (type, limit, UTF-8) gives a
 * harmless value and makes the row bad; ask once, by sql_row_done, when all columns are read. */

struct sql_row {
    sqlite3_stmt *statement;
    struct arena *arena; /* where text is copied */
    int column;          /* next */
    int bad;             /* the first bad column, from 1; 0: none */
};

struct sql_row sql_row(sqlite3_stmt *statement, struct arena *arena);

/* 0 <= number <= max. */
uint32_t sql_take_number(struct sql_row *row, uint32_t max);

/* The same, or `absent` for SQL's NULL. */
uint32_t sql_take_number_or(struct sql_row *row, uint32_t max, uint32_t absent);

/* Text of at most `max` bytes, without U+0000; *ret_length may be NULL. */
const char *sql_take_text(struct sql_row *row, size_t max, size_t *ret_length);

/* Bytes, at most `max`, in the arena. */
const void *sql_take_bytes(struct sql_row *row, size_t max, size_t *ret_length);

/* The same as text, or NULL. */
const char *sql_take_optional(struct sql_row *row, size_t max);

/* One of a list's words, as its value. */
int sql_take_name(struct sql_row *row, const struct name_list *list);

/* STATUS_INVALID, naming the column, if the row is bad. */
enum status sql_row_done(const struct sql_row *row, struct error *error) STATUS_CHECKED;

#endif
