#include "words_diff.h"

#include <stdbool.h>
#include <string.h>

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\f' || byte == '\r';
}

/* Goes through the words; fills them in where there is room for them, and answers their number. */
static uint32_t cut(const char *text, size_t length, struct word *items)
{
    uint32_t count = 0;
    for (size_t at = 0; at < length;) {
        while (at < length && is_white(text[at]))
            at++;
        size_t first = at;
        while (at < length && !is_white(text[at]))
            at++;
        if (at == first)
            continue;
        if (items != NULL)
            items[count] = (struct word){text + first, (uint32_t)(at - first)};
        count++;
    }
    return count;
}

struct words words_of(const char *text, size_t length, struct arena *arena)
{
    uint32_t count = cut(text, length, NULL);
    struct word *items = arena_alloc(arena, count, sizeof *items);
    cut(text, length, items);
    return (struct words){items, count};
}

/* ---- Differences ---- */

/* What is left to compare once equal beginnings and ends are put aside. */
struct comparison {
    struct words a, b;
    uint32_t offset; /* words put aside at the beginning */
};

static bool is_same(const struct word *a, const struct word *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static struct comparison trim(struct words a, struct words b)
{
    uint32_t offset = 0;
    while (offset < a.count && offset < b.count && is_same(&a.items[offset], &b.items[offset]))
        offset++;
    a = (struct words){a.items + offset, a.count - offset};
    b = (struct words){b.items + offset, b.count - offset};
    while (a.count > 0 && b.count > 0 && is_same(&a.items[a.count - 1], &b.items[b.count - 1])) {
        a.count--;
        b.count--;
    }
    return (struct comparison){a, b, offset};
}

/* Where on diagonal k (a - b) the furthest way of d changes begins to slide, seen from those of
 * d - 1. `reach` holds the diagonals -(d-1) .. d-1, from index 0 on, every second one. */
static int32_t step(const int32_t *reach, int32_t d, int32_t k, bool *ret_removes)
{
    if (d == 0)
        return 0;
    int32_t at = (k + d) / 2; /* index of diagonal k - 1 is at - 1, of k + 1 it is at */
    bool removes = k == d || (k != -d && reach[at - 1] >= reach[at]);
    if (ret_removes != NULL)
        *ret_removes = removes;
    return removes ? reach[at - 1] + 1 : reach[at];
}

/* The diagonals' reaches for each number of changes; answers how many changes it takes, or -1. */
static int32_t measure(const struct comparison *of, int32_t **reaches, struct arena *arena)
{
    int32_t a_count = (int32_t)of->a.count, b_count = (int32_t)of->b.count;
    for (int32_t d = 0; d <= WORDS_DIFF_CHANGES_MAX; d++) {
        reaches[d] = arena_alloc(arena, (size_t)d + 1, sizeof **reaches);
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = step(d == 0 ? NULL : reaches[d - 1], d, k, NULL), y = x - k;
            while (x < a_count && y < b_count && y >= 0 &&
                   is_same(&of->a.items[x], &of->b.items[y])) {
                x++;
                y++;
            }
            reaches[d][(k + d) / 2] = x;
            if (x >= a_count && y >= b_count)
                return d;
        }
    }
    return -1;
}

/* Adds one word, removed or added, at the front of the changes that follow it. */
static struct word_change *prepend(struct word_change *changes, struct word_change word)
{
    if (changes->a_first == word.a_first + word.a_count &&
        changes->b_first == word.b_first + word.b_count) {
        changes->a_first = word.a_first;
        changes->b_first = word.b_first;
        changes->a_count += word.a_count;
        changes->b_count += word.b_count;
        return changes;
    }
    *--changes = word;
    return changes;
}

/* From the end back to the beginning; changes fill their array from its end. */
static struct word_change *trace(const struct comparison *of, int32_t *const *reaches,
                                 int32_t change_count, struct word_change *changes)
{
    int32_t k = (int32_t)of->a.count - (int32_t)of->b.count;
    for (int32_t d = change_count; d > 0; d--) {
        bool removes;
        int32_t x = step(reaches[d - 1], d, k, &removes), y = x - k;
        struct word_change word = {of->offset + (uint32_t)(x - removes), removes,
                                   of->offset + (uint32_t)(y - !removes), !removes};
        changes = prepend(changes, word);
        k += removes ? -1 : 1;
    }
    return changes;
}

size_t words_diff(struct words a, struct words b, struct arena *arena,
                  const struct word_change **ret_changes)
{
    struct comparison of = trim(a, b);
    if (of.a.count == 0 && of.b.count == 0)
        return 0;
    int32_t **reaches = arena_alloc(arena, WORDS_DIFF_CHANGES_MAX + 1, sizeof(int32_t *));
    int32_t count = measure(&of, reaches, arena);
    struct word_change *changes =
        arena_alloc(arena, (size_t)(count < 0 ? 0 : count) + 1, sizeof *changes);
    if (count < 0) {
        *changes = (struct word_change){of.offset, of.a.count, of.offset, of.b.count};
        *ret_changes = changes;
        return 1;
    }
    /* The last stands for the end of both texts: nothing joins it but a change that ends there. */
    struct word_change *last = &changes[count];
    *last = (struct word_change){of.offset + of.a.count, 0, of.offset + of.b.count, 0};
    struct word_change *first = trace(&of, reaches, count, last);
    *ret_changes = first;
    return (size_t)(last - first) + (last->a_count + last->b_count > 0);
}
