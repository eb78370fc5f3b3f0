#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *newest;
};

static struct block *block_create(size_t size, struct block *next)
{
    struct block *block = memory_resized(NULL, sizeof *block + size, 1);
    *block = (struct block){.next = next, .size = size};
    return block;
}

struct arena *arena_create(void)
{
    return memory_zeroed(1, sizeof(struct arena));
}

static void free_blocks(struct block *block)
{
    while (block != NULL) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_destroy(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena->newest);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    struct block *kept = arena->newest;
    if (kept == NULL)
        return;
    free_blocks(kept->next);
    kept->next = NULL;
    kept->used = 0;
    if (kept->size > 4 * (size_t)BLOCK_SIZE) {
        free(kept);
        arena->newest = NULL;
    }
}

static void *take(struct arena *arena, size_t wanted)
{
    size_t rounded =
        (wanted + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    struct block *block = arena->newest;
    if (block == NULL || block->size - block->used < rounded) {
        size_t grown = rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE;
        block = arena->newest = block_create(grown, arena->newest);
    }
    void *result = block->bytes + block->used;
    block->used += rounded;
    return result;
}

static bool is_too_much(size_t count, size_t size)
{
    return size != 0 && count > (SIZE_MAX / 2) / size;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (is_too_much(count, size))
        return memory_zeroed(count, size); /* ends the program: no such size exists */
    return memset(take(arena, count * size), 0, count * size);
}

void *arena_alloc_unset(struct arena *arena, size_t count, size_t size)
{
    if (is_too_much(count, size))
        return memory_zeroed(count, size);
    return take(arena, count * size);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list measured;
    va_copy(measured, arguments);
    int length = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1, 1);
    vsnprintf(text, (size_t)(length < 0 ? 0 : length) + 1, format, arguments);
    va_end(arguments);
    return text;
}

size_t arena_footprint(const struct arena *arena)
{
    size_t bytes = sizeof *arena;
    for (const struct block *block = arena->newest; block != NULL; block = block->next)
        bytes += sizeof *block + block->size;
    return bytes;
}
