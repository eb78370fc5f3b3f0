/* What a visitor searches for: as an expression for the index, and as passages of a text. */
#ifndef BUNDLE_QUERY_H
#define BUNDLE_QUERY_H

#include "base/arena.h"
#include "bundle/words.h"

enum {
    QUERY_BYTES_MAX = 256, /* what is typed beyond is not searched for */
    QUERY_WORDS_MAX = 16
};

/* Every word must be found, in any order; the last may be the beginning of one. Words that hyphens
 * or apostrophes join, and ideographs beside each other, are one unit and found as it stands or
 * written as one word. */
struct query {
    struct words words;
    bool enough; /* two letters, or an ideograph: less is not searched for */
};

/* Reads what was typed; any bytes will do. Ends with query_fini. */
void query_init(struct query *query, const char *text);
void query_fini(struct query *query);

/* The query in the syntax of FTS5, every word in quotation marks, in the arena; `beginnings`: the
 * last word may go on. The query must be enough. */
const char *query_expression(const struct query *query, bool beginnings, struct arena *arena);

/* A part of a text where words of the query stand side by side. */
struct query_passage {
    uint32_t start, end; /* bytes */
    uint32_t score;      /* 0: nothing found */
};

/* Replaces *passage by the first better one of the text, if there is one: more words of the query
 * in their order, whole words before beginnings. Answers whether there was. `words` is scratch. */
bool query_find(const struct query *query, struct words *words, const char *text, size_t length,
                struct query_passage *passage);

/* Whether every word of the query is in the text, and all as whole words if `whole`. */
bool query_matches(const struct query *query, struct words *words, const char *text, size_t length,
                   bool whole);

/* The words around a passage as one line, with an ellipsis where it is cut, in the arena;
 * *ret_start and *ret_end are the passage in it. */
const char *query_line(const char *text, size_t length, const struct query_passage *passage,
                       struct arena *arena, uint32_t *ret_start, uint32_t *ret_end);

#endif
