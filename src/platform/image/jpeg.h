/* Tiles of scans: JPEG files in memory as pixels, XRGB8888 as everywhere. */
#ifndef PLATFORM_IMAGE_JPEG_H
#define PLATFORM_IMAGE_JPEG_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct jpeg_decoder;

/* Holds what one decoding after the other needs; one thread at a time. */
struct jpeg_decoder *jpeg_decoder_create(void);

/* Takes NULL. */
void jpeg_decoder_destroy(struct jpeg_decoder *decoder);

/* Decodes a picture of at most `side_max` pixels a side; the pixels, rows without gaps, are the
 * caller's to free(). STATUS_INVALID for what is no JPEG file or is cut short, STATUS_LIMIT for a
 * larger one. */
enum status jpeg_decode(struct jpeg_decoder *decoder, const void *bytes, size_t length,
                        int side_max, uint32_t **ret_pixels, int *ret_w, int *ret_h,
                        struct error *error) STATUS_CHECKED;

#endif
