#pragma once

#include <stdbool.h>

/* Draws a sealed letter in the middle of the first display, in the colours of the viewer's own
 * theme (assets/themes/paper.ini), so that there is a picture until the viewer's is. devices is
 * /dev, held open. False if the kernel has no frame buffer there yet; one of other than 16 or 32
 * bits a pixel stays black, and the answer is true. */
bool splash_draw(int devices);
