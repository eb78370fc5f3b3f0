/* The writer's parts, for one another. Within src/bundle. */
#ifndef BUNDLE_WRITER_PRIVATE_H
#define BUNDLE_WRITER_PRIVATE_H

#include "bundle/writer.h"

#include "base/buffer.h"
#include "bundle/words.h"
#include "sql.h"

enum writer_statement {
    WRITER_EXHIBIT,
    WRITER_LANG,
    WRITER_EDITION,
    WRITER_LETTER,
    WRITER_CORRESPONDENT,
    WRITER_PASSAGE,
    WRITER_VERSION,
    WRITER_NOTE,
    WRITER_BLOCK,
    WRITER_SPAN,
    WRITER_PERSON,
    WRITER_TERM,
    WRITER_SLIDE,
    WRITER_START,
    WRITER_SETTING,
    WRITER_GIVEN,
    WRITER_ALL_GIVEN,
    WRITER_EXPLICIT,
    WRITER_WORDING,
    WRITER_SEARCH,
    WRITER_ANCHOR,
    WRITER_LINK,
    WRITER_ORIGIN,
    WRITER_CANDIDATE,
    WRITER_FIND_ORIGIN,
    WRITER_FIND_LETTER,
    WRITER_ALL_LINKS,
    WRITER_TARGET,
    WRITER_UNNAME,
    WRITER_CITE,
    WRITER_FIRST_LETTER,
    WRITER_TILE,
    WRITER_DROP_IMAGE,
    WRITER_PICTURE,
    WRITER_STATEMENTS
};

struct bundle_writer {
    sqlite3 *db;
    char *path;      /* what it will be */
    char *part;      /* the hidden name beside it */
    char *directory; /* of both */
    char *program;   /* version of the program that writes; or NULL */
    sqlite3_stmt *statements[WRITER_STATEMENTS];
    uint32_t editions, letters, slides, starts, settings, wordings;
    uint32_t next_body;
    bool has_exhibit, has_years;
    struct buffer title, text, notes, scratch; /* reused from letter to letter */
    struct words words;
    bundle_writer_stop_fn *stop;
    void *stop_self;
};

/* The statement, reset, ready for its parameters; the text is fixed, so it cannot fail. */
struct sql_parameters writer_begin(struct bundle_writer *writer, enum writer_statement which);

/* STATUS_CANCELLED once the caller wants the writer to stop. */
enum status writer_may_go_on(struct bundle_writer *writer, struct error *error) STATUS_CHECKED;

/* Says that the name "EDITION", `between`, "ID" of a link of that kind leads to `target` (NULL: to
 * what the name says); sqlite3_changes() is 0 where the name was there before. */
enum status writer_anchor(struct bundle_writer *writer, const char *kind, const char *edition,
                          char between, const char *id, const char *target,
                          struct error *error) STATUS_CHECKED;

/* The first letter with that key; the arena is for ret_key, and both may be NULL. */
bool writer_find_letter(struct bundle_writer *writer, struct key key, struct arena *arena,
                        uint32_t *ret_position, struct key *ret_key);

/* Writes the blocks of one body, and its links for links_resolve. `owner` is the letter or card. */
enum status writer_body(struct bundle_writer *writer, uint32_t body, struct key owner,
                        const struct block *blocks, size_t count,
                        struct error *error) STATUS_CHECKED;

/* Keeps the letter's best sentence in mind as a slide. */
enum status slides_consider(struct bundle_writer *writer, const struct letter *letter,
                            uint32_t position, struct error *error) STATUS_CHECKED;

/* Makes slides of the best sentences, spread over the reading order. */
enum status slides_choose(struct bundle_writer *writer, struct error *error) STATUS_CHECKED;

/* Gives every link its place; tells of those that have none, and takes them out. */
enum status links_resolve(struct bundle_writer *writer, bundle_dead_link_fn *dead, void *self,
                          struct error *error) STATUS_CHECKED;

/* Finds replies, neighbours in the exchange and related letters; links are resolved before. */
enum status correspond(struct bundle_writer *writer, struct error *error) STATUS_CHECKED;

/* Counts what screens show of all letters; links are resolved before. */
enum status overview(struct bundle_writer *writer, struct error *error) STATUS_CHECKED;

#endif
