#include "text/word_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A word has a few places to be; the newest drives out the oldest. About 1.5 MB when full. */
enum { SETS = 2048 /* a power of two */, PLACES = 4 };

struct entry {
    struct word_look look;
    uint8_t length, count;
    struct text_glyph glyphs[]; /* count; then the word's bytes */
};

struct place {
    uint32_t hash;
    struct entry *entry; /* NULL: free */
};

struct word_cache {
    struct place sets[SETS][PLACES]; /* the newest first */
};

struct word_cache *word_cache_create(void)
{
    return memory_zeroed(1, sizeof(struct word_cache));
}

void word_cache_destroy(struct word_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < SETS; i++)
        for (size_t k = 0; k < PLACES; k++)
            free(cache->sets[i][k].entry);
    free(cache);
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint32_t hash_of(const struct word_look *look, const char *word, size_t length)
{
    uint64_t hash = mix(look->script,
                        (uint64_t)(uint32_t)look->size_26_6 << 32 | (uint32_t)look->tracking_26_6);
    hash = mix(hash, (uintptr_t)look->lang);
    hash = mix(hash, (uint64_t)look->face << 16 | (uint64_t)look->slant << 8 | look->features);
    for (size_t at = 0; at < length; at += sizeof hash) {
        uint64_t part = 0;
        memcpy(&part, word + at, length - at < sizeof part ? length - at : sizeof part);
        hash = mix(hash, part);
    }
    return (uint32_t)(hash ^ hash >> 32);
}

static char *word_of(struct entry *entry)
{
    return (char *)(entry->glyphs + entry->count);
}

static bool same_look(const struct word_look *a, const struct word_look *b)
{
    return a->lang == b->lang && a->script == b->script && a->size_26_6 == b->size_26_6 &&
           a->tracking_26_6 == b->tracking_26_6 && a->face == b->face && a->slant == b->slant &&
           a->features == b->features;
}

static bool is_of(struct entry *entry, const struct word_look *look, const char *word,
                  size_t length)
{
    return entry->length == length && memcmp(word_of(entry), word, length) == 0 &&
           same_look(&entry->look, look);
}

const struct text_glyph *word_cache_find(const struct word_cache *cache,
                                         const struct word_look *look, const char *word,
                                         size_t length, size_t *ret_count)
{
    uint32_t hash = hash_of(look, word, length);
    const struct place *set = cache->sets[hash % SETS];
    for (size_t i = 0; i < PLACES && set[i].entry; i++) {
        if (set[i].hash == hash && is_of(set[i].entry, look, word, length)) {
            *ret_count = set[i].entry->count;
            return set[i].entry->glyphs;
        }
    }
    return NULL;
}

void word_cache_put(struct word_cache *cache, const struct word_look *look, const char *word,
                    size_t length, const struct text_glyph *glyphs, size_t count)
{
    uint32_t hash = hash_of(look, word, length);
    struct place *set = cache->sets[hash % SETS];
    struct entry *entry = memory_zeroed(1, sizeof *entry + count * sizeof *glyphs + length);
    memcpy(&entry->look, look, sizeof *look);
    entry->length = (uint8_t)length;
    entry->count = (uint8_t)count;
    memcpy(entry->glyphs, glyphs, count * sizeof *glyphs);
    memcpy(word_of(entry), word, length);
    free(set[PLACES - 1].entry);
    memmove(set + 1, set, (PLACES - 1) * sizeof *set);
    set[0] = (struct place){hash, entry};
}
