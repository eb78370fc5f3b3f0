/* A growable string of bytes, always closed by a NUL once something was put in. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>

/* Zeroed memory is a valid, empty buffer. */
struct buffer {
    char *bytes; /* NULL while nothing was put in */
    size_t length, capacity;
};

/* Appends `length` bytes. */
void buffer_append(struct buffer *buffer, const void *bytes, size_t length);

/* Appends a C string. */
void buffer_text(struct buffer *buffer, const char *text);

/* Appends formatted text. */
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends one byte. */
void buffer_byte(struct buffer *buffer, char byte);

/* Shortens to `length` bytes; longer is a programming error. */
void buffer_cut(struct buffer *buffer, size_t length);

/* The content as a C string, borrowed until the next change; "" when empty. */
const char *buffer_string(const struct buffer *buffer);

/* Gives back the memory and leaves an empty buffer. */
void buffer_fini(struct buffer *buffer);

#endif
