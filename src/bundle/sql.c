#include "sql.h"

#include "base/utf8.h"

#include <string.h>

static enum status kind_of_failure(int code)
{
    switch (code & 0xff) {
    case SQLITE_INTERRUPT:
        return STATUS_CANCELLED;
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return STATUS_IO;
    default: /* damage in all its forms, and limits that only damage reaches */
        return STATUS_INVALID;
    }
}

enum status sql_failed(sqlite3 *db, const char *doing, struct error *error)
{
    int code = sqlite3_extended_errcode(db);
    int cause = sqlite3_system_errno(db);
    enum status status = kind_of_failure(code);
    if (status == STATUS_IO && cause != 0)
        return error_set(error, status, "%s: %s (%s)", doing, sqlite3_errmsg(db), strerror(cause));
    return error_set(error, status, "%s: %s", doing, sqlite3_errmsg(db));
}

enum status sql_run(sqlite3 *db, const char *text, struct error *error)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
        return sql_failed(db, "the database refuses", error);
    return STATUS_OK;
}

enum status sql_prepare(sqlite3 *db, const char *text, sqlite3_stmt **ret_statement,
                        struct error *error)
{
    if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, ret_statement, NULL) !=
        SQLITE_OK)
        return sql_failed(db, "the database refuses", error);
    return STATUS_OK;
}

enum status sql_step(sqlite3_stmt *statement, struct error *error)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return STATUS_OK;
    enum status status = STATUS_END;
    if (code != SQLITE_DONE)
        status = sql_failed(sqlite3_db_handle(statement), "the database fails", error);
    sqlite3_reset(statement);
    return status;
}

/* ---- Parameters ---- */

struct sql_parameters sql_parameters(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    return (struct sql_parameters){.statement = statement};
}

void sql_put_number(struct sql_parameters *parameters, int64_t number)
{
    sqlite3_bind_int64(parameters->statement, ++parameters->count, number);
}

void sql_put_number_or(struct sql_parameters *parameters, int64_t number, bool there)
{
    if (there)
        sql_put_number(parameters, number);
    else
        sql_put_text(parameters, NULL);
}

void sql_put_text(struct sql_parameters *parameters, const char *text)
{
    sqlite3_bind_text(parameters->statement, ++parameters->count, text, -1, SQLITE_STATIC);
}

void sql_put_bytes(struct sql_parameters *parameters, const char *bytes, size_t length)
{
    sqlite3_bind_text64(parameters->statement, ++parameters->count, bytes, length, SQLITE_STATIC,
                        SQLITE_UTF8);
}

enum status sql_put_done(struct sql_parameters *parameters, struct error *error)
{
    enum status status = sql_step(parameters->statement, error);
    return status == STATUS_END ? STATUS_OK : status;
}

/* ---- Columns ---- */

struct sql_row sql_row(sqlite3_stmt *statement, struct arena *arena)
{
    return (struct sql_row){.statement = statement, .arena = arena};
}

static void mark_bad(struct sql_row *row)
{
    if (row->bad == 0)
        row->bad = row->column;
}

uint32_t sql_take_number(struct sql_row *row, uint32_t max)
{
    int column = row->column++;
    int64_t number = sqlite3_column_int64(row->statement, column);
    if (sqlite3_column_type(row->statement, column) == SQLITE_INTEGER && number >= 0 &&
        number <= max)
        return (uint32_t)number;
    mark_bad(row);
    return 0;
}

uint32_t sql_take_number_or(struct sql_row *row, uint32_t max, uint32_t absent)
{
    if (sqlite3_column_type(row->statement, row->column) != SQLITE_NULL)
        return sql_take_number(row, max);
    row->column++;
    return absent;
}

const char *sql_take_text(struct sql_row *row, size_t max, size_t *ret_length)
{
    const char *text = sql_take_optional(row, max);
    if (text == NULL) {
        mark_bad(row);
        text = "";
    }
    if (ret_length != NULL)
        *ret_length = strlen(text);
    return text;
}

const char *sql_take_optional(struct sql_row *row, size_t max)
{
    int column = row->column++;
    int type = sqlite3_column_type(row->statement, column);
    if (type == SQLITE_NULL)
        return NULL;
    if (type == SQLITE_TEXT) {
        const char *bytes = (const char *)sqlite3_column_text(row->statement, column);
        size_t length = (size_t)sqlite3_column_bytes(row->statement, column);
        if (bytes != NULL && length <= max && memchr(bytes, 0, length) == NULL &&
            utf8_is_valid(bytes, length, NULL))
            return arena_copy(row->arena, bytes, length);
    }
    mark_bad(row);
    return NULL;
}

int sql_take_name(struct sql_row *row, const struct name_list *list)
{
    int column = row->column++;
    int value = names_find(list, (const char *)sqlite3_column_text(row->statement, column));
    if (value >= 0)
        return value;
    mark_bad(row);
    return 0;
}

enum status sql_row_done(const struct sql_row *row, struct error *error)
{
    if (row->bad == 0)
        return STATUS_OK;
    const char *name = sqlite3_column_name(row->statement, row->bad - 1);
    return error_set(error, STATUS_INVALID, "damaged: impossible value of \"%s\"",
                     name == NULL ? "?" : name);
}

const void *sql_take_bytes(struct sql_row *row, size_t max, size_t *ret_length)
{
    int column = row->column++;
    const void *bytes = sqlite3_column_blob(row->statement, column);
    size_t length = (size_t)sqlite3_column_bytes(row->statement, column);
    if (sqlite3_column_type(row->statement, column) != SQLITE_BLOB || length > max) {
        mark_bad(row);
        length = 0;
    }
    *ret_length = length;
    return arena_copy(row->arena, length == 0 ? "" : bytes, length);
}
