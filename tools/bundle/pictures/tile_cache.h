/* Tiles that were made before: a preview builds again and again, and its scans are the same. */
#ifndef PICTURES_TILE_CACHE_H
#define PICTURES_TILE_CACHE_H

#include "bundle/pictures/tiles.h"

/* Like tiles_make; but tiles of a file with the same path, size and time are taken from `folder`,
 * where the first time leaves them. They are no use to another version of the program, and the
 * folder is the caller's to clear. NULL: they are made. */
enum status tile_cache_make(const char *folder, const char *path, tiles_take_fn *take, void *self,
                            uint32_t *ret_width, uint32_t *ret_height,
                            struct error *error) STATUS_CHECKED;

#endif
