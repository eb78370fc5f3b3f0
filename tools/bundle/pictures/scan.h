/* Reads a scan row by row: JPEG, PNG or TIFF, told by their first bytes.
 *
 * The libraries end where they meet something broken, and none of their ways back is safe. So
 * decoding is done by a process of its own (tiles.c), which may end too: what fails here is told,
 * and the process is over. Within tools/bundle/pictures. */
#ifndef PICTURES_SCAN_H
#define PICTURES_SCAN_H

#include <stdint.h>
#include <stdio.h>

enum {
    SCAN_SIDE_MAX = 20000,               /* pixels; one strip of tiles has to fit into memory */
    SCAN_WHOLE_PIXELS_MAX = 8 * 1000000, /* of a kind that can only be read as a whole */
};

/* Where rows go. */
struct scan_sink {
    /* Once, before the rows. */
    void (*size)(void *self, uint32_t width, uint32_t height);
    /* From top to bottom: red, green, blue of `width` pixels. */
    void (*row)(void *self, const uint8_t *rgb);
    /* What is wrong, as a message goes on behind the file's name. Does not return. */
    void (*fail)(void *self, const char *message) __attribute__((noreturn));
    void *self;
};

/* Reads the file to its end. */
void scan_read(FILE *file, const struct scan_sink *sink);

/* The kinds. The file is at its beginning. */
void scan_jpeg(FILE *file, const struct scan_sink *sink);
void scan_png(FILE *file, const struct scan_sink *sink);
void scan_tiff(FILE *file, const struct scan_sink *sink);

/* Fails where a picture is larger than the limits, or empty. */
void scan_check_size(const struct scan_sink *sink, uint32_t width, uint32_t height);

/* Fails where it is too large to be read as a whole; `advice` says how to save it. */
void scan_check_whole(const struct scan_sink *sink, uint32_t width, uint32_t height,
                      const char *advice);

#endif
