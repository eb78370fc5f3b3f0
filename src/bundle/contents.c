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

static void take_lang(struct sql_row *row, void *item)
{
    struct contents_lang *lang = item;
    lang->lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    lang->versions = sql_take_number(row, CHECK_NUMBER_MAX);
}

static enum status read_langs(struct bundle_reader *reader, struct arena *arena,
                              struct contents *contents, struct error *error)
{
    static const struct reader_shape shape = {take_lang, sizeof(struct contents_lang),
                                              CHECK_LANGS_MAX};
    void *items = NULL;
    enum status status = reader_list(reader, READER_LANG_COUNTS, &shape, arena, &items,
                                     &contents->lang_count, error);
    contents->langs = items;
    return status;
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

static void take_key(struct sql_row *row, void *item)
{
    struct key *key = item;
    key->edition = sql_take_text(row, CHECK_ID_MAX, NULL);
    key->id = sql_take_text(row, CHECK_ID_MAX, NULL);
}

static enum status read_keys(struct bundle_reader *reader, enum reader_statement which,
                             struct arena *arena, const struct key **ret_keys, size_t *ret_count,
                             struct error *error)
{
    static const struct reader_shape shape = {take_key, sizeof(struct key), CHECK_NUMBER_MAX};
    void *items = NULL;
    enum status status = reader_list(reader, which, &shape, arena, &items, ret_count, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", reader->path);
    *ret_keys = items;
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

static void take_start(struct sql_row *row, void *item)
{
    struct contents_start *start = item;
    start->place = sql_take_text(row, CHECK_NAME_MAX, NULL);
    start->title = sql_take_optional(row, CHECK_NAME_MAX);
}

enum status contents_starts(struct bundle_reader *reader, struct arena *arena,
                            const struct contents_start **ret_starts, size_t *ret_count,
                            struct error *error)
{
    static const struct reader_shape shape = {take_start, sizeof(struct contents_start),
                                              CHECK_LETTERS_MAX};
    void *items = NULL;
    enum status status =
        reader_list(reader, READER_STARTS, &shape, arena, &items, ret_count, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", reader->path);
    *ret_starts = items;
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
