#include "text/word_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SLOTS = 4096 }; /* a power of two; under 1 MB when full */

struct entry {
    struct word_look look;
    uint8_t length, count;
    char word[WORD_BYTES_MAX];
    struct text_glyph glyphs[]; /* count */
};

struct word_cache {
    struct entry *slots[SLOTS];
};

struct word_cache *word_cache_create(void)
{
    return memory_zeroed(1, sizeof(struct word_cache));
}

void word_cache_destroy(struct word_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < SLOTS; i++)
        free(cache->slots[i]);
    free(cache);
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static size_t slot_of(const struct word_look *look, const char *word, size_t length)
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
    return (hash ^ hash >> 32) % SLOTS;
}

const struct text_glyph *word_cache_find(const struct word_cache *cache,
                                         const struct word_look *look, const char *word,
                                         size_t length, size_t *ret_count)
{
    const struct entry *entry = cache->slots[slot_of(look, word, length)];
    if (!entry || entry->length != length || memcmp(entry->word, word, length) != 0 ||
        memcmp(&entry->look, look, sizeof *look) != 0)
        return NULL;
    *ret_count = entry->count;
    return entry->glyphs;
}

void word_cache_put(struct word_cache *cache, const struct word_look *look, const char *word,
                    size_t length, const struct text_glyph *glyphs, size_t count)
{
    size_t slot = slot_of(look, word, length);
    size_t bytes = sizeof(struct entry) + count * sizeof *glyphs;
    struct entry *entry = memory_resized(cache->slots[slot], bytes, 1);
    memset(entry, 0, sizeof *entry);
    memcpy(&entry->look, look, sizeof *look);
    entry->length = (uint8_t)length;
    entry->count = (uint8_t)count;
    memcpy(entry->word, word, length);
    memcpy(entry->glyphs, glyphs, count * sizeof *glyphs);
    cache->slots[slot] = entry;
}
