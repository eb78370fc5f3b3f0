/* The memory source's parts, for one another. Within tests/support. */
#ifndef SUPPORT_MEMORY_PRIVATE_H
#define SUPPORT_MEMORY_PRIVATE_H

#include "support/memory_source.h"

#include <stdbool.h>

/* Whether letters[i] is the version shown first. */
bool memory_is_first(const struct memory_source *memory, size_t i);

/* The card that stands for a letter's sender or recipient; NULL: there is none. */
const struct entity *memory_card_of_correspondent(const struct memory_source *memory,
                                                  const struct letter *letter,
                                                  const struct correspondent *who);

/* Whether a letter is from or to a person; NULL is anyone. */
bool memory_has_person(const struct memory_source *memory, const struct letter *letter,
                       const char *person);

/* The year that a date of letter.h begins with. */
uint16_t memory_year_of(const char *date);

/* Whether a letter's date is, or may be, in a year; 0 is any. */
bool memory_is_in_year(const struct letter *letter, uint16_t year);

/* Whether a letter is among those the filter lets pass; NULL: all. */
bool memory_passes(const struct memory_source *memory, const struct letter *letter,
                   const struct letter_filter *filter);

/* What the source was told to answer. */
enum status memory_failure(const struct memory_source *memory, struct error *error);

/* The summary of letters[i], completed as a bundle would. */
struct letter_summary memory_summary_at(const struct memory_source *memory, size_t i);

/* The first version of a letter; STATUS_NOT_FOUND where nothing has the key. */
enum status memory_find_letter(const struct memory_source *memory, struct key key, size_t *ret_i,
                               struct error *error);

/* The source's calls, as letter/source.h has them. */
enum status memory_start_here(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error);
enum status memory_facets(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error);
enum status memory_exchanges(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error);
enum status memory_search(void *self, const char *text, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error);

#endif
