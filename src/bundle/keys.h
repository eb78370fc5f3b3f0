/* Many keys, to ask whether one is among them. Within src/bundle. */
#ifndef BUNDLE_KEYS_H
#define BUNDLE_KEYS_H

#include "base/arena.h"
#include "letter/letter.h"

/* Sorted by id, then by edition. */
struct keys {
    const struct key *sorted;
    size_t count;
};

/* The list lies in the arena; the strings are borrowed. */
struct keys keys_sorted(struct arena *arena, const struct key *keys, size_t count);

/* An empty edition stands for any. */
bool keys_have(const struct keys *keys, struct key key);

#endif
