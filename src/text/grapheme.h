/* What a reader takes for one character: extended grapheme clusters (UAX #29, Unicode 15.0). */
#ifndef TEXT_GRAPHEME_H
#define TEXT_GRAPHEME_H

#include <stddef.h>

/* The byte offset where the cluster that starts at text[at] ends: more than `at`, at most `length`.
 * `at` must itself be a border (0, or an earlier answer) and below `length`. Damaged UTF-8 counts
 * as U+FFFD a byte. */
size_t grapheme_next(const char *text, size_t length, size_t at);

#endif
