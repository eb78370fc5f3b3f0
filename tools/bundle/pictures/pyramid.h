/* Makes tiles of rows: at full size, at half of it, and so on down to one tile, the preview. Holds
 * one strip of tiles a level, and nothing of the picture beyond. Within tools/bundle/pictures. */
#ifndef PICTURES_PYRAMID_H
#define PICTURES_PYRAMID_H

#include <stddef.h>
#include <stdint.h>

enum {
    PYRAMID_TILE = 512, /* pixels, both sides */
    PYRAMID_LEVELS_MAX = 8,
    PYRAMID_QUALITY = 82 /* JPEG's; without subsampled colour, for the red and blue of ink */
};

/* Where tiles go. */
struct pyramid_sink {
    void (*tile)(void *self, uint32_t level, uint32_t row, uint32_t column, const uint8_t *jpeg,
                 size_t length);
    void *self;
};

struct pyramid;

/* For a picture of that size, at most 512 << 7 a side. End with pyramid_destroy. */
struct pyramid *pyramid_create(uint32_t width, uint32_t height, const struct pyramid_sink *sink);

/* The next row, as red, green, blue; exactly `height` in all. The last one gives out what is left.
 */
void pyramid_row(struct pyramid *pyramid, const uint8_t *rgb);

void pyramid_destroy(struct pyramid *pyramid);

#endif
