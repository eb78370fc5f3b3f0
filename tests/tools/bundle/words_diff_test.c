#include "words_diff.h"

#include "support/harness.h"

#include <string.h>

enum { SIZE_MAX_WORDS = 40 };

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

/* Words of one letter out of a few, so that many are alike. */
static size_t invent(uint32_t *state, char *text)
{
    size_t count = next_number(state) % (SIZE_MAX_WORDS + 1);
    for (size_t i = 0; i < count; i++) {
        text[2 * i] = (char)('a' + next_number(state) % 4);
        text[2 * i + 1] = ' ';
    }
    return 2 * count;
}

static bool is_same(struct word a, struct word b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* Length of the longest common subsequence, by the table that textbooks give. */
static uint32_t common(struct words a, struct words b)
{
    static uint32_t table[SIZE_MAX_WORDS + 1][SIZE_MAX_WORDS + 1];
    for (uint32_t i = 0; i <= a.count; i++)
        for (uint32_t j = 0; j <= b.count; j++) {
            if (i == 0 || j == 0)
                table[i][j] = 0;
            else if (is_same(a.items[i - 1], b.items[j - 1]))
                table[i][j] = table[i - 1][j - 1] + 1;
            else
                table[i][j] = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
        }
    return table[a.count][b.count];
}

/* The changes lead from a to b: what stands between them is the same on both sides. */
static uint32_t follow(struct words a, struct words b, const struct word_change *changes,
                       size_t count)
{
    uint32_t at_a = 0, at_b = 0, changed = 0;
    for (size_t i = 0; i <= count; i++) {
        struct word_change end = {a.count, 0, b.count, 0};
        struct word_change next = i < count ? changes[i] : end;
        EXPECT(i == 0 || i == count || next.a_first > at_a);
        EXPECT(i == count || next.a_count + next.b_count > 0);
        while (at_a < next.a_first)
            if (!EXPECT(at_b < next.b_first && is_same(a.items[at_a++], b.items[at_b++])))
                return 0;
        EXPECT_INT(at_b, next.b_first);
        at_a += next.a_count;
        at_b += next.b_count;
        changed += next.a_count + next.b_count;
    }
    return changed;
}

static void takes_the_shortest_way(void)
{
    struct arena *arena = arena_create();
    uint32_t state = 1;
    for (int round = 0; round < 2000; round++) {
        char texts[2][2 * SIZE_MAX_WORDS];
        const struct word_change *changes = NULL;
        size_t a_length = invent(&state, texts[0]), b_length = invent(&state, texts[1]);
        struct words a = words_of(texts[0], a_length, arena);
        struct words b = words_of(texts[1], b_length, arena);
        EXPECT_INT(a.count, a_length / 2);
        size_t count = words_diff(a, b, arena, &changes);
        EXPECT_INT(follow(a, b, changes, count), a.count + b.count - 2 * common(a, b));
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void replaces_all_of_what_is_too_far_apart(void)
{
    enum { WORDS = 2 * WORDS_DIFF_CHANGES_MAX };
    static char texts[2][2 * WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        memcpy(texts[0] + 2 * i, i == 0 ? "= " : "a ", 2);
        memcpy(texts[1] + 2 * i, i == 0 ? "= " : "b ", 2);
    }
    struct arena *arena = arena_create();
    const struct word_change *changes = NULL;
    struct words a = words_of(texts[0], sizeof texts[0], arena);
    struct words b = words_of(texts[1], sizeof texts[1], arena);
    if (EXPECT_INT(words_diff(a, b, arena, &changes), 1)) {
        EXPECT_INT(changes[0].a_first, 1);
        EXPECT_INT(changes[0].a_count, WORDS - 1);
        EXPECT_INT(changes[0].b_count, WORDS - 1);
    }
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"takes_the_shortest_way", takes_the_shortest_way},
        {"replaces_all_of_what_is_too_far_apart", replaces_all_of_what_is_too_far_apart},
        {0},
    };
    return harness_run(cases);
}
