/* The rotation of the screen: between pixels as the visitor sees them and pixels of the panel. The
 * one place that knows it, for drawing and for touch alike. */
#ifndef PLATFORM_SDL_ROTATION_H
#define PLATFORM_SDL_ROTATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/geometry.h"

/* By how many quarter turns clockwise the picture is turned on the panel (0 to 3), and the size the
 * visitor sees. */
struct rotation {
    int quarters;
    int w, h;
};

/* The rotation of a panel of w × h pixels by 0, 90, 180 or 270 degrees clockwise. */
struct rotation rotation_of_panel(int w, int h, int degrees);

/* A rectangle of the visitor's as one of the panel's. */
struct rect rotation_rect(struct rotation rotation, struct rect rect);

/* A point of the panel as one of the visitor's. */
struct point rotation_back(struct rotation rotation, struct point point);

/* Copies rotation.w × rotation.h pixels, rows without gaps, as the panel has them
 * (rotation_pixels), or the other way (rotation_pixels_back). The two blocks do not overlap. */
void rotation_pixels(struct rotation rotation, const uint32_t *from, uint32_t *to);
void rotation_pixels_back(struct rotation rotation, const uint32_t *from, uint32_t *to);

#endif
