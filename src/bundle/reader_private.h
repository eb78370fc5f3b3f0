/* The reader's parts, for one another. Within src/bundle. */
#ifndef BUNDLE_READER_PRIVATE_H
#define BUNDLE_READER_PRIVATE_H

#include "bundle/reader.h"

#include "sql.h"

/* The fixed statements; reader_statements.c has their text. */
enum reader_statement {
    READER_EXHIBIT,
    READER_EDITIONS,
    READER_LANGS,
    READER_SUMMARIES,
    READER_SUMMARY_COUNT,
    READER_LETTER,
    READER_VERSION,
    READER_NOTES,
    READER_BLOCKS,
    READER_SPANS,
    READER_PERSON,
    READER_TERM,
    READER_SLIDES,
    READER_POSITION,
    READER_PICTURES,
    READER_FIRST_PICTURE,
    READER_PASSAGES,
    READER_VERSIONS,
    READER_STANDING,
    READER_FACETS,
    READER_PERSON_FACETS,
    READER_YEAR_FACETS,
    READER_EXCHANGES,
    READER_SETTINGS,
    READER_WORDINGS,
    READER_TILE,
    READER_RELATED,
    READER_TEXT_LANGS,
    READER_SEARCH,
    READER_FOUND,
    READER_TEXTS,
    READER_NOTE_KEY,
    READER_SETTING,
    READER_NAMED_MOST,
    READER_STARTS,
    READER_PERSON_KEYS,
    READER_TERM_KEYS,
    READER_VERSION_LANGS,
    READER_COUNTS,
    READER_LANG_COUNTS,
    READER_QUICK_CHECK,
    READER_STATEMENTS
};

struct bundle_reader {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *statements[READER_STATEMENTS]; /* NULL: not prepared yet */
    int turns_left; /* of the progress handler, before a statement is given up */
};

const char *reader_statement_text(enum reader_statement which);

/* The statement, reset, ready for its parameters. */
enum status reader_begin(struct bundle_reader *reader, enum reader_statement which,
                         struct sql_parameters *ret_parameters, struct error *error) STATUS_CHECKED;

/* The statement of a table with ids and editions, its parameters the key's, and its one row:
 * STATUS_NOT_FOUND where nothing has the key. Empty edition: the first that has the id. */
enum status reader_find(struct bundle_reader *reader, enum reader_statement which, struct key key,
                        struct arena *arena, struct sql_row *ret_row,
                        struct error *error) STATUS_CHECKED;

/* The next row of the statement begun; STATUS_END after the last. The arena is for its text. */
enum status reader_next(const struct sql_parameters *parameters, struct arena *arena,
                        struct sql_row *ret_row, struct error *error) STATUS_CHECKED;

/* How a row becomes an item: `take` takes its columns into zeroed room of `size` bytes; no more
 * than `max` rows are read. */
struct reader_shape {
    void (*take)(struct sql_row *row, void *item);
    size_t size, max;
};

/* The rows of the statement begun, as an array of items in the arena. */
enum status reader_rows(const struct sql_parameters *begun, const struct reader_shape *shape,
                        struct arena *arena, void **ret_items, size_t *ret_count,
                        struct error *error) STATUS_CHECKED;

/* The same for a statement without parameters. */
enum status reader_list(struct bundle_reader *reader, enum reader_statement which,
                        const struct reader_shape *shape, struct arena *arena, void **ret_items,
                        size_t *ret_count, struct error *error) STATUS_CHECKED;

/* The first column of the rows of the statement begun. */
enum status reader_langs(const struct sql_parameters *begun, struct arena *arena,
                         const char *const **ret_langs, size_t *ret_count,
                         struct error *error) STATUS_CHECKED;

/* Blocks of the bodies first to last, with their spans, each body's in one piece. */
struct reader_body {
    const struct block *blocks;
    size_t count;
};
enum status reader_bodies(struct bundle_reader *reader, uint32_t first, uint32_t last,
                          struct arena *arena, struct reader_body *ret_bodies,
                          struct error *error) STATUS_CHECKED;

/* The source's calls, as letter/source.h has them. */
enum status reader_letter(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error) STATUS_CHECKED;
enum status reader_person(void *self, struct key key, struct arena *arena,
                          struct entity *ret_person, struct error *error) STATUS_CHECKED;
enum status reader_term(void *self, struct key key, struct arena *arena, struct entity *ret_term,
                        struct error *error) STATUS_CHECKED;
enum status reader_exhibit(void *self, struct arena *arena, struct exhibit *ret_exhibit,
                           struct error *error) STATUS_CHECKED;
enum status reader_summaries(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error) STATUS_CHECKED;
enum status reader_related(void *self, struct key key, struct arena *arena,
                           const struct related_letter **ret_related, size_t *ret_count,
                           struct error *error) STATUS_CHECKED;
enum status reader_pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error) STATUS_CHECKED;
enum status reader_tile(void *self, uint32_t image, uint32_t level, uint32_t row, uint32_t column,
                        struct arena *arena, const void **ret_jpeg, size_t *ret_length,
                        struct error *error) STATUS_CHECKED;
enum status reader_start_here(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error) STATUS_CHECKED;
enum status reader_facets(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error) STATUS_CHECKED;
enum status reader_exchanges(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error) STATUS_CHECKED;
enum status reader_settings(void *self, struct arena *arena, const struct setting **ret_settings,
                            size_t *ret_count, struct error *error) STATUS_CHECKED;
enum status reader_wordings(void *self, struct arena *arena, const struct wording **ret_wordings,
                            size_t *ret_count, struct error *error) STATUS_CHECKED;
enum status reader_slides(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error) STATUS_CHECKED;

enum status reader_search(void *self, const char *query, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error) STATUS_CHECKED;
enum status reader_suggestions(void *self, struct arena *arena, const char *const **ret_words,
                               size_t *ret_count, struct error *error) STATUS_CHECKED;

/* Takes the columns that every statement on letters begins with. */
void reader_take_summary(struct sql_row *row, struct letter_summary *ret_summary);

/* STATUS_NOT_FOUND where no letter has the key. */
enum status reader_find_position(struct bundle_reader *reader, struct key key, struct arena *arena,
                                 uint32_t *ret_position, struct error *error) STATUS_CHECKED;

/* What is known of a letter whatever its version; STATUS_NOT_FOUND where nothing has the key. */
enum status reader_heading(struct bundle_reader *reader, struct key key, struct arena *arena,
                           struct letter *letter, struct error *error) STATUS_CHECKED;

/* The pictures of the letter at `position`. */
enum status reader_pictures_at(struct bundle_reader *reader, uint32_t position, struct arena *arena,
                               const struct facsimile **ret_pictures, size_t *ret_count,
                               struct error *error) STATUS_CHECKED;

/* One of them; 0: its first scan, else its first picture. NULL where there is none. */
enum status reader_picture(struct bundle_reader *reader, uint32_t position, uint32_t number,
                           struct arena *arena, const struct facsimile **ret_picture,
                           struct error *error) STATUS_CHECKED;

/* A filter as parameters ?1 to ?6 of reader_statements.c: "1962" <= date < "1963". */
struct reader_filter {
    struct key person, other;
    const char *year, *next_year;
};

/* Persons are those whose cards stand for the ones asked for. `filter` may be NULL. */
enum status reader_filter_make(struct bundle_reader *reader, const struct letter_filter *filter,
                               struct arena *arena, struct reader_filter *ret_filter,
                               struct error *error) STATUS_CHECKED;
void reader_filter_put_persons(struct sql_parameters *parameters,
                               const struct reader_filter *filter);
void reader_filter_put(struct sql_parameters *parameters, const struct reader_filter *filter);

#endif
