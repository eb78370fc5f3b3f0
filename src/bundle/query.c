#include "bundle/query.h"

#include "base/utf8.h"

#include <string.h>

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* The length of the longest start of `text` that ends on a character. */
static size_t cut(const char *text, size_t max)
{
    size_t length = strlen(text);
    if (length <= max)
        return length;
    while (max > 0 && ((unsigned char)text[max] & 0xc0) == 0x80)
        max--;
    return max;
}

static bool is_enough(const struct words *words)
{
    size_t letters = utf8_count(buffer_string(&words->folded), words->folded.length);
    if (letters != 1)
        return letters >= 2;
    size_t at = 0;
    return utf8_next(words->folded.bytes, words->folded.length, &at) >= 0x3040;
}

void query_init(struct query *query, const char *text)
{
    *query = (struct query){0};
    words_read(&query->words, text, cut(text, QUERY_BYTES_MAX));
    if (query->words.count > QUERY_WORDS_MAX) {
        buffer_cut(&query->words.folded, query->words.list[QUERY_WORDS_MAX].folded);
        query->words.count = QUERY_WORDS_MAX;
    }
    query->enough = is_enough(&query->words);
}

void query_fini(struct query *query)
{
    words_fini(&query->words);
}

/* ---- The expression ----------------------------------------------------------------------------
 */

/* Words are letters and digits; a mark doubled is a mark within quotation marks all the same. */
static void append_quoted(struct buffer *buffer, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            buffer_byte(buffer, '"');
        buffer_byte(buffer, bytes[i]);
    }
}

static size_t unit_length(const struct words *words, size_t first)
{
    size_t count = 1;
    while (first + count < words->count &&
           (words->list[first + count].joined || words->list[first + count].touching))
        count++;
    return count;
}

static void append_unit(struct buffer *buffer, const struct words *words, size_t first,
                        size_t count, const char *star)
{
    size_t length;
    buffer_text(buffer, "(\"");
    for (size_t i = 0; i < count; i++) {
        const char *folded = words_folded(words, first + i, 1, &length);
        if (i > 0)
            buffer_byte(buffer, ' ');
        append_quoted(buffer, folded, length);
    }
    buffer_format(buffer, "\"%s", star);
    if (words_joined(words, first) == count && count > 1) {
        const char *folded = words_folded(words, first, count, &length);
        buffer_text(buffer, " OR \"");
        append_quoted(buffer, folded, length);
        buffer_format(buffer, "\"%s", star);
    }
    buffer_byte(buffer, ')');
}

const char *query_expression(const struct query *query, bool beginnings, struct arena *arena)
{
    const struct words *words = &query->words;
    struct buffer buffer = {0};
    for (size_t i = 0; i < words->count;) {
        size_t count = unit_length(words, i);
        bool last = i + count == words->count;
        append_unit(&buffer, words, i, count, beginnings && last ? " *" : "");
        buffer_text(&buffer, last ? "" : " AND ");
        i += count;
    }
    const char *expression = arena_string(arena, buffer_string(&buffer));
    buffer_fini(&buffer);
    return expression;
}

/* ---- Passages ----------------------------------------------------------------------------------
 */

/* A match of some words of the query with some of a text. */
struct match {
    size_t asked, given; /* how many words of each; 0: none */
    bool whole;
};

static struct match compare(const struct query *query, size_t q, size_t asked,
                            const struct words *words, size_t i, size_t given)
{
    size_t wanted_length, length;
    const char *wanted = words_folded(&query->words, q, asked, &wanted_length);
    const char *word = words_folded(words, i, given, &length);
    bool last = q + asked == query->words.count;
    bool starts = length >= wanted_length && memcmp(word, wanted, wanted_length) == 0;
    if (!starts || (length > wanted_length && !last))
        return (struct match){0};
    return (struct match){asked, given, length == wanted_length};
}

/* The query's word q with the text's word i, or either with the other's joined words. */
static struct match match_at(const struct query *query, size_t q, const struct words *words,
                             size_t i)
{
    struct match match = compare(query, q, 1, words, i, 1);
    size_t given = words_joined(words, i), asked = words_joined(&query->words, q);
    if (match.asked == 0 && given > 1)
        match = compare(query, q, 1, words, i, given);
    if (match.asked == 0 && asked > 1)
        match = compare(query, q, asked, words, i, 1);
    return match;
}

/* The passage from word i on that begins with the query's word q. */
static struct query_passage passage_at(const struct query *query, size_t q,
                                       const struct words *words, size_t i)
{
    struct query_passage passage = {.start = words->list[i].start};
    bool whole = true;
    while (q < query->words.count && i < words->count) {
        struct match match = match_at(query, q, words, i);
        if (match.asked == 0)
            break;
        passage.score += 2 * (uint32_t)match.asked;
        passage.end = words->list[i + match.given - 1].end;
        whole = whole && match.whole;
        q += match.asked;
        i += match.given;
    }
    passage.score += passage.score > 0 && whole;
    return passage;
}

bool query_find(const struct query *query, struct words *words, const char *text, size_t length,
                struct query_passage *passage)
{
    uint32_t before = passage->score;
    words_read(words, text, length);
    for (size_t i = 0; i < words->count; i++)
        for (size_t q = 0; q < query->words.count; q++) {
            struct query_passage found = passage_at(query, q, words, i);
            if (found.score > passage->score)
                *passage = found;
        }
    return passage->score > before;
}

bool query_matches(const struct query *query, struct words *words, const char *text, size_t length,
                   bool whole)
{
    words_read(words, text, length);
    for (size_t q = 0; q < query->words.count;) {
        struct match found = {0};
        for (size_t i = 0; i < words->count && found.asked == 0; i++) {
            found = match_at(query, q, words, i);
            if (whole && !found.whole)
                found = (struct match){0};
        }
        if (found.asked == 0)
            return false;
        q += found.asked;
    }
    return query->words.count > 0;
}

/* ---- The line ----------------------------------------------------------------------------------
 */

enum { BEFORE = 32, AFTER = 120 }; /* characters of the text around a passage */

/* Up to BEFORE characters back, at the start of a word. */
static size_t line_start(const char *text, size_t length, size_t passage)
{
    size_t at = passage;
    for (int i = 0; i < BEFORE && at > 0; i++)
        (void)utf8_previous(text, length, &at);
    if (at == 0)
        return 0;
    const char *space = memchr(text + at, ' ', passage - at);
    return space == NULL ? passage : (size_t)(space - text) + 1;
}

static size_t line_end(const char *text, size_t length, size_t passage)
{
    size_t at = passage;
    for (int i = 0; i < AFTER && at < length; i++)
        (void)utf8_next(text, length, &at);
    while (at < length && at > passage && text[at] != ' ')
        at--;
    return at == passage ? length < passage + AFTER ? length : passage : at;
}

const char *query_line(const char *text, size_t length, const struct query_passage *passage,
                       struct arena *arena, uint32_t *ret_start, uint32_t *ret_end)
{
    static const char ellipsis[] = "… ";
    size_t start = line_start(text, length, passage->start);
    size_t end = line_end(text, length, passage->end);
    size_t lead = start == 0 ? 0 : sizeof ellipsis - 1;
    char *line = arena_format(arena, "%s%.*s%s", start == 0 ? "" : ellipsis, (int)(end - start),
                              text + start, end == length ? "" : " …");
    for (char *at = strchr(line, '\n'); at != NULL; at = strchr(at, '\n'))
        *at = ' ';
    *ret_start = (uint32_t)(lead + passage->start - start);
    *ret_end = (uint32_t)(lead + passage->end - start);
    return line;
}
