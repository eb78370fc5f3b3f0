/* The shortest way from one text's words to another's.
 *
 * E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), figure 2.
 */
#ifndef BUNDLE_WORDS_DIFF_H
#define BUNDLE_WORDS_DIFF_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* A word is what white space parts; borrowed from the text. */
struct word {
    const char *bytes;
    uint32_t length;
};

struct words {
    const struct word *items;
    uint32_t count;
};

/* A stretch of `a` that stands as a stretch of `b`; either may be empty, not both. */
struct word_change {
    uint32_t a_first, a_count, b_first, b_count;
};

/* Texts that are further apart than so many words added and removed count as replaced between
 * their first and last difference: memory and time grow with the square. */
enum { WORDS_DIFF_CHANGES_MAX = 1000 };

/* Cuts a text into words. */
struct words words_of(const char *text, size_t length, struct arena *arena);

/* The changes in their order, none next to another; their number is the result. */
size_t words_diff(struct words a, struct words b, struct arena *arena,
                  const struct word_change **ret_changes);

#endif
