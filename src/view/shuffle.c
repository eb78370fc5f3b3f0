#include "view/shuffle.h"

#include "base/memory.h"

#include <stdlib.h>

/* 20! is the last factorial below 2^64. */
enum { RANKED_MAX = 20 };

struct shuffle {
    size_t count;
    size_t *order;
    uint64_t random;
    uint64_t orders, rank, step; /* up to RANKED_MAX things: count!, and the walk through them */
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(struct shuffle *shuffle)
{
    uint64_t z = shuffle->random += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Whether steps of that length meet every rank: no factor in common with count!. */
static bool is_coprime(uint64_t step, size_t count)
{
    for (uint64_t factor = 2; factor <= count; factor++)
        if (step % factor == 0)
            return false;
    return true;
}

struct shuffle *shuffle_create(size_t count, uint64_t seed)
{
    struct shuffle *shuffle = memory_zeroed(1, sizeof *shuffle);
    shuffle->count = count;
    shuffle->random = seed;
    shuffle->order = memory_zeroed(count, sizeof *shuffle->order);
    shuffle->orders = 1;
    for (size_t i = 0; i < count; i++) {
        shuffle->order[i] = i;
        shuffle->orders *= i < RANKED_MAX ? i + 1 : 1;
    }
    shuffle->step = next_random(shuffle) % shuffle->orders | 1;
    while (!is_coprime(shuffle->step, count < RANKED_MAX ? count : RANKED_MAX))
        shuffle->step += 2;
    return shuffle;
}

void shuffle_destroy(struct shuffle *shuffle)
{
    if (shuffle == NULL)
        return;
    free(shuffle->order);
    free(shuffle);
}

const size_t *shuffle_order(const struct shuffle *shuffle)
{
    return shuffle->order;
}

static void swap(size_t *order, size_t a, size_t b)
{
    size_t kept = order[a];
    order[a] = order[b];
    order[b] = kept;
}

/* The order of that rank: each digit of the factorial number system swaps one thing with one before
 * it (Fisher and Yates), so that all ranks are different orders. Rank 0 is the first order. */
static void take_rank(struct shuffle *shuffle)
{
    uint64_t rank = shuffle->rank;
    for (size_t i = 0; i < shuffle->count; i++)
        shuffle->order[i] = i;
    for (size_t i = 1; i < shuffle->count; i++) {
        swap(shuffle->order, i, i - (size_t)(rank % (i + 1)));
        rank /= i + 1;
    }
}

static void take_random(struct shuffle *shuffle)
{
    for (size_t i = shuffle->count; i > 1; i--)
        swap(shuffle->order, i - 1, (size_t)(next_random(shuffle) % i));
}

void shuffle_next(struct shuffle *shuffle)
{
    if (shuffle->count < 3)
        return;
    size_t last = shuffle->order[shuffle->count - 1];
    do {
        shuffle->rank = (shuffle->rank + shuffle->step) % shuffle->orders;
        if (shuffle->count <= RANKED_MAX)
            take_rank(shuffle);
        else
            take_random(shuffle);
    } while (shuffle->order[0] == last);
}
