/* Heap memory that is there or ends the program.
 *
 * Everything a stranger's file can influence has a named limit far below the machine's memory, so
 * an allocation fails only when the machine itself is at its end. Then no caller could go on: the
 * program says so in one line and exits with code 3, and its supervisor starts it again. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Zeroed room for `count` items of `size` bytes; never NULL, overflow included. Free with free().
 */
void *memory_zeroed(size_t count, size_t size);

/* Resizes `block` (NULL: a new one) to `count` items of `size` bytes; never NULL. New bytes are not
 * set. */
void *memory_resized(void *block, size_t count, size_t size);

/* A copy of a C string; never NULL. Free with free(). */
char *memory_string(const char *text);

#endif
