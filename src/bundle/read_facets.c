/* What letters can be filtered by, and who wrote to each other. */
#include "check.h"
#include "reader_private.h"

#include <string.h>

/* ---- The filter ---- */

/* "ED/ID" as the key of the person whose card stands for that one; of an id alone, the first that
 * has it. Who has no card stays as asked for: no letter is theirs. */
static enum status find_standing(struct bundle_reader *reader, const char *person,
                                 struct arena *arena, struct key *ret_key, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    if (person == NULL)
        return STATUS_OK;
    const char *slash = strchr(person, '/');
    ret_key->edition = arena_copy(arena, person, slash == NULL ? 0 : (size_t)(slash - person));
    ret_key->id = slash == NULL ? person : slash + 1;
    enum status status = reader_begin(reader, READER_STANDING, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_text(&begun, ret_key->id);
    sql_put_text(&begun, slash == NULL ? NULL : ret_key->edition);
    status = reader_next(&begun, arena, &row, error);
    if (status == STATUS_END)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    ret_key->edition = sql_take_text(&row, CHECK_ID_MAX, NULL);
    ret_key->id = sql_take_text(&row, CHECK_ID_MAX, NULL);
    return sql_row_done(&row, error);
}

enum status reader_filter_make(struct bundle_reader *reader, const struct letter_filter *filter,
                               struct arena *arena, struct reader_filter *ret_filter,
                               struct error *error)
{
    *ret_filter = (struct reader_filter){0};
    if (filter == NULL)
        return STATUS_OK;
    if (filter->year != 0) {
        ret_filter->year = arena_format(arena, "%04u", (unsigned)filter->year);
        ret_filter->next_year = arena_format(arena, "%04u", (unsigned)filter->year + 1);
    }
    enum status status = find_standing(reader, filter->person, arena, &ret_filter->person, error);
    if (status == STATUS_OK)
        status = find_standing(reader, filter->other, arena, &ret_filter->other, error);
    return status;
}

void reader_filter_put_persons(struct sql_parameters *parameters,
                               const struct reader_filter *filter)
{
    sql_put_text(parameters, filter->person.edition);
    sql_put_text(parameters, filter->person.id);
    sql_put_text(parameters, filter->other.edition);
    sql_put_text(parameters, filter->other.id);
}

void reader_filter_put(struct sql_parameters *parameters, const struct reader_filter *filter)
{
    reader_filter_put_persons(parameters, filter);
    sql_put_text(parameters, filter->year);
    sql_put_text(parameters, filter->next_year);
}

/* ---- Facets ---- */

static void take_facet(struct sql_row *row, void *item)
{
    struct facet *facet = item;
    facet->value = sql_take_text(row, CHECK_NAME_MAX, NULL);
    facet->name = sql_take_text(row, CHECK_NAME_MAX, NULL);
    facet->count = sql_take_number(row, CHECK_LETTERS_MAX);
}

static enum status read_rows(struct sql_parameters *begun, struct arena *arena,
                             const struct facet **ret_facets, size_t *ret_count,
                             struct error *error)
{
    static const struct reader_shape shape = {take_facet, sizeof(struct facet), CHECK_FACETS_MAX};
    void *items = NULL;
    enum status status = reader_rows(begun, &shape, arena, &items, ret_count, error);
    *ret_facets = items;
    return status;
}

/* Counted over all letters by the builder, where no filter is in the way. */
static enum status begin_persons(struct bundle_reader *reader, const struct reader_filter *filter,
                                 struct sql_parameters *ret_begun, struct error *error)
{
    bool all = filter->year == NULL;
    enum status status =
        reader_begin(reader, all ? READER_FACETS : READER_PERSON_FACETS, ret_begun, error);
    if (status == STATUS_OK && all)
        sql_put_text(ret_begun, "person");
    else if (status == STATUS_OK)
        reader_filter_put(ret_begun, filter);
    return status;
}

static enum status begin_years(struct bundle_reader *reader, const struct reader_filter *filter,
                               struct sql_parameters *ret_begun, struct error *error)
{
    bool all = filter->person.id == NULL && filter->other.id == NULL;
    enum status status =
        reader_begin(reader, all ? READER_FACETS : READER_YEAR_FACETS, ret_begun, error);
    if (status == STATUS_OK && all)
        sql_put_text(ret_begun, "year");
    else if (status == STATUS_OK)
        reader_filter_put_persons(ret_begun, filter);
    return status;
}

static enum status read_facets(struct bundle_reader *reader, const struct reader_filter *filter,
                               struct arena *arena, struct facets *facets, struct error *error)
{
    struct sql_parameters begun = {0};
    enum status status = begin_persons(reader, filter, &begun, error);
    if (status == STATUS_OK)
        status = read_rows(&begun, arena, &facets->persons, &facets->person_count, error);
    if (status == STATUS_OK)
        status = begin_years(reader, filter, &begun, error);
    if (status == STATUS_OK)
        status = read_rows(&begun, arena, &facets->years, &facets->year_count, error);
    return status;
}

enum status reader_facets(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error)
{
    struct bundle_reader *reader = self;
    struct reader_filter asked = {0};
    struct facets facets = {0};
    enum status status = reader_filter_make(reader, filter, arena, &asked, error);
    if (status == STATUS_OK)
        status = read_facets(reader, &asked, arena, &facets, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: persons and years", reader->path);
    *ret_facets = facets;
    return STATUS_OK;
}

/* ---- Exchanges ---- */

static void take_exchange(struct sql_row *row, void *item)
{
    struct exchange *exchange = item;
    exchange->a = sql_take_text(row, CHECK_NAME_MAX, NULL);
    exchange->b = sql_take_text(row, CHECK_NAME_MAX, NULL);
    exchange->name_a = sql_take_text(row, CHECK_NAME_MAX, NULL);
    exchange->name_b = sql_take_text(row, CHECK_NAME_MAX, NULL);
    exchange->from_a = sql_take_number(row, CHECK_LETTERS_MAX);
    exchange->from_b = sql_take_number(row, CHECK_LETTERS_MAX);
}

enum status reader_exchanges(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_exchange, sizeof(struct exchange),
                                              CHECK_FACETS_MAX};
    struct bundle_reader *reader = self;
    struct sql_parameters begun = {0};
    void *items = NULL;
    size_t count = 0;
    enum status status = reader_begin(reader, READER_EXCHANGES, &begun, error);
    if (status == STATUS_OK) {
        sql_put_number(&begun, EXCHANGE_LETTERS_MIN);
        status = reader_rows(&begun, &shape, arena, &items, &count, error);
    }
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: exchanges", reader->path);
    *ret_exchanges = items;
    *ret_count = count;
    return STATUS_OK;
}
