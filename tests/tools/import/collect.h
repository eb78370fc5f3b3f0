/* A sink that keeps everything, and an import from a string or file into it. */
#ifndef COLLECT_H
#define COLLECT_H

#include "base/arena.h"
#include "import/import.h"

struct collected {
    struct arena *arena;
    struct letter *letters;
    struct entity *persons, *terms;
    struct edition *editions;
    const char **anchors;  /* "edition#id place" */
    const char *relations; /* "letter relation target" a line; or NULL */
    const char *pictures;  /* "letter scan 1 name block 0 p. 2: description" a line; or NULL */
    const char *starts;    /* "place title" a line, "-" for no title; or NULL */
    const char *slides;    /* "place lang quote caption" a line; or NULL */
    size_t letter_count, person_count, term_count, edition_count, anchor_count;
    size_t letter_room, person_room, term_room, edition_room, anchor_room;
    struct exhibit exhibit;
    struct import_report *report;
    enum status status;
    struct error error;
};

/* Imports files or folders. End with collect_fini. */
void collect_sources(struct collected *collected, const char *const *paths, size_t count);
void collect_source(struct collected *collected, const char *path);

/* Imports a file of that name and content, written to a temporary directory. */
void collect_text(struct collected *collected, const char *name, const char *content);

void collect_fini(struct collected *collected);

/* All words of a letter in reading order, one line a block, each note in square brackets where its
 * mark stands, "|190|" where a printed page begins. In the arena. */
const char *collect_words(struct collected *collected, const struct letter *letter);

/* The blocks' kinds and words, one a line: "paragraph: Dear Mr. ...". In the arena. */
const char *collect_blocks(struct collected *collected, const struct block *blocks, size_t count);

/* All warnings, one a line: "name:line: message", without the folder. In the arena. */
const char *collect_warnings(struct collected *collected);

/* Number of spans of a kind in all letters and their notes. */
size_t collect_span_count(const struct collected *collected, enum span_kind kind);

#endif
