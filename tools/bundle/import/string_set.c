#include "import/string_set.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 }; /* a power of two, as every later room */

struct entry {
    const char *string; /* NULL: free */
    unsigned number;
};

struct string_set {
    struct arena *arena;
    struct entry *entries;
    size_t room, count;
};

struct string_set *string_set_create(void)
{
    struct string_set *set = memory_zeroed(1, sizeof *set);
    set->arena = arena_create();
    set->room = FIRST_ROOM;
    set->entries = memory_zeroed(set->room, sizeof *set->entries);
    return set;
}

void string_set_destroy(struct string_set *set)
{
    if (!set)
        return;
    arena_destroy(set->arena);
    free(set->entries);
    free(set);
}

/* FNV-1a, 32 bits: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t hash(const char *string)
{
    uint32_t value = 2166136261U;
    for (const char *at = string; *at; at++)
        value = (value ^ (unsigned char)*at) * 16777619U;
    return value;
}

/* Where the string is, or the free place where it belongs. */
static struct entry *find(const struct string_set *set, const char *string)
{
    size_t at = hash(string) & (set->room - 1);
    while (set->entries[at].string && strcmp(set->entries[at].string, string) != 0)
        at = (at + 1) & (set->room - 1);
    return &set->entries[at];
}

static void grow(struct string_set *set)
{
    struct string_set old = *set;
    set->room *= 2;
    set->entries = memory_zeroed(set->room, sizeof *set->entries);
    for (size_t i = 0; i < old.room; i++)
        if (old.entries[i].string)
            *find(set, old.entries[i].string) = old.entries[i];
    free(old.entries);
}

unsigned *string_set_at(struct string_set *set, const char *string)
{
    if (2 * set->count >= set->room)
        grow(set);
    struct entry *entry = find(set, string);
    if (!entry->string) {
        entry->string = arena_string(set->arena, string);
        set->count++;
    }
    return &entry->number;
}

unsigned string_set_get(const struct string_set *set, const char *string)
{
    return find(set, string)->number;
}
