/* Where letters come from: a bundle, or memory in tests. The view knows no more than this. */
#ifndef LETTER_SOURCE_H
#define LETTER_SOURCE_H

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

/* Which letters a list shows; zeroed: all. Persons are "ED/ID". One that another's card stands for
 * (entity.same) is that other: filters, facets and exchanges all count by the card that stands. */
struct letter_filter {
    const char *person; /* sender or recipient; NULL: anyone */
    uint16_t year;      /* 0: all; a range of dates is in each of its years */
    const char *other;  /* only letters between `person` and this one, either way; NULL: all */
};

/* A letter that a search found, with its best passage. */
struct letter_hit {
    struct letter_summary summary;
    const char *lang; /* of the version that was found */
    const char *note; /* key of the note the passage is in; NULL: the letter's own text */
    uint32_t block, start,
        end;          /* bytes of that block's text; empty: only the title has the words */
    const char *line; /* one line of words around the passage, an ellipsis where cut */
    uint32_t line_start, line_end; /* the passage in it */
};

enum { LETTER_RELATED_MAX = 16 };

/* All results are made in the caller's arena. `self` is the implementation's. Failures:
 * STATUS_NOT_FOUND where nothing has that key, STATUS_INVALID where the content is damaged,
 * STATUS_IO. */
struct letter_source_calls {
    enum status (*exhibit)(void *self, struct arena *arena, struct exhibit *ret_exhibit,
                           struct error *error);
    /* Up to `count` summaries from the `first`-th of those that pass the filter, in reading order;
     * *ret_total is how many pass in all. */
    enum status (*summaries)(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error);
    /* Empty edition: the first that has the id. lang NULL: the version shown first. */
    enum status (*letter)(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error);
    enum status (*person)(void *self, struct key key, struct arena *arena,
                          struct entity *ret_person, struct error *error);
    enum status (*term)(void *self, struct key key, struct arena *arena, struct entity *ret_term,
                        struct error *error);
    /* The letters that a letter is related to, by relation, the closest of each first; at most
     * LETTER_RELATED_MAX. Empty edition as above; none where nothing has that key. */
    enum status (*related)(void *self, struct key key, struct arena *arena,
                           const struct related_letter **ret_related, size_t *ret_count,
                           struct error *error);
    /* A letter's pictures by number; none where nothing has that key. */
    enum status (*pictures)(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error);
    /* One tile of picture.image as a JPEG file. */
    enum status (*tile)(void *self, uint32_t image, uint32_t level, uint32_t row, uint32_t column,
                        struct arena *arena, const void **ret_jpeg, size_t *ret_length,
                        struct error *error);
    /* The curator's letters to begin with, in that order. */
    enum status (*start_here)(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error);
    /* What letters can be filtered by: persons counted under the filter's year, years under its
     * persons. NULL: no filter. */
    enum status (*facets)(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error);
    /* Most letters first. */
    enum status (*exchanges)(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error);
    /* By name. */
    enum status (*settings)(void *self, struct arena *arena, const struct setting **ret_settings,
                            size_t *ret_count, struct error *error);
    /* By language and name. */
    enum status (*wordings)(void *self, struct arena *arena, const struct wording **ret_wordings,
                            size_t *ret_count, struct error *error);
    enum status (*slides)(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error);
    /* Up to `count` letters from the `first`-th of those that have every word of the query, the
     * last word being the whole or the beginning of one: those with whole words first, each by
     * date. Case, accents and hyphens do not count. *ret_total is how many there are in all; none
     * for a query of less than two letters. A query may be any text. */
    enum status (*search)(void *self, const char *query, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error);
    /* A few words worth searching for: the curator's, else the persons and terms named most. */
    enum status (*suggestions)(void *self, struct arena *arena, const char *const **ret_words,
                               size_t *ret_count, struct error *error);
};

struct letter_source {
    const struct letter_source_calls *calls;
    void *self;
};

#endif
