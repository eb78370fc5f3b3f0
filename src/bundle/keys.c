#include "keys.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    const struct key *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order != 0 ? order : strcmp(one->edition, other->edition);
}

struct keys keys_sorted(struct arena *arena, const struct key *keys, size_t count)
{
    struct key *sorted = arena_alloc(arena, count + 1, sizeof *sorted);
    if (count > 0)
        memcpy(sorted, keys, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare);
    return (struct keys){sorted, count};
}

bool keys_have(const struct keys *keys, struct key key)
{
    size_t first = 0, past = keys->count;
    while (first < past) {
        size_t middle = first + (past - first) / 2;
        if (compare(&keys->sorted[middle], &key) < 0)
            first = middle + 1;
        else
            past = middle;
    }
    /* An empty edition sorts before all others of the id. */
    return first < keys->count && strcmp(keys->sorted[first].id, key.id) == 0 &&
           (key.edition[0] == '\0' || strcmp(keys->sorted[first].edition, key.edition) == 0);
}
