/* Which tiles of a large picture a frame needs, and where they go.
 *
 * A picture is a pyramid of levels: level 0 at full size, each further one at half of it, rounded
 * up, the last one a single tile of at most MOSAIC_TILE_PX a side. A frame says where the whole
 * picture lies on the screen, mostly far outside of it; lengths *_26_6 are pixels in 26.6 fixed
 * point, so that a slow movement is even. Edges that two tiles share are computed alike for both:
 * there is no seam between them. */
#ifndef DRAW_MOSAIC_H
#define DRAW_MOSAIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"

enum {
    MOSAIC_TILE_PX = 512,
    MOSAIC_LEVELS_MAX = 8,
    MOSAIC_SIDE_MAX_PX = MOSAIC_TILE_PX << (MOSAIC_LEVELS_MAX - 1)
};

/* A picture: the number that names its tiles, and its size at level 0. */
struct mosaic_picture {
    uint32_t image;
    int w, h;
};

struct mosaic_tile {
    uint32_t image;
    int level, row, column;
};

/* Its levels; 0 for a picture without pixels or with a side over MOSAIC_SIDE_MAX_PX, which has no
 * tiles. */
int mosaic_level_count(const struct mosaic_picture *picture);

/* The coarsest level that has a pixel for each of the screen's (a tenth fewer will do) while the
 * whole picture is at `frame_26_6`; a coarser one where more than `tiles_max` of its tiles would
 * lie in `clip` (pixels). */
int mosaic_level_for(const struct mosaic_picture *picture, struct rect frame_26_6, struct rect clip,
                     int tiles_max);

/* The tiles of a level that lie in `clip`: x first column, y first row, w and h how many. */
struct rect mosaic_cells(const struct mosaic_picture *picture, int level, struct rect frame_26_6,
                         struct rect clip);

/* Size of a tile in its own pixels. */
struct point mosaic_tile_size(const struct mosaic_picture *picture, const struct mosaic_tile *tile);

/* Where a tile lies on the screen, in 26.6. */
struct rect mosaic_tile_frame(const struct mosaic_picture *picture, const struct mosaic_tile *tile,
                              struct rect frame_26_6);

/* The tile of a coarser level (tile->level + `steps`) that shows the same part, and in *ret_part
 * which of its pixels do. */
struct mosaic_tile mosaic_stand_in(const struct mosaic_picture *picture,
                                   const struct mosaic_tile *tile, int steps,
                                   struct rect *ret_part);

bool mosaic_tile_equals(const struct mosaic_tile *a, const struct mosaic_tile *b);

#endif
