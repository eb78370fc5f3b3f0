/* Key passages: the curator names them by their first words, "|" between several. */
#ifndef IMPORT_PASSAGES_H
#define IMPORT_PASSAGES_H

#include "base/arena.h"
#include "letter/letter.h"

#include <stdbool.h>

enum { PASSAGES_MAX = 20 }; /* of a letter */

/* Where the words first stand in the letter's own text, its headings last; white space of any kind
 * and amount is one. */
bool passages_find(const struct letter *letter, const char *words, uint32_t *ret_block,
                   uint32_t *ret_byte);

/* Adds the passages that a cell names; `titles` has theirs, in the same order, empty for none. The
 * words of the first that is not in the letter, in the arena; NULL: all are. */
const char *passages_set(struct letter *letter, const char *words, const char *titles,
                         struct arena *arena);

/* The cells that passages_set reads back; NULL where the letter has no passages. In the arena. */
const char *passages_words(const struct letter *letter, struct arena *arena);
const char *passages_titles(const struct letter *letter, struct arena *arena);

#endif
