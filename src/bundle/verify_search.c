#include "verify_search.h"

#include "base/buffer.h"

#include <string.h>

/* FTS5's own integrity-check is a command that writes; this table over the index only reads. */
static const char list_words[] =
    "PRAGMA query_only = 0;"
    "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search', 'row')";

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

static enum status sum_sizes(struct bundle_reader *reader, struct sums *ret_sums,
                             struct error *error)
{
    struct sums sums = {0};
    sqlite3_stmt *sizes;
    enum status status =
        sql_prepare(reader->db, "SELECT sz FROM search_docsize JOIN version ON version.body = id",
                    &sizes, error);
    if (status != STATUS_OK)
        return status;
    while ((status = sql_step(sizes, error)) == STATUS_OK) {
        const unsigned char *bytes = sqlite3_column_blob(sizes, 0);
        sums.places += sum_of_size(bytes, (size_t)sqlite3_column_bytes(sizes, 0));
        sums.versions++;
    }
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

static enum status read_words(sqlite3_stmt *words, const struct sums *sums, struct error *error)
{
    struct buffer before = {0};
    int64_t places = 0;
    enum status status;
    while ((status = sql_step(words, error)) == STATUS_OK) {
        const char *word = (const char *)sqlite3_column_text(words, 0);
        int64_t versions = sqlite3_column_int64(words, 1), here = sqlite3_column_int64(words, 2);
        if (word == NULL || !rises(&before, word, (size_t)sqlite3_column_bytes(words, 0)) ||
            versions < 1 || versions > sums->versions || here < versions)
            break;
        places += here;
    }
    buffer_fini(&before);
    if (status == STATUS_OK)
        return damaged("has words that cannot be", error);
    if (status == STATUS_END && places != sums->places)
        return damaged("has lost places of words", error);
    return status == STATUS_END ? STATUS_OK : status;
}

enum status verify_search(struct bundle_reader *reader, struct error *error)
{
    struct sums sums;
    sqlite3_stmt *words;
    sqlite3_set_authorizer(reader->db, NULL, NULL);
    sqlite3_progress_handler(reader->db, 0, NULL, NULL); /* a list that rises has an end */
    enum status status = sum_sizes(reader, &sums, error);
    if (status == STATUS_OK)
        status = sql_run(reader->db, list_words, error);
    if (status == STATUS_OK)
        status = sql_prepare(reader->db, "SELECT term, doc, cnt FROM vocabulary", &words, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: damaged", reader->path);
    status = read_words(words, &sums, error);
    sqlite3_finalize(words);
    return status == STATUS_INVALID ? error_wrap(error, status, "%s: damaged", reader->path)
                                    : status;
}
