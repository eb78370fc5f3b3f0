/* Icons: a few strokes and discs on a grid of 24 × 24, read from assets/icons (its README.md has
 * the format) and drawn at any size. */
#ifndef DRAW_ICON_H
#define DRAW_ICON_H

#include <stdint.h>

#include "base/status.h"

/* What a file may ask for. */
enum { ICON_BYTES_MAX = 65536, ICON_SIZE_MAX_PX = 1024 };

struct icon;

/* Reads one icon. STATUS_INVALID names file and line; STATUS_NOT_FOUND, STATUS_IO, STATUS_LIMIT. */
enum status icon_load(const char *path, struct icon **ret_icon, struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void icon_destroy(struct icon *icon);

/* Writes how much of each pixel the icon covers, 0 to 255, into size_px rows of size_px bytes; the
 * grid fills the square. The same on every machine. size_px is 1 to ICON_SIZE_MAX_PX. */
void icon_raster(const struct icon *icon, int size_px, uint8_t *coverage);

#endif
