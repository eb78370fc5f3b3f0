/* Prints the colours of single pixels of a bundle's picture, read as the viewer reads them:
 * picture_probe BUNDLE EDITION ID NUMBER X,Y... answers "width height", then "r,g,b" a point. */
#include "base/arena.h"
#include "bundle/reader.h"
#include "platform/image/jpeg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TILE = 512 };

static struct letter_source source;
static struct arena *arena;

static void expect_ok(enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

static uint32_t pixel_at(const struct facsimile *picture, uint32_t x, uint32_t y)
{
    struct error error = {0};
    struct jpeg_decoder *decoder = jpeg_decoder_create();
    const void *jpeg = NULL;
    size_t length = 0;
    uint32_t *pixels = NULL;
    int w = 0, h = 0;
    expect_ok(source.calls->tile(source.self, picture->image, 0, y / TILE, x / TILE, arena, &jpeg,
                                 &length, &error),
              &error);
    expect_ok(jpeg_decode(decoder, jpeg, length, TILE, &pixels, &w, &h, &error), &error);
    uint32_t pixel = pixels[(size_t)(y % TILE) * (size_t)w + x % TILE];
    free(pixels);
    jpeg_decoder_destroy(decoder);
    return pixel;
}

int main(int count, char **arguments)
{
    struct error error = {0};
    struct bundle_reader *reader = NULL;
    const struct facsimile *pictures = NULL;
    size_t picture_count = 0, i = 0;
    if (count < 5)
        return 2;
    arena = arena_create();
    expect_ok(bundle_reader_open(arguments[1], &reader, &error), &error);
    source = bundle_reader_source(reader);
    expect_ok(source.calls->pictures(source.self, (struct key){arguments[2], arguments[3]}, arena,
                                     &pictures, &picture_count, &error),
              &error);
    while (i < picture_count && pictures[i].number != strtoul(arguments[4], NULL, 10))
        i++;
    if (i == picture_count)
        return 1;
    printf("%u %u\n", (unsigned)pictures[i].width, (unsigned)pictures[i].height);
    for (int k = 5; k < count; k++) {
        char *end = NULL;
        uint32_t x = (uint32_t)strtoul(arguments[k], &end, 10);
        uint32_t pixel = pixel_at(&pictures[i], x, (uint32_t)strtoul(end + 1, NULL, 10));
        printf("%u,%u,%u\n", (unsigned)(pixel >> 16 & 0xff), (unsigned)(pixel >> 8 & 0xff),
               (unsigned)(pixel & 0xff));
    }
    bundle_reader_close(reader);
    arena_destroy(arena);
    return 0;
}
