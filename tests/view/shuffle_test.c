#include "view/shuffle.h"

#include <string.h>

#include "support/harness.h"

enum { LOOPS = 600, COUNT_MAX = 30 };

static bool is_order(const size_t *order, size_t count)
{
    bool seen[COUNT_MAX] = {false};
    for (size_t i = 0; i < count; i++) {
        if (order[i] >= count || seen[order[i]])
            return false;
        seen[order[i]] = true;
    }
    return true;
}

/* How many loops pass before an order comes again, LOOPS at most. */
static size_t loops_before_a_repeat(size_t count, uint64_t seed)
{
    static size_t orders[LOOPS][COUNT_MAX];
    struct shuffle *shuffle = shuffle_create(count, seed);
    size_t loop = 0;
    bool repeated = false;
    for (; loop < LOOPS && !repeated; loop++) {
        const size_t *order = shuffle_order(shuffle);
        EXPECT(is_order(order, count));
        EXPECT(loop == 0 || order[0] != orders[loop - 1][count - 1]);
        memcpy(orders[loop], order, count * sizeof *order);
        for (size_t i = 0; i < loop && !repeated; i++)
            repeated = memcmp(orders[i], order, count * sizeof *order) == 0;
        shuffle_next(shuffle);
    }
    shuffle_destroy(shuffle);
    return repeated ? loop - 1 : loop;
}

static void no_order_comes_twice(void)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        EXPECT(loops_before_a_repeat(3, seed) >= 2);
        EXPECT(loops_before_a_repeat(4, seed) >= 8);
        EXPECT(loops_before_a_repeat(5, seed) >= 50);
        EXPECT_INT(loops_before_a_repeat(7, seed), LOOPS);
        EXPECT_INT(loops_before_a_repeat(20, seed), LOOPS);
        EXPECT_INT(loops_before_a_repeat(30, seed), LOOPS);
    }
}

static void the_first_order_is_the_given_one(void)
{
    struct shuffle *shuffle = shuffle_create(9, 4);
    for (size_t i = 0; i < 9; i++)
        EXPECT_INT(shuffle_order(shuffle)[i], i);
    shuffle_destroy(shuffle);
}

static void seeds_differ(void)
{
    size_t alike = 0, first[8];
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct shuffle *shuffle = shuffle_create(8, seed);
        shuffle_next(shuffle);
        alike += seed > 0 && memcmp(first, shuffle_order(shuffle), sizeof first) == 0;
        if (seed == 0)
            memcpy(first, shuffle_order(shuffle), sizeof first);
        shuffle_destroy(shuffle);
    }
    EXPECT(alike < 3);
}

/* Two things can only take turns, and one can only be shown. */
static void few_things_keep_their_order(void)
{
    for (size_t count = 0; count < 3; count++) {
        struct shuffle *shuffle = shuffle_create(count, 1);
        shuffle_next(shuffle);
        EXPECT(is_order(shuffle_order(shuffle), count));
        EXPECT(count == 0 || shuffle_order(shuffle)[0] == 0);
        shuffle_destroy(shuffle);
    }
    shuffle_destroy(NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"no order comes twice", no_order_comes_twice},
        {"the first order is the given one", the_first_order_is_the_given_one},
        {"seeds differ", seeds_differ},
        {"few things keep their order", few_things_keep_their_order},
        {0},
    };
    return harness_run(cases);
}
