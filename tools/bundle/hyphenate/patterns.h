/* Hyphenation patterns of one language, read from the files of Debian's hyphen-* packages.
 *
 * A pattern is a stretch of letters, a full stop for a word's end, with figures between them; at
 * each place of a word the highest figure of all patterns found there counts, and an odd one means
 * that a hyphen may stand (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", Stanford 1983). A file
 * may have two levels with NEXTLEVEL between them: the first finds where the parts of compounds
 * meet, the second hyphenates what has no such place (L. Németh, "Automatic non-standard
 * hyphenation in OpenOffice.org", TUGboat 27, 2006).
 *
 * The files are libhyphen's, and so is what they mean; a test compares the two. The library itself
 * takes 2 s and 39 MB for the German patterns, where this takes 0.03 s and 8 MB. */
#ifndef BUNDLE_HYPHENATE_PATTERNS_H
#define BUNDLE_HYPHENATE_PATTERNS_H

#include <stddef.h>
#include <stdint.h>

enum {
    PATTERNS_FILE_MAX = 8 << 20, /* bytes */
    PATTERNS_WORD_MAX = 256      /* bytes */
};

/* Of the patterns that end at one place of a word: all count, as Liang has it and TeX; or only the
 * longest beginning of any pattern does, and only if it is a whole one, as in libhyphen. Files that
 * were prepared for libhyphen repeat in their patterns what is lost by that, and need it; those
 * that were not are hyphenated badly by it. */
enum patterns_rule { PATTERNS_LONGEST, PATTERNS_ALL };

struct patterns;

/* NULL where the file cannot be read, is larger than PATTERNS_FILE_MAX, or is in a charset that is
 * not known. */
struct patterns *patterns_read(const char *path, enum patterns_rule rule);

/* Takes NULL. */
void patterns_destroy(struct patterns *patterns);

/* Finds the figures of a word of at most PATTERNS_WORD_MAX bytes of UTF-8, in small letters:
 * figures[i], for 0 < i < length, belongs to the place before byte i. Where a hyphen would change
 * the spelling the figure is even. */
void patterns_find(const struct patterns *patterns, const char *word, size_t length,
                   uint8_t *figures);

#endif
