/* Scans that say themselves how they have to be turned: EXIF 2.32, 4.6.4, tag 274, and TIFF 6.0's
 * tag of the same number. 1 is upright; 2 to 4 are mirrored or upside down; 5 to 8 lie on a side.
 * Within tools/bundle/pictures. */
#ifndef PICTURES_TURN_H
#define PICTURES_TURN_H

#include "scan.h"

#include <stddef.h>

enum { TURN_UPRIGHT = 1, TURN_LAST = 8 };

/* Tells a turned picture's rows to another sink, upright: all of it is held meanwhile. */
struct turn {
    const struct scan_sink *to;
    int orientation;
    uint32_t width, height, rows; /* as they come; so far */
    uint8_t *pixels;
};

/* The sink to read into: `to` itself where nothing has to be turned. The picture is refused where
 * it is too large to be held; `turn` and `own` are room for the caller to give. */
const struct scan_sink *turn_begin(struct turn *turn, struct scan_sink *own,
                                   const struct scan_sink *to, int orientation, uint32_t width,
                                   uint32_t height);

/* Behind the last row. */
void turn_end(struct turn *turn);

/* What an Exif segment says, from "Exif" on; TURN_UPRIGHT where it says nothing. */
int turn_of_exif(const uint8_t *bytes, size_t length);

#endif
