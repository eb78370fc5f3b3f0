#include "bundle/contents.h"

#include "base/memory.h"
#include "check.h"
#include "reader_private.h"
#include "schema.h"

#include <stdlib.h>
#include <string.h>

static enum status read_counts(struct bundle_reader *reader, struct arena *arena,
                               struct contents *contents, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_COUNTS, &begun, error);
    if (status == STATUS_OK)
        status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    contents->schema = SCHEMA_NUMBER;
    contents->writer = sql_take_optional(&row, CHECK_NAME_MAX);
    uint32_t *const counts[] = {
        &contents->editions,   &contents->letters,       &contents->editorial_notes,
        &contents->notes,      &contents->persons,       &contents->terms,
        &contents->references, &contents->printed_pages, &contents->pictures,
        &contents->recordings, &contents->slides,        &contents->words};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        *counts[i] = sql_take_number(&row, CHECK_NUMBER_MAX);
    return sql_row_done(&row, error);
}

static enum status read_langs(struct bundle_reader *reader, struct arena *arena,
                              struct contents *contents, struct error *error)
{
    struct contents_lang *langs = arena_alloc(arena, CHECK_LANGS_MAX, sizeof *langs);
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_LANG_COUNTS, &begun, error);
    size_t count = 0;
    while (status == STATUS_OK && count < CHECK_LANGS_MAX &&
           (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        langs[count].lang = sql_take_text(&row, CHECK_ID_MAX, NULL);
        langs[count++].versions = sql_take_number(&row, CHECK_NUMBER_MAX);
        status = sql_row_done(&row, error);
    }
    contents->langs = langs;
    contents->lang_count = count;
    return status == STATUS_END ? STATUS_OK : status;
}

enum status contents_read(struct bundle_reader *reader, struct arena *arena,
                          struct contents *ret_contents, struct error *error)
{
    struct contents contents = {0};
    enum status status = read_counts(reader, arena, &contents, error);
    if (status == STATUS_OK)
        status = read_langs(reader, arena, &contents, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", reader->path);
    *ret_contents = contents;
    return STATUS_OK;
}

static enum status read_keys(struct bundle_reader *reader, enum reader_statement which,
                             struct arena *arena, const struct key **ret_keys, size_t *ret_count,
                             struct error *error)
{
    struct key *keys = NULL;
    size_t count = 0, room = 0;
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, which, &begun, error);
    while (status == STATUS_OK && (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        if (count == room)
            keys = memory_resized(keys, room = room * 2 + 64, sizeof *keys);
        keys[count].edition = sql_take_text(&row, CHECK_ID_MAX, NULL);
        keys[count++].id = sql_take_text(&row, CHECK_ID_MAX, NULL);
        status = sql_row_done(&row, error);
    }
    struct key *copy = arena_alloc(arena, count, sizeof *copy);
    if (count > 0)
        memcpy(copy, keys, count * sizeof *copy);
    free(keys);
    if (status != STATUS_END)
        return error_wrap(error, status, "%s", reader->path);
    *ret_keys = copy;
    *ret_count = count;
    return STATUS_OK;
}

enum status contents_persons(struct bundle_reader *reader, struct arena *arena,
                             const struct key **ret_keys, size_t *ret_count, struct error *error)
{
    return read_keys(reader, READER_PERSON_KEYS, arena, ret_keys, ret_count, error);
}

enum status contents_terms(struct bundle_reader *reader, struct arena *arena,
                           const struct key **ret_keys, size_t *ret_count, struct error *error)
{
    return read_keys(reader, READER_TERM_KEYS, arena, ret_keys, ret_count, error);
}

enum status contents_starts(struct bundle_reader *reader, struct arena *arena,
                            const struct contents_start **ret_starts, size_t *ret_count,
                            struct error *error)
{
    struct contents_start *starts = NULL;
    size_t count = 0, room = 0;
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_STARTS, &begun, error);
    while (status == STATUS_OK && (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        if (count == room)
            starts = memory_resized(starts, room = room * 2 + 16, sizeof *starts);
        starts[count].place = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        starts[count++].title = sql_take_optional(&row, CHECK_NAME_MAX);
        status = sql_row_done(&row, error);
    }
    struct contents_start *copy = arena_alloc(arena, count, sizeof *copy);
    if (count > 0)
        memcpy(copy, starts, count * sizeof *copy);
    free(starts);
    if (status != STATUS_END)
        return error_wrap(error, status, "%s", reader->path);
    *ret_starts = copy;
    *ret_count = count;
    return STATUS_OK;
}

enum status contents_versions(struct bundle_reader *reader, const struct letter_summary *letter,
                              struct arena *arena, const char *const **ret_langs, size_t *ret_count,
                              struct error *error)
{
    struct sql_parameters begun = {0};
    enum status status = reader_begin(reader, READER_VERSION_LANGS, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, letter->position);
    status = reader_langs(&begun, arena, ret_langs, ret_count, error);
    return status == STATUS_OK ? STATUS_OK : error_wrap(error, status, "%s", reader->path);
}
