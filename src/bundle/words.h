/* The words of a text, as the search index, a query and the marking of what was found all see them.
 */
#ifndef BUNDLE_WORDS_H
#define BUNDLE_WORDS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Letters and digits between other characters; each ideograph and each kana is a word of its own.
 */
struct word {
    uint32_t start, end; /* bytes of the text */
    uint32_t folded;     /* where it begins in words.folded; it ends where the next begins */
    bool joined;         /* only a hyphen or an apostrophe stands between it and the word before */
    bool touching;       /* nothing does */
};

/* Zeroed memory is a valid, empty list. */
struct words {
    struct buffer folded; /* all words, without anything between them */
    struct word *list;
    size_t count, room;
};

/* Replaces the list by the words of `length` bytes of UTF-8. */
void words_read(struct words *words, const char *text, size_t length);
void words_fini(struct words *words);

/* The folded bytes of the words first .. first + count - 1, written as one; borrowed until the next
 * words_read. */
const char *words_folded(const struct words *words, size_t first, size_t count, size_t *ret_length);

/* How many words from `first` on are joined to one another: 1 or more. */
size_t words_joined(const struct words *words, size_t first);

/* Appends the words of a text for the index: folded, with spaces between them, and those that
 * hyphens or apostrophes join once more as one ("co operation cooperation"). `words` is scratch. */
void words_append_index(struct words *words, struct buffer *index, const char *text, size_t length);

#endif
