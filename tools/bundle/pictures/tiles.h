/* A scan as tiles for the viewer: 512 x 512 JPEG, level 0 at full size, each further one at half of
 * it, the last one tile, the preview. */
#ifndef PICTURES_TILES_H
#define PICTURES_TILES_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Takes one tile; borrowed for the call. What it answers but STATUS_OK ends the work. */
typedef enum status tiles_take_fn(void *self, uint32_t level, uint32_t row, uint32_t column,
                                  const void *jpeg, size_t length, struct error *error);

/* Makes the tiles of a JPEG, PNG or TIFF file in a process of its own, row by row, so that a broken
 * file does no harm here. Sizes in pixels. Failures name the file and what to do: STATUS_NOT_FOUND,
 * STATUS_INVALID (broken, of a kind that is not read, larger than 20,000 pixels a side), STATUS_IO,
 * and what `take` answers. */
enum status tiles_make(const char *path, tiles_take_fn *take, void *self, uint32_t *ret_width,
                       uint32_t *ret_height, struct error *error) STATUS_CHECKED;

/* The same for a file that is open, at its beginning; `path` is its name in messages. */
enum status tiles_make_of(FILE *file, const char *path, tiles_take_fn *take, void *self,
                          uint32_t *ret_width, uint32_t *ret_height,
                          struct error *error) STATUS_CHECKED;

#endif
