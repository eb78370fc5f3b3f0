#pragma once

/* Draws a sealed letter in the middle of the first display, in the colours of the viewer's own
 * theme (assets/themes/paper.ini), so that there is a picture until the viewer's is. Does nothing
 * where the kernel has no frame buffer of 16 or 32 bits a pixel, such as with the screen switched
 * off. */
void splash_draw(void);
