/* Keeps the glyphs of words: a letter says the same words again and again, and sets each of them
 * twice, to measure and to place it. Inside src/text. */
#ifndef TEXT_WORD_CACHE_H
#define TEXT_WORD_CACHE_H

#include "text/metrics.h"

enum { WORD_BYTES_MAX = 40, WORD_GLYPHS_MAX = 48 }; /* longer words are not kept */

/* How words are set. */
struct word_look {
    const void *lang; /* equal pointers for equal languages */
    uint32_t script;
    int32_t size_26_6, tracking_26_6;
    uint8_t face, first_face, slant, features;
};

struct word_cache;

/* An empty cache of a few thousand words, the newest where two share a place. */
struct word_cache *word_cache_create(void);

/* Takes NULL. */
void word_cache_destroy(struct word_cache *cache);

/* From now on words are found and kept in this look. Words of a few dozen looks are known; with
 * more, those of the one turned to longest ago are forgotten. */
void word_cache_turn(struct word_cache *cache, const struct word_look *look);

/* The glyphs of a word, clusters counted from its first byte, borrowed until the next put; NULL:
 * not kept. */
const struct text_glyph *word_cache_find(const struct word_cache *cache, const char *word,
                                         size_t length, size_t *ret_count);

/* Keeps a copy. `length` is 1 to WORD_BYTES_MAX, `count` 1 to WORD_GLYPHS_MAX. */
void word_cache_put(struct word_cache *cache, const char *word, size_t length,
                    const struct text_glyph *glyphs, size_t count);

#endif
