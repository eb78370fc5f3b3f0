#include "text/word_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A word has a few places to be; the newest drives out the oldest. About 1.5 MB when full. */
enum { SETS = 512 /* a power of two */, PLACES = 16, LOOKS = 32 };

struct entry {
    uint32_t look;
    uint8_t length, count;
    struct text_glyph glyphs[]; /* count; then the word's bytes */
};

struct place {
    uint32_t hash;
    struct entry *entry; /* NULL: free */
};

/* A look that has a number. */
struct known_look {
    struct word_look look;
    uint32_t number; /* never given again; 0: none */
    uint32_t turned; /* when it was turned to */
};

struct word_cache {
    struct place sets[SETS][PLACES]; /* the newest first */
    struct known_look looks[LOOKS];
    const struct known_look *look; /* turned to */
    uint32_t last_number, turns;
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

static bool same_look(const struct word_look *a, const struct word_look *b)
{
    return a->lang == b->lang && a->script == b->script && a->size_26_6 == b->size_26_6 &&
           a->tracking_26_6 == b->tracking_26_6 && a->face == b->face &&
           a->first_face == b->first_face && a->slant == b->slant && a->features == b->features;
}

/* The look itself, or the place of the one turned to longest ago. */
static struct known_look *find_look(struct word_cache *cache, const struct word_look *look)
{
    struct known_look *oldest = &cache->looks[0];
    for (size_t i = 0; i < LOOKS; i++) {
        struct known_look *known = &cache->looks[i];
        if (known->number > 0 && same_look(&known->look, look))
            return known;
        if (known->turned < oldest->turned)
            oldest = known;
    }
    oldest->number = 0;
    return oldest;
}

void word_cache_turn(struct word_cache *cache, const struct word_look *look)
{
    if (cache->look && same_look(&cache->look->look, look))
        return;
    struct known_look *known = find_look(cache, look);
    if (known->number == 0)
        *known = (struct known_look){.look = *look, .number = ++cache->last_number};
    known->turned = ++cache->turns;
    cache->look = known;
}

static uint32_t hash_of(uint32_t look, const char *word, size_t length)
{
    uint64_t hash = look, part = 0;
    for (; length >= sizeof part; word += sizeof part, length -= sizeof part) {
        memcpy(&part, word, sizeof part);
        hash = mix(hash, part);
    }
    for (part = length; length > 0; length--)
        part = part << 8 | (unsigned char)*word++;
    hash = mix(hash, part);
    return (uint32_t)(hash ^ hash >> 32);
}

static char *word_of(struct entry *entry)
{
    return (char *)(entry->glyphs + entry->count);
}

static bool is_of(struct entry *entry, uint32_t look, const char *word, size_t length)
{
    return entry->look == look && entry->length == length &&
           memcmp(word_of(entry), word, length) == 0;
}

const struct text_glyph *word_cache_find(const struct word_cache *cache, const char *word,
                                         size_t length, size_t *ret_count)
{
    uint32_t look = cache->look->number, hash = hash_of(look, word, length);
    const struct place *set = cache->sets[hash % SETS];
    for (size_t i = 0; i < PLACES && set[i].entry; i++) {
        if (set[i].hash == hash && is_of(set[i].entry, look, word, length)) {
            *ret_count = set[i].entry->count;
            return set[i].entry->glyphs;
        }
    }
    return NULL;
}

void word_cache_put(struct word_cache *cache, const char *word, size_t length,
                    const struct text_glyph *glyphs, size_t count)
{
    uint32_t look = cache->look->number, hash = hash_of(look, word, length);
    struct place *set = cache->sets[hash % SETS];
    struct entry *entry = memory_zeroed(1, sizeof *entry + count * sizeof *glyphs + length);
    entry->look = look;
    entry->length = (uint8_t)length;
    entry->count = (uint8_t)count;
    memcpy(entry->glyphs, glyphs, count * sizeof *glyphs);
    memcpy(word_of(entry), word, length);
    free(set[PLACES - 1].entry);
    memmove(set + 1, set, (PLACES - 1) * sizeof *set);
    set[0] = (struct place){hash, entry};
}
