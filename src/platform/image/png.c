#include "platform/image/png.h"

#include <png.h>

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { CHANNELS = 3 };

enum status png_write(const char *path, const uint32_t *pixels, int w, int h, size_t stride,
                      struct error *error)
{
    if (w <= 0 || h <= 0 || w > PNG_SIDE_MAX || h > PNG_SIDE_MAX)
        return error_set(error, STATUS_LIMIT, "%s: a picture of %d x %d pixels", path, w, h);
    uint8_t *bytes = memory_zeroed((size_t)w * (size_t)h, CHANNELS), *to = bytes;
    for (int y = 0; y < h; y++) {
        const uint32_t *row = pixels + (size_t)y * stride;
        for (int x = 0; x < w; x++, to += CHANNELS) {
            to[0] = (uint8_t)(row[x] >> 16);
            to[1] = (uint8_t)(row[x] >> 8);
            to[2] = (uint8_t)row[x];
        }
    }
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)w,
                       .height = (png_uint_32)h,
                       .format = PNG_FORMAT_RGB,
                       .flags = PNG_IMAGE_FLAG_FAST};
    int written = png_image_write_to_file(&image, path, 0, bytes, 0, NULL);
    free(bytes);
    return written ? STATUS_OK : error_set(error, STATUS_IO, "%s: %s", path, image.message);
}

static uint32_t *from_bytes(const uint8_t *bytes, size_t count)
{
    uint32_t *pixels = memory_zeroed(count, sizeof *pixels);
    for (size_t i = 0; i < count; i++, bytes += CHANNELS)
        pixels[i] = 0xff000000 | (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
    return pixels;
}

/* Reads what a begun image still has to give. */
static enum status finish_read(png_image *image, const char *path, uint32_t **ret_pixels,
                               struct error *error)
{
    if (image->width > PNG_SIDE_MAX || image->height > PNG_SIDE_MAX) {
        png_image_free(image);
        return error_set(error, STATUS_LIMIT, "%s: more than %d pixels on a side", path,
                         PNG_SIDE_MAX);
    }
    static const png_color black = {0, 0, 0};
    size_t count = (size_t)image->width * image->height;
    uint8_t *bytes = memory_zeroed(count, CHANNELS);
    image->format = PNG_FORMAT_RGB;
    bool read = png_image_finish_read(image, &black, bytes, 0, NULL) != 0;
    if (read)
        *ret_pixels = from_bytes(bytes, count);
    free(bytes);
    return read ? STATUS_OK : error_set(error, STATUS_INVALID, "%s: %s", path, image->message);
}

enum status png_read(const char *path, uint32_t **ret_pixels, int *ret_w, int *ret_h,
                     struct error *error)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return error_set(error, STATUS_NOT_FOUND, "%s: %s", path, strerror(errno));
    enum status status = STATUS_OK;
    if (!png_image_begin_read_from_stdio(&image, file))
        status = error_set(error, STATUS_INVALID, "%s: %s", path, image.message);
    else
        status = finish_read(&image, path, ret_pixels, error);
    fclose(file);
    if (status == STATUS_OK) {
        *ret_w = (int)image.width;
        *ret_h = (int)image.height;
    }
    return status;
}
