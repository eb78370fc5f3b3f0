#include "pyramid.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

/* Rows of a level that wait to be tiles. */
struct level {
    uint32_t width, height, row; /* rows that have come */
    uint8_t *strip;              /* PYRAMID_TILE rows */
};

struct pyramid {
    struct level levels[PYRAMID_LEVELS_MAX];
    uint32_t count;
    uint8_t *halved; /* a row on its way to the next level */
    struct pyramid_sink sink;
    tjhandle encoder;
    unsigned char *jpeg;
    unsigned long room;
};

struct pyramid *pyramid_create(uint32_t width, uint32_t height, const struct pyramid_sink *sink)
{
    struct pyramid *pyramid = memory_zeroed(1, sizeof *pyramid);
    pyramid->sink = *sink;
    pyramid->encoder = tjInitCompress();
    pyramid->room = tjBufSize(PYRAMID_TILE, PYRAMID_TILE, TJSAMP_444);
    pyramid->jpeg = memory_zeroed(1, pyramid->room);
    pyramid->halved = memory_zeroed((width + 1) / 2, 3);
    for (bool last = false; !last && pyramid->count < PYRAMID_LEVELS_MAX;) {
        struct level *level = &pyramid->levels[pyramid->count++];
        level->width = width;
        level->height = height;
        level->strip = memory_zeroed((size_t)width * PYRAMID_TILE, 3);
        last = width <= PYRAMID_TILE && height <= PYRAMID_TILE;
        width = (width + 1) / 2;
        height = (height + 1) / 2;
    }
    return pyramid;
}

void pyramid_destroy(struct pyramid *pyramid)
{
    if (pyramid == NULL)
        return;
    for (uint32_t i = 0; i < pyramid->count; i++)
        free(pyramid->levels[i].strip);
    tjDestroy(pyramid->encoder);
    free(pyramid->jpeg);
    free(pyramid->halved);
    free(pyramid);
}

static void put_tiles(struct pyramid *pyramid, uint32_t index)
{
    const struct level *level = &pyramid->levels[index];
    uint32_t row = (level->row - 1) / PYRAMID_TILE, height = level->row - row * PYRAMID_TILE;
    for (uint32_t x = 0; x < level->width; x += PYRAMID_TILE) {
        uint32_t width = level->width - x < PYRAMID_TILE ? level->width - x : PYRAMID_TILE;
        unsigned long length = pyramid->room;
        if (tjCompress2(pyramid->encoder, level->strip + (size_t)3 * x, (int)width,
                        (int)level->width * 3, (int)height, TJPF_RGB, &pyramid->jpeg, &length,
                        TJSAMP_444, PYRAMID_QUALITY, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT) != 0)
            abort(); /* its buffer is large enough and its size is a tile's: a fault of ours */
        pyramid->sink.tile(pyramid->sink.self, index, row, x / PYRAMID_TILE, pyramid->jpeg, length);
    }
}

/* The mean of two by two; at an odd border the last pixel stands for the missing one. */
static void halve(const uint8_t *upper, const uint8_t *lower, uint32_t width, uint8_t *out)
{
    for (uint32_t x = 0; x < width; x += 2) {
        uint32_t left = 3 * x, right = x + 1 < width ? left + 3 : left;
        for (uint32_t channel = 0; channel < 3; channel++)
            *out++ = (uint8_t)((upper[left + channel] + upper[right + channel] +
                                lower[left + channel] + lower[right + channel] + 2) /
                               4);
    }
}

static void put_row(struct pyramid *pyramid, uint32_t index, const uint8_t *rgb)
{
    struct level *level = &pyramid->levels[index];
    size_t bytes = (size_t)level->width * 3;
    uint8_t *row = level->strip + level->row % PYRAMID_TILE * bytes;
    memcpy(row, rgb, bytes);
    bool odd = level->row % 2 == 1;
    level->row++;
    bool last = level->row == level->height;
    if (index + 1 < pyramid->count && (odd || last)) {
        halve(odd ? row - bytes : row, row, level->width, pyramid->halved);
        put_row(pyramid, index + 1, pyramid->halved);
    }
    if (last || level->row % PYRAMID_TILE == 0)
        put_tiles(pyramid, index);
}

void pyramid_row(struct pyramid *pyramid, const uint8_t *rgb)
{
    put_row(pyramid, 0, rgb);
}
