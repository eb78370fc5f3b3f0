/* Orders for a loop that goes on for weeks: each different from all before it. */
#ifndef VIEW_SHUFFLE_H
#define VIEW_SHUFFLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shuffle;

/* For `count` things; the first order is theirs, 0 to count - 1. The seed decides those to come. */
struct shuffle *shuffle_create(size_t count, uint64_t seed);

/* Takes NULL. */
void shuffle_destroy(struct shuffle *shuffle);

/* The present order: `count` indices, borrowed until shuffle_next. */
const size_t *shuffle_order(const struct shuffle *shuffle);

/* The next order. It does not begin with what the last one ended with. Up to 20 things take each of
 * their orders at most once before any comes again; of more, the same order twice is as good as
 * impossible. One or two things keep the only order that begins otherwise than it ends. */
void shuffle_next(struct shuffle *shuffle);

#endif
