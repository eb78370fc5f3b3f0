/* The interface's own fixed words: one line, one direction, by SDL2_ttf. */
#ifndef PLATFORM_SDL_LABELS_H
#define PLATFORM_SDL_LABELS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/font.h"

struct labels;

/* Opens fonts when they are first needed; borrows the list. */
struct labels *labels_create(const struct font_list *fonts);

/* Takes NULL. */
void labels_destroy(struct labels *labels);

struct label {
    const char *text;
    int32_t em_26_6;
    bool bold;
    const char *lang; /* BCP 47: decides script and direction */
    uint32_t color;   /* 0xRRGGBB */
};

/* Draws a label as 0xAARRGGBB pixels, to be freed; the middle of its capitals is the middle of the
 * picture's height. NULL: no font, or nothing to draw. */
uint32_t *labels_draw(struct labels *labels, const struct label *label, int *ret_w, int *ret_h);

/* Whether labels in this language run from right to left. */
bool labels_rtl(const char *lang);

#endif
