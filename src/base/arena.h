/* Memory for things that live and die together: one arena per process, bundle, letter, page, frame.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A new, empty arena. Destroy with arena_destroy. */
struct arena *arena_create(void);

/* Frees the arena and all it gave out; takes NULL. */
void arena_destroy(struct arena *arena);

/* Takes everything back at once and keeps one block for what comes next. */
void arena_reset(struct arena *arena);

/* Zeroed room for `count` items of `size` bytes, aligned for any type, valid until the arena is
 * reset or destroyed; never NULL (see base/memory.h). */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* The same, but not zeroed: for much that is written before it is read. */
void *arena_alloc_unset(struct arena *arena, size_t count, size_t size);

/* Copies `length` bytes and a closing NUL. */
char *arena_copy(struct arena *arena, const void *bytes, size_t length);

/* Copies a C string; NULL stays NULL. */
char *arena_string(struct arena *arena, const char *text);

/* Formats like printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes held from the heap, for memory tests. */
size_t arena_footprint(const struct arena *arena);

#endif
