/* Finds where words may be hyphenated, by the patterns of Debian's hyphen-* packages (F. M. Liang,
 * "Word Hy-phen-a-tion by Com-put-er", Stanford 1983).
 *
 * Only whole words of small letters or with a capital first are hyphenated, of at least five
 * letters and with three on each side of the hyphen (section 9 of the interface specification):
 * no acronyms, no words beside figures, no parts of words that have a hyphen of their own, no parts
 * of addresses. Where a language spells a word otherwise at a line's end, the place is passed over,
 * for the text is never changed. */
#ifndef BUNDLE_HYPHENATE_HYPHENATE_H
#define BUNDLE_HYPHENATE_HYPHENATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "letter/letter.h"

/* Patterns that are open; one thread. */
struct hyphenator;

/* Opens no file: patterns are read from `folder` when a language first comes up. NULL: where Debian
 * has them. */
struct hyphenator *hyphenator_create(const char *folder);

/* Takes NULL. */
void hyphenator_destroy(struct hyphenator *hyphenator);

/* The n-th Debian package whose patterns were asked for and are not there; NULL after the last. */
const char *hyphenator_missing(const struct hyphenator *hyphenator, size_t n);

/* The byte offsets of a text of one language (BCP 47; NULL: none are found), rising; answers how
 * many. *ret_offsets lies in the arena. */
size_t hyphenator_offsets(struct hyphenator *hyphenator, struct arena *arena, const char *lang,
                          const char *text, size_t length, const uint32_t **ret_offsets);

/* Copies blocks, with the hyphens of each in place of those it has: in the language `lang` unless a
 * block or a foreign range says otherwise. The copy lies in the arena, all else is shared. */
const struct block *hyphenator_blocks(struct hyphenator *hyphenator, struct arena *arena,
                                      const struct block *blocks, size_t count, const char *lang);

/* A copy of a letter, its blocks and notes so copied. */
struct letter hyphenator_letter(struct hyphenator *hyphenator, struct arena *arena,
                                const struct letter *letter);

#endif
