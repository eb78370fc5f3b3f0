#include "bundle/reader.h"

#include "base/memory.h"
#include "check.h"
#include "open.h"
#include "reader_private.h"

#include <stdlib.h>
#include <string.h>

/* A statement is given up after so many of SQLite's steps: only damage makes one that long. */
enum { STEPS_A_TURN = 100000, TURNS_MAX = 2000 };

#define SUMMARY_COLUMNS                                                                            \
    "letter.position, letter.edition, letter.id, letter.kind, number, title, short_title,"         \
    " written_at, certainty, date_from, date_to, date_text, sender.name, sender.person,"           \
    " recipient.name, recipient.person, first.lang, first_words, words"
/* Rows are compared as a whole: one term each, where the depth of expressions is limited. */
#define SUMMARY_TABLES                                                                             \
    " JOIN version AS first ON (first.letter, first.position) = (letter.position, 0)"              \
    " LEFT JOIN correspondent AS sender ON"                                                        \
    " (sender.letter, sender.role, sender.position) = (letter.position, 'sender', 0)"              \
    " LEFT JOIN correspondent AS recipient ON"                                                     \
    " (recipient.letter, recipient.role, recipient.position) = (letter.position, 'recipient', 0)"
#define FILTER                                                                                     \
    " WHERE (?1 IS NULL OR edition = ?1)"                                                          \
    " AND (?2 IS NULL OR position IN (SELECT letter FROM correspondent WHERE person = ?2))"        \
    " AND (?3 IS NULL OR date_to >= ?3) AND (?4 IS NULL OR date_from < ?4)"
#define BY_KEY(table)                                                                              \
    " WHERE " table ".id = ?1 AND (?2 IS NULL OR " table ".edition = ?2)"                          \
    " ORDER BY (SELECT position FROM edition WHERE edition.id = " table ".edition) LIMIT 1"
#define IN_LETTERS(kind)                                                                           \
    "(SELECT count(*) FROM version CROSS JOIN span ON span.body BETWEEN version.body"              \
    " AND version.body + version.notes WHERE span.kind = '" kind "')"

static const char *const statement_texts[READER_STATEMENTS] = {
    [READER_EXHIBIT] = "SELECT id, title, years, credits FROM exhibit",
    [READER_EDITIONS] = "SELECT id, title, lang, letters FROM edition ORDER BY position",
    [READER_LANGS] = "SELECT lang FROM exhibit_lang ORDER BY position",
    [READER_SUMMARIES] =
        "SELECT " SUMMARY_COLUMNS " FROM (SELECT letter.position AS chosen FROM letter" FILTER
        " ORDER BY letter.position LIMIT ?5 OFFSET ?6)"
        " JOIN letter ON letter.position = chosen" SUMMARY_TABLES " ORDER BY chosen",
    [READER_SUMMARY_COUNT] = "SELECT count(*) FROM letter" FILTER,
    [READER_LETTER] = "SELECT " SUMMARY_COLUMNS
                      ", brief, content_notice, web FROM letter" SUMMARY_TABLES BY_KEY("letter"),
    [READER_VERSION] = "SELECT lang, kind, direction, first_page, body, notes FROM version"
                       " WHERE letter = ?1 ORDER BY lang IS ?2 DESC, position LIMIT 1",
    [READER_NOTES] =
        "SELECT position, key, label, kind FROM note WHERE version = ?1 ORDER BY position",
    [READER_BLOCKS] = "SELECT body, position, kind, align, text, level, quote_depth, part, flush,"
                      " cell_table, cell_row, cell_column, marker, lang, hyphens FROM block"
                      " WHERE body BETWEEN ?1 AND ?2 ORDER BY body, position",
    [READER_SPANS] = "SELECT body, block, kind, first, past, target, lang FROM span"
                     " WHERE body BETWEEN ?1 AND ?2 ORDER BY body, block, position",
    [READER_PERSON] =
        "SELECT edition, id, name, sort, body, same_edition, same_id FROM person" BY_KEY("person"),
    [READER_TERM] = "SELECT edition, id, name, sort, body, NULL, NULL FROM term" BY_KEY("term"),
    [READER_SLIDES] = "SELECT quote, caption, place, lang, direction FROM slide ORDER BY position",
    [READER_TEXT_LANGS] = "SELECT DISTINCT lang FROM version ORDER BY lang",
    [READER_SEARCH] = "SELECT version.letter, min(version.position) FROM version"
                      " JOIN letter ON letter.position = version.letter"
                      " WHERE version.body IN (SELECT rowid FROM search WHERE search MATCH ?1)"
                      " GROUP BY version.letter ORDER BY"
                      " max(version.body IN (SELECT rowid FROM search WHERE search MATCH ?2)) DESC,"
                      " date_from IS NULL, date_from, version.letter",
    [READER_FOUND] =
        "SELECT " SUMMARY_COLUMNS ", found.lang, found.body, found.notes FROM letter" SUMMARY_TABLES
        " JOIN version AS found ON"
        " (found.letter, found.position) = (letter.position, ?2)"
        " WHERE letter.position = ?1",
    [READER_TEXTS] =
        "SELECT body, position, text FROM block WHERE body BETWEEN ?1 AND ?2 ORDER BY body,"
        " position",
    [READER_NOTE_KEY] = "SELECT key FROM note WHERE version = ?1 AND position = ?2",
    [READER_SETTING] = "SELECT value FROM setting WHERE name = ?1",
    [READER_NAMED_MOST] = "SELECT name FROM (SELECT kind, target, count(*) AS times FROM span"
                          " WHERE kind IN ('person', 'term') AND target IS NOT NULL GROUP BY kind,"
                          " target ORDER BY times DESC, target LIMIT 24) AS named JOIN"
                          " (SELECT 'person' AS kind, edition || '/' || id AS target, name FROM"
                          " person UNION ALL SELECT 'term', edition || '/' || id, name FROM term)"
                          " AS entity ON (entity.kind, entity.target) = (named.kind, named.target)"
                          " ORDER BY times DESC, named.target",
    [READER_POSITION] = "SELECT position FROM letter" BY_KEY("letter"),
    [READER_PICTURES] = "SELECT number, image, name, description, credit, width, height, focus_x,"
                        " focus_y FROM picture WHERE letter = ?1 ORDER BY number",
    [READER_TILE] = "SELECT data FROM tile WHERE id = (?1 << 40) | (?2 << 32) | (?3 << 16) | ?4",
    [READER_RELATED] = "SELECT " SUMMARY_COLUMNS ", related.kind FROM related"
                       " JOIN letter ON letter.position = related.other" SUMMARY_TABLES
                       " WHERE related.letter = ?1 ORDER BY related.position LIMIT ?2",
    [READER_STARTS] = "SELECT place, title FROM start_here ORDER BY position",
    [READER_PERSON_KEYS] =
        "SELECT edition, id FROM person ORDER BY"
        " (SELECT position FROM edition WHERE edition.id = person.edition), sort, id",
    [READER_TERM_KEYS] =
        "SELECT edition, id FROM term ORDER BY"
        " (SELECT position FROM edition WHERE edition.id = term.edition), sort, id",
    [READER_VERSION_LANGS] = "SELECT lang FROM version WHERE letter = ?1 ORDER BY position",
    [READER_COUNTS] = "SELECT (SELECT writer FROM exhibit), (SELECT count(*) FROM edition),"
                      " (SELECT count(*) FROM letter), (SELECT count(*) FROM letter WHERE kind = "
                      "'editorial'),"
                      " (SELECT count(*) FROM note), (SELECT count(*) FROM person), (SELECT "
                      "count(*) FROM term)," //
    IN_LETTERS("reference") "," IN_LETTERS(
        "page-break") ","
                      " (SELECT count(*) FROM picture), (SELECT count(*) FROM recording),"
                      " (SELECT count(*) FROM slide), (SELECT coalesce(sum(words), 0) FROM letter)",
    [READER_LANG_COUNTS] = "SELECT lang, count(*) FROM version GROUP BY lang ORDER BY lang",
    [READER_QUICK_CHECK] = "PRAGMA quick_check(1)",
};

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
        enum status status = sql_prepare(reader->db, statement_texts[which], statement, error);
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

/* ---- The exhibit ---- */

static enum status read_editions(struct bundle_reader *reader, struct arena *arena,
                                 struct exhibit *exhibit, struct error *error)
{
    struct edition *editions = NULL;
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_EDITIONS, &begun, error);
    size_t count = 0;
    while (status == STATUS_OK && count <= CHECK_EDITIONS_MAX &&
           (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        editions = memory_resized(editions, count + 1, sizeof *editions);
        struct edition *edition = &editions[count++];
        edition->id = sql_take_text(&row, CHECK_ID_MAX, NULL);
        edition->title = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        edition->lang = sql_take_optional(&row, CHECK_ID_MAX);
        edition->letter_count = sql_take_number(&row, CHECK_LETTERS_MAX);
        exhibit->letter_count += edition->letter_count;
        status = sql_row_done(&row, error);
    }
    struct edition *copy = arena_alloc(arena, count, sizeof *copy);
    if (count > 0)
        memcpy(copy, editions, count * sizeof *copy);
    free(editions);
    exhibit->editions = copy;
    exhibit->edition_count = count;
    return status == STATUS_END ? STATUS_OK : status;
}

enum status reader_langs(const struct sql_parameters *begun, struct arena *arena,
                         const char *const **ret_langs, size_t *ret_count, struct error *error)
{
    const char **langs = arena_alloc(arena, CHECK_LANGS_MAX, sizeof *langs);
    size_t count = 0;
    struct sql_row row = {0};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && count < CHECK_LANGS_MAX &&
           (status = reader_next(begun, arena, &row, error)) == STATUS_OK) {
        langs[count++] = sql_take_text(&row, CHECK_ID_MAX, NULL);
        status = sql_row_done(&row, error);
    }
    *ret_langs = langs;
    *ret_count = count;
    return status == STATUS_END ? STATUS_OK : status;
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

/* ---- Lists ---- */

void reader_take_summary(struct sql_row *row, struct letter_summary *ret_summary)
{
    struct letter_summary summary = {0};
    summary.position = sql_take_number(row, CHECK_LETTERS_MAX);
    summary.key.edition = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.key.id = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.kind = (enum letter_kind)sql_take_name(row, &letter_kind_names);
    summary.number = sql_take_optional(row, CHECK_NAME_MAX);
    summary.title = sql_take_text(row, CHECK_NAME_MAX, NULL);
    summary.short_title = sql_take_optional(row, CHECK_NAME_MAX);
    summary.place = sql_take_optional(row, CHECK_NAME_MAX);
    summary.date.certainty = (enum date_certainty)sql_take_name(row, &date_certainty_names);
    summary.date.from = sql_take_optional(row, CHECK_ID_MAX);
    summary.date.to = sql_take_optional(row, CHECK_ID_MAX);
    summary.date.text = sql_take_optional(row, CHECK_NAME_MAX);
    summary.sender.name = sql_take_optional(row, CHECK_NAME_MAX);
    summary.sender.person = sql_take_optional(row, CHECK_ID_MAX);
    summary.recipient.name = sql_take_optional(row, CHECK_NAME_MAX);
    summary.recipient.person = sql_take_optional(row, CHECK_ID_MAX);
    summary.lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.first_words = sql_take_text(row, CHECK_NAME_MAX, NULL);
    summary.words = sql_take_number(row, CHECK_NUMBER_MAX);
    *ret_summary = summary;
}

/* The filter as parameters: a person is of a letter's own edition; "1962" <= date < "1963". */
struct filter_texts {
    const char *edition, *person, *year, *next_year;
};

static struct filter_texts filter_texts(const struct letter_filter *filter, struct arena *arena)
{
    struct filter_texts texts = {0};
    const char *slash =
        filter == NULL || filter->person == NULL ? NULL : strchr(filter->person, '/');
    if (filter != NULL && filter->person != NULL) {
        texts.person = slash == NULL ? filter->person : slash + 1;
        if (slash != NULL)
            texts.edition = arena_copy(arena, filter->person, (size_t)(slash - filter->person));
    }
    if (filter != NULL && filter->year != 0) {
        texts.year = arena_format(arena, "%04u", (unsigned)filter->year);
        texts.next_year = arena_format(arena, "%04u", (unsigned)filter->year + 1);
    }
    return texts;
}

static void put_filter(struct sql_parameters *parameters, const struct filter_texts *texts)
{
    sql_put_text(parameters, texts->edition);
    sql_put_text(parameters, texts->person);
    sql_put_text(parameters, texts->year);
    sql_put_text(parameters, texts->next_year);
}

static enum status count_summaries(struct bundle_reader *reader, const struct filter_texts *filter,
                                   struct arena *arena, size_t *ret_total, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_SUMMARY_COUNT, &begun, error);
    if (status != STATUS_OK)
        return status;
    put_filter(&begun, filter);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    *ret_total = sql_take_number(&row, CHECK_LETTERS_MAX);
    return sql_row_done(&row, error);
}

static enum status read_summaries(struct bundle_reader *reader, struct sql_parameters *begun,
                                  size_t room, struct arena *arena,
                                  struct letter_summary *summaries, size_t *ret_count,
                                  struct error *error)
{
    struct sql_row row = {0};
    enum status status = STATUS_OK;
    size_t count = 0;
    while (count < room && (status = reader_next(begun, arena, &row, error)) == STATUS_OK) {
        reader_take_summary(&row, &summaries[count++]);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return error_wrap(error, status, "%s: list of letters", reader->path);
    }
    *ret_count = count;
    return status == STATUS_END ? STATUS_OK : status;
}

enum status reader_summaries(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error)
{
    struct bundle_reader *reader = self;
    struct filter_texts texts = filter_texts(filter, arena);
    size_t total = 0, found = 0;
    enum status status = count_summaries(reader, &texts, arena, &total, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: list of letters", reader->path);
    size_t room = first >= total ? 0 : total - first < count ? total - first : count;
    struct letter_summary *summaries = arena_alloc(arena, room, sizeof *summaries);
    struct sql_parameters begun = {0};
    status = reader_begin(reader, READER_SUMMARIES, &begun, error);
    if (status != STATUS_OK)
        return status;
    put_filter(&begun, &texts);
    sql_put_number(&begun, (int64_t)room);
    sql_put_number(&begun, (int64_t)first);
    status = read_summaries(reader, &begun, room, arena, summaries, &found, error);
    if (status != STATUS_OK)
        return status;
    *ret_summaries = summaries;
    *ret_count = found;
    *ret_total = total;
    return STATUS_OK;
}

enum status reader_find_position(struct bundle_reader *reader, struct key key, struct arena *arena,
                                 uint32_t *ret_position, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_POSITION, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_text(&begun, key.id);
    sql_put_text(&begun, key.edition == NULL || key.edition[0] == '\0' ? NULL : key.edition);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    *ret_position = sql_take_number(&row, CHECK_LETTERS_MAX);
    return sql_row_done(&row, error);
}

static enum status read_related(struct bundle_reader *reader, uint32_t position,
                                struct arena *arena, struct related_letter *related,
                                size_t *ret_count, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_RELATED, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, position);
    sql_put_number(&begun, LETTER_RELATED_MAX);
    while (*ret_count < LETTER_RELATED_MAX &&
           (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        struct related_letter *one = &related[(*ret_count)++];
        reader_take_summary(&row, &one->summary);
        one->relation = (enum letter_relation)sql_take_name(&row, &letter_relation_names);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
    }
    return status;
}

enum status reader_related(void *self, struct key key, struct arena *arena,
                           const struct related_letter **ret_related, size_t *ret_count,
                           struct error *error)
{
    struct bundle_reader *reader = self;
    struct related_letter *related = arena_alloc(arena, LETTER_RELATED_MAX, sizeof *related);
    size_t count = 0;
    uint32_t position = 0;
    enum status status = reader_find_position(reader, key, arena, &position, error);
    if (status == STATUS_OK)
        status = read_related(reader, position, arena, related, &count, error);
    if (status != STATUS_OK && status != STATUS_END)
        return error_wrap(error, status, "%s: letters related to %s", reader->path, key.id);
    *ret_related = related;
    *ret_count = count;
    return STATUS_OK;
}

enum status reader_slides(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error)
{
    struct bundle_reader *reader = self;
    struct slide *slides = arena_alloc(arena, CHECK_SLIDES_MAX, sizeof *slides);
    size_t count = 0;
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_SLIDES, &begun, error);
    while (status == STATUS_OK && count < CHECK_SLIDES_MAX &&
           (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        struct slide *slide = &slides[count++];
        slide->quote = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        slide->caption = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        slide->place = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        slide->lang = sql_take_text(&row, CHECK_ID_MAX, NULL);
        slide->direction = (enum direction)sql_take_name(&row, &direction_names);
        status = sql_row_done(&row, error);
    }
    if (status != STATUS_OK && status != STATUS_END)
        return error_wrap(error, status, "%s: slides", reader->path);
    *ret_slides = slides;
    *ret_count = count;
    return STATUS_OK;
}
