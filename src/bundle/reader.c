#include "bundle/reader.h"

#include "base/memory.h"
#include "check.h"
#include "open.h"
#include "reader_private.h"

#include <stdlib.h>
#include <string.h>

/* A statement is given up after so many of SQLite's steps: only damage makes one that long. */
enum { STEPS_A_TURN = 100000, TURNS_MAX = 2000 };

static int count_turn(void *self)
{
    struct bundle_reader *reader = self;
    return --reader->turns_left < 0;
}

enum status bundle_reader_open(const char *path, struct bundle_reader **ret_reader,
                               struct error *error)
{
    sqlite3 *db;
    enum status status = open_bundle(path, &db, error);
    if (status != STATUS_OK)
        return status;
    struct bundle_reader *reader = memory_zeroed(1, sizeof *reader);
    reader->db = db;
    reader->path = memory_string(path);
    sqlite3_progress_handler(db, STEPS_A_TURN, count_turn, reader);
    *ret_reader = reader;
    return STATUS_OK;
}

void bundle_reader_close(struct bundle_reader *reader)
{
    if (reader == NULL)
        return;
    for (int i = 0; i < READER_STATEMENTS; i++)
        sqlite3_finalize(reader->statements[i]);
    sqlite3_close(reader->db);
    free(reader->path);
    free(reader);
}

struct letter_source bundle_reader_source(struct bundle_reader *reader)
{
    static const struct letter_source_calls calls = {
        .exhibit = reader_exhibit,
        .summaries = reader_summaries,
        .letter = reader_letter,
        .person = reader_person,
        .term = reader_term,
        .start_here = reader_start_here,
        .facets = reader_facets,
        .exchanges = reader_exchanges,
        .settings = reader_settings,
        .wordings = reader_wordings,
        .slides = reader_slides,
        .related = reader_related,
        .pictures = reader_pictures,
        .tile = reader_tile,
        .search = reader_search,
        .suggestions = reader_suggestions,
    };
    return (struct letter_source){&calls, reader};
}

enum status reader_begin(struct bundle_reader *reader, enum reader_statement which,
                         struct sql_parameters *ret_parameters, struct error *error)
{
    reader->turns_left = TURNS_MAX;
    sqlite3_stmt **statement = &reader->statements[which];
    if (*statement == NULL) {
        enum status status =
            sql_prepare(reader->db, reader_statement_text(which), statement, error);
        if (status != STATUS_OK)
            return error_wrap(error, status, "%s", reader->path);
    }
    *ret_parameters = sql_parameters(*statement);
    return STATUS_OK;
}

enum status reader_next(const struct sql_parameters *parameters, struct arena *arena,
                        struct sql_row *ret_row, struct error *error)
{
    *ret_row = sql_row(parameters->statement, arena);
    enum status status = sql_step(parameters->statement, error);
    /* The one interrupt there can be is count_turn's. */
    if (status == STATUS_CANCELLED)
        return error_set(error, STATUS_INVALID, "damaged: a table without an end");
    return status;
}

enum status reader_find(struct bundle_reader *reader, enum reader_statement which, struct key key,
                        struct arena *arena, struct sql_row *ret_row, struct error *error)
{
    struct sql_parameters begun = {0};
    enum status status = reader_begin(reader, which, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_text(&begun, key.id);
    sql_put_text(&begun, key.edition == NULL || key.edition[0] == '\0' ? NULL : key.edition);
    status = reader_next(&begun, arena, ret_row, error);
    return status == STATUS_END ? error_set(error, STATUS_NOT_FOUND, "not in the bundle") : status;
}

enum status reader_rows(const struct sql_parameters *begun, const struct reader_shape *shape,
                        struct arena *arena, void **ret_items, size_t *ret_count,
                        struct error *error)
{
    char *items = NULL;
    size_t count = 0, room = 0;
    struct sql_row row = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && count < shape->max &&
           (status = reader_next(begun, arena, &row, error)) == STATUS_OK) {
        if (count == room)
            items = memory_resized(items, room = room * 2 + 16, shape->size);
        shape->take(&row, memset(items + count++ * shape->size, 0, shape->size));
        status = sql_row_done(&row, error);
    }
    void *copy = arena_alloc(arena, count, shape->size);
    if (count > 0)
        memcpy(copy, items, count * shape->size);
    free(items);
    if (status != STATUS_OK && status != STATUS_END)
        return status;
    *ret_items = copy;
    *ret_count = count;
    return STATUS_OK;
}

enum status reader_list(struct bundle_reader *reader, enum reader_statement which,
                        const struct reader_shape *shape, struct arena *arena, void **ret_items,
                        size_t *ret_count, struct error *error)
{
    struct sql_parameters begun = {0};
    enum status status = reader_begin(reader, which, &begun, error);
    return status == STATUS_OK ? reader_rows(&begun, shape, arena, ret_items, ret_count, error)
                               : status;
}

/* ---- The exhibit ---- */

static void take_edition(struct sql_row *row, void *item)
{
    struct edition *edition = item;
    edition->id = sql_take_text(row, CHECK_ID_MAX, NULL);
    edition->title = sql_take_text(row, CHECK_NAME_MAX, NULL);
    edition->lang = sql_take_optional(row, CHECK_ID_MAX);
    edition->letter_count = sql_take_number(row, CHECK_LETTERS_MAX);
}

static enum status read_editions(struct bundle_reader *reader, struct arena *arena,
                                 struct exhibit *exhibit, struct error *error)
{
    static const struct reader_shape shape = {take_edition, sizeof(struct edition),
                                              CHECK_EDITIONS_MAX};
    void *items = NULL;
    enum status status =
        reader_list(reader, READER_EDITIONS, &shape, arena, &items, &exhibit->edition_count, error);
    exhibit->editions = items;
    for (size_t i = 0; i < exhibit->edition_count; i++)
        exhibit->letter_count += exhibit->editions[i].letter_count;
    return status;
}

static void take_lang(struct sql_row *row, void *item)
{
    *(const char **)item = sql_take_text(row, CHECK_ID_MAX, NULL);
}

enum status reader_langs(const struct sql_parameters *begun, struct arena *arena,
                         const char *const **ret_langs, size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_lang, sizeof(const char *), CHECK_LANGS_MAX};
    void *items = NULL;
    enum status status = reader_rows(begun, &shape, arena, &items, ret_count, error);
    *ret_langs = items;
    return status;
}

static enum status read_exhibit(struct bundle_reader *reader, struct arena *arena,
                                struct exhibit *exhibit, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_EXHIBIT, &begun, error);
    if (status == STATUS_OK)
        status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status == STATUS_END ? error_set(error, STATUS_INVALID, "it is empty") : status;
    exhibit->id = sql_take_text(&row, CHECK_ID_MAX, NULL);
    exhibit->title = sql_take_text(&row, CHECK_NAME_MAX, NULL);
    exhibit->years = sql_take_optional(&row, CHECK_NAME_MAX);
    exhibit->credits = sql_take_optional(&row, CHECK_LETTER_TEXT_MAX);
    status = sql_row_done(&row, error);
    if (status == STATUS_OK)
        status = read_editions(reader, arena, exhibit, error);
    if (status == STATUS_OK)
        status = reader_begin(reader, READER_LANGS, &begun, error);
    if (status == STATUS_OK)
        status = reader_langs(&begun, arena, &exhibit->langs, &exhibit->lang_count, error);
    if (status == STATUS_OK)
        status = reader_begin(reader, READER_TEXT_LANGS, &begun, error);
    if (status == STATUS_OK)
        status =
            reader_langs(&begun, arena, &exhibit->text_langs, &exhibit->text_lang_count, error);
    return status;
}

enum status reader_exhibit(void *self, struct arena *arena, struct exhibit *ret_exhibit,
                           struct error *error)
{
    struct bundle_reader *reader = self;
    struct exhibit exhibit = {0};
    enum status status = read_exhibit(reader, arena, &exhibit, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: exhibit", reader->path);
    *ret_exhibit = exhibit;
    return STATUS_OK;
}

/* ---- What the curator and the museum chose ---- */

static void take_setting(struct sql_row *row, void *item)
{
    struct setting *setting = item;
    setting->name = sql_take_text(row, CHECK_NAME_MAX, NULL);
    setting->value = sql_take_text(row, CHECK_LETTER_TEXT_MAX, NULL);
}

enum status reader_settings(void *self, struct arena *arena, const struct setting **ret_settings,
                            size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_setting, sizeof(struct setting),
                                              CHECK_SETTINGS_MAX};
    struct bundle_reader *reader = self;
    void *items = NULL;
    enum status status =
        reader_list(reader, READER_SETTINGS, &shape, arena, &items, ret_count, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: settings", reader->path);
    *ret_settings = items;
    return STATUS_OK;
}

static void take_wording(struct sql_row *row, void *item)
{
    struct wording *wording = item;
    wording->lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    wording->name = sql_take_text(row, CHECK_NAME_MAX, NULL);
    wording->value = sql_take_text(row, CHECK_LETTER_TEXT_MAX, NULL);
}

enum status reader_wordings(void *self, struct arena *arena, const struct wording **ret_wordings,
                            size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_wording, sizeof(struct wording),
                                              CHECK_SETTINGS_MAX};
    struct bundle_reader *reader = self;
    void *items = NULL;
    enum status status =
        reader_list(reader, READER_WORDINGS, &shape, arena, &items, ret_count, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: wordings", reader->path);
    *ret_wordings = items;
    return STATUS_OK;
}
