/* Pictures of the screen as PNG files. Pixels are XRGB8888, as everywhere: 0xffRRGGBB in the
 * machine's byte order. */
#ifndef PLATFORM_IMAGE_PNG_H
#define PLATFORM_IMAGE_PNG_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* Longest side of a picture that is written or read. */
enum { PNG_SIDE_MAX = 16384 };

/* Writes w x h pixels, rows `stride` pixels apart, without alpha; an existing file is replaced.
 * STATUS_LIMIT for a picture that is empty or too large, STATUS_IO if the file cannot be written.
 */
enum status png_write(const char *path, const uint32_t *pixels, int w, int h, size_t stride,
                      struct error *error) STATUS_CHECKED;

/* Reads a PNG file of any kind, alpha laid over black. The pixels are the caller's, to free().
 * STATUS_NOT_FOUND, STATUS_INVALID for what is not a PNG file or is cut short, STATUS_LIMIT. */
enum status png_read(const char *path, uint32_t **ret_pixels, int *ret_w, int *ret_h,
                     struct error *error) STATUS_CHECKED;

#endif
