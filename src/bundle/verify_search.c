#include "verify_search.h"

#include "base/buffer.h"

#include <string.h>

/* FTS5's own integrity-check is a command that writes; this table over the index only reads. */
static const char list_words[] =
    "PRAGMA query_only = 0;"
    "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search', 'row')";

/* Looking up goes by search_idx from the top, where the list goes from page to page. */
static const char find_word[] = "SELECT doc, cnt FROM vocabulary WHERE term = ?";

struct sums {
    int64_t versions, places;
};

static enum status damaged(const char *how, struct error *error)
{
    return error_set(error, STATUS_INVALID, "the search index %s", how);
}

/* The sum of the variable-length numbers, one a column, high bits first, that a size is made of. */
static int64_t sum_of_size(const unsigned char *bytes, size_t length)
{
    int64_t sum = 0, number = 0;
    for (size_t i = 0; i < length; i++) {
        number = (number << 7 & INT32_MAX) | (bytes[i] & 0x7f);
        if ((bytes[i] & 0x80) == 0) {
            sum += number;
            number = 0;
        }
    }
    return sum;
}

/* Adds a version's size; one with words has places for them. */
static enum status add_size(sqlite3_stmt *sizes, struct sums *sums, struct error *error)
{
    const unsigned char *bytes = sqlite3_column_blob(sizes, 0);
    const int64_t places =
        bytes == NULL ? 0 : sum_of_size(bytes, (size_t)sqlite3_column_bytes(sizes, 0));
    if (places == 0 && sqlite3_column_int64(sizes, 1) > 0)
        return damaged("lacks a letter", error);
    sums->places += places;
    sums->versions++;
    return STATUS_OK;
}

static enum status sum_sizes(struct bundle_reader *reader, struct sums *ret_sums,
                             struct error *error)
{
    struct sums sums = {0};
    sqlite3_stmt *sizes;
    enum status status = sql_prepare(reader->db,
                                     "SELECT sz, words FROM version"
                                     " JOIN letter ON letter.position = version.letter"
                                     " LEFT JOIN search_docsize ON search_docsize.id = body",
                                     &sizes, error);
    if (status != STATUS_OK)
        return status;
    while ((status = sql_step(sizes, error)) == STATUS_OK)
        if ((status = add_size(sizes, &sums, error)) != STATUS_OK)
            break;
    sqlite3_finalize(sizes);
    *ret_sums = sums;
    return status == STATUS_END ? STATUS_OK : status;
}

/* Whether the word sorts behind the one before, which it then replaces. */
static bool rises(struct buffer *before, const char *word, size_t length)
{
    size_t common = length < before->length ? length : before->length;
    int order = memcmp(word, buffer_string(before), common);
    if (order < 0 || (order == 0 && length <= before->length))
        return false;
    buffer_cut(before, 0);
    buffer_append(before, word, length);
    return true;
}

/* A word as the list has it; the text is borrowed until the next step. */
struct word {
    const char *text;
    size_t length;
    int64_t versions, places;
};

static struct word word_of(sqlite3_stmt *words)
{
    return (struct word){.text = (const char *)sqlite3_column_text(words, 0),
                         .length = (size_t)sqlite3_column_bytes(words, 0),
                         .versions = sqlite3_column_int64(words, 1),
                         .places = sqlite3_column_int64(words, 2)};
}

/* Whether looking the word up comes to what the list says. */
static enum status look_up(sqlite3_stmt *by_word, const struct word *word, struct error *error)
{
    struct sql_parameters parameters = sql_parameters(by_word);
    sql_put_bytes(&parameters, word->text, word->length);
    const enum status status = sql_step(by_word, error);
    if (status == STATUS_END ||
        (status == STATUS_OK && (sqlite3_column_int64(by_word, 0) != word->versions ||
                                 sqlite3_column_int64(by_word, 1) != word->places)))
        return damaged("does not find all of its words", error);
    return status;
}

static enum status read_words(sqlite3_stmt *words, sqlite3_stmt *by_word, const struct sums *sums,
                              struct error *error)
{
    struct buffer before = {0};
    int64_t places = 0;
    enum status status;
    while ((status = sql_step(words, error)) == STATUS_OK) {
        const struct word word = word_of(words);
        if (word.text == NULL || !rises(&before, word.text, word.length) || word.versions < 1 ||
            word.versions > sums->versions || word.places < word.versions)
            status = damaged("has words that cannot be", error);
        else
            status = look_up(by_word, &word, error);
        if (status != STATUS_OK)
            break;
        places += word.places;
    }
    buffer_fini(&before);
    if (status == STATUS_END && places != sums->places)
        return damaged("has lost places of words", error);
    return status == STATUS_END ? STATUS_OK : status;
}

static enum status check_words(sqlite3 *db, const struct sums *sums, struct error *error)
{
    sqlite3_stmt *words = NULL, *by_word = NULL;
    enum status status = sql_run(db, list_words, error);
    if (status == STATUS_OK)
        status = sql_prepare(db, "SELECT term, doc, cnt FROM vocabulary", &words, error);
    if (status == STATUS_OK)
        status = sql_prepare(db, find_word, &by_word, error);
    if (status == STATUS_OK)
        status = read_words(words, by_word, sums, error);
    sqlite3_finalize(words);
    sqlite3_finalize(by_word);
    return status;
}

enum status verify_search(struct bundle_reader *reader, struct error *error)
{
    struct sums sums;
    sqlite3_set_authorizer(reader->db, NULL, NULL);
    sqlite3_progress_handler(reader->db, 0, NULL, NULL); /* a list that rises has an end */
    enum status status = sum_sizes(reader, &sums, error);
    if (status == STATUS_OK)
        status = check_words(reader->db, &sums, error);
    return status == STATUS_INVALID ? error_wrap(error, status, "%s: damaged", reader->path)
                                    : status;
}
