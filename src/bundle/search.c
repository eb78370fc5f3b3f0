/* Finding letters: the index tells which, the texts themselves tell where. */
#include "base/memory.h"
#include "bundle/query.h"
#include "check.h"
#include "reader_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- Which letters -----------------------------------------------------------------------------
 */

/* A version in which every word stands. */
struct found {
    uint32_t letter, version;
};

static enum status find_letters(struct bundle_reader *reader, const struct query *query,
                                size_t first, size_t count, struct arena *arena,
                                struct found *found, size_t *ret_count, size_t *ret_total,
                                struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    size_t taken = 0, total = 0;
    enum status status = reader_begin(reader, READER_SEARCH, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_text(&begun, query_expression(query, true, arena));
    sql_put_text(&begun, query_expression(query, false, arena));
    while ((status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        struct found one = {.letter = sql_take_number(&row, CHECK_LETTERS_MAX),
                            .version = sql_take_number(&row, CHECK_VERSIONS_MAX)};
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
        if (total++ >= first && taken < count)
            found[taken++] = one;
    }
    *ret_count = taken;
    *ret_total = total;
    return status == STATUS_END ? STATUS_OK : status;
}

/* ---- Where in them -----------------------------------------------------------------------------
 */

/* The best passage of a version until now. */
struct finding {
    const struct query *query;
    struct words words;
    struct query_passage passage;
    uint32_t text; /* 0: the letter's own; n: the n-th note's */
    uint32_t block;
};

static enum status read_texts(struct bundle_reader *reader, uint32_t body, uint32_t notes,
                              struct finding *finding, struct arena *scratch, struct arena *arena,
                              struct letter_hit *hit, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_TEXTS, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, body);
    sql_put_number(&begun, (int64_t)body + notes);
    while ((status = reader_next(&begun, scratch, &row, error)) == STATUS_OK) {
        size_t length;
        uint32_t text = sql_take_number(&row, CHECK_NUMBER_MAX) - body;
        uint32_t block = sql_take_number(&row, CHECK_LETTER_BLOCKS_MAX);
        const char *bytes = sql_take_text(&row, BLOCK_TEXT_MAX, &length);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
        if (!query_find(finding->query, &finding->words, bytes, length, &finding->passage))
            continue;
        finding->text = text;
        hit->block = block;
        hit->line =
            query_line(bytes, length, &finding->passage, arena, &hit->line_start, &hit->line_end);
    }
    hit->start = finding->passage.start;
    hit->end = finding->passage.end;
    return status == STATUS_END ? STATUS_OK : status;
}

static enum status read_note_key(struct bundle_reader *reader, uint32_t body, uint32_t note,
                                 struct arena *arena, const char **ret_key, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_NOTE_KEY, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, body);
    sql_put_number(&begun, note);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status == STATUS_END ? error_set(error, STATUS_INVALID, "note %u: not there", note)
                                    : status;
    *ret_key = sql_take_text(&row, CHECK_ID_MAX, NULL);
    return sql_row_done(&row, error);
}

/* The words stand in the title alone: it is the line. */
static void take_title(struct finding *finding, struct arena *arena, struct letter_hit *hit)
{
    const char *title = hit->summary.title;
    finding->passage = (struct query_passage){0};
    (void)query_find(finding->query, &finding->words, title, strlen(title), &finding->passage);
    hit->line = query_line(title, strlen(title), &finding->passage, arena, &hit->line_start,
                           &hit->line_end);
}

static enum status complete_hit(struct bundle_reader *reader, struct finding *finding,
                                uint32_t body, uint32_t notes, struct arena *arena,
                                struct letter_hit *hit, struct error *error)
{
    struct arena *scratch = arena_create();
    enum status status = read_texts(reader, body, notes, finding, scratch, arena, hit, error);
    arena_destroy(scratch);
    if (status == STATUS_OK && hit->line == NULL)
        take_title(finding, arena, hit);
    else if (status == STATUS_OK && finding->text > 0)
        status = read_note_key(reader, body, finding->text, arena, &hit->note, error);
    return status;
}

static enum status read_hit(struct bundle_reader *reader, const struct query *query,
                            struct found found, struct arena *arena, struct letter_hit *hit,
                            struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_FOUND, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, found.letter);
    sql_put_number(&begun, found.version);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status == STATUS_END
                   ? error_set(error, STATUS_INVALID, "letter %u: not there", found.letter)
                   : status;
    reader_take_summary(&row, &hit->summary);
    hit->lang = sql_take_text(&row, CHECK_ID_MAX, NULL);
    uint32_t body = sql_take_number(&row, CHECK_NUMBER_MAX);
    uint32_t notes = sql_take_number(&row, CHECK_LETTER_NOTES_MAX);
    status = sql_row_done(&row, error);
    if (status != STATUS_OK)
        return status;
    struct finding finding = {.query = query};
    status = complete_hit(reader, &finding, body, notes, arena, hit, error);
    words_fini(&finding.words);
    return status;
}

/* ---- The calls ---------------------------------------------------------------------------------
 */

static enum status search(struct bundle_reader *reader, const struct query *query, size_t first,
                          size_t count, struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error)
{
    size_t room = count < CHECK_LETTERS_MAX ? count : CHECK_LETTERS_MAX, taken = 0, total = 0;
    struct found *found = arena_alloc(arena, room, sizeof *found);
    enum status status = STATUS_OK;
    if (query->enough)
        status = find_letters(reader, query, first, room, arena, found, &taken, &total, error);
    struct letter_hit *hits = arena_alloc(arena, taken, sizeof *hits);
    for (size_t i = 0; status == STATUS_OK && i < taken; i++)
        status = read_hit(reader, query, found[i], arena, &hits[i], error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: search", reader->path);
    *ret_hits = hits;
    *ret_count = taken;
    *ret_total = total;
    return STATUS_OK;
}

enum status reader_search(void *self, const char *query, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error)
{
    struct query read;
    query_init(&read, query);
    enum status status =
        search(self, &read, first, count, arena, ret_hits, ret_count, ret_total, error);
    query_fini(&read);
    return status;
}

/* Abbreviations of a few letters say little to a visitor. */
enum { SUGGESTIONS_MAX = 8, SUGGESTION_BYTES_MIN = 3, SUGGESTION_BYTES_MAX = 48 };

/* A list of words without repetitions. */
struct suggestions {
    const char **words;
    size_t count;
};

static void suggest(struct suggestions *suggestions, struct arena *arena, const char *text,
                    size_t length)
{
    while (length > 0 && *text == ' ')
        text++, length--;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0 || length > SUGGESTION_BYTES_MAX || suggestions->count == SUGGESTIONS_MAX)
        return;
    const char *word = arena_copy(arena, text, length);
    for (size_t i = 0; i < suggestions->count; i++)
        if (strcmp(suggestions->words[i], word) == 0)
            return;
    suggestions->words[suggestions->count++] = word;
}

static void suggest_all(struct suggestions *suggestions, struct arena *arena, const char *list)
{
    for (;;) {
        size_t length = strcspn(list, ",");
        suggest(suggestions, arena, list, length);
        if (list[length] == '\0')
            return;
        list += length + 1;
    }
}

static enum status read_suggestions(struct bundle_reader *reader, struct arena *arena,
                                    struct suggestions *suggestions, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_SETTING, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_text(&begun, "search.try");
    status = reader_next(&begun, arena, &row, error);
    if (status == STATUS_OK) {
        suggest_all(suggestions, arena, sql_take_text(&row, CHECK_NAME_MAX, NULL));
        return sql_row_done(&row, error);
    }
    if (status == STATUS_END)
        status = reader_begin(reader, READER_NAMED_MOST, &begun, error);
    while (status == STATUS_OK && (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        const char *name = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        size_t length = strcspn(name, ",("); /* a person's family name */
        if (length >= SUGGESTION_BYTES_MIN)
            suggest(suggestions, arena, name, length);
        status = sql_row_done(&row, error);
    }
    return status == STATUS_END ? STATUS_OK : status;
}

enum status reader_suggestions(void *self, struct arena *arena, const char *const **ret_words,
                               size_t *ret_count, struct error *error)
{
    struct bundle_reader *reader = self;
    struct suggestions suggestions = {.words = arena_alloc(arena, SUGGESTIONS_MAX, sizeof(char *))};
    enum status status = read_suggestions(reader, arena, &suggestions, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: suggestions", reader->path);
    *ret_words = suggestions.words;
    *ret_count = suggestions.count;
    return STATUS_OK;
}
