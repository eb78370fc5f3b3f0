/* Mixing two colours in linear light, as two lamps would: half black and half white is the grey
 * that a fine chequer of both looks like (sRGB 188). */
#ifndef TEXT_BLEND_H
#define TEXT_BLEND_H

#include <stdint.h>

/* The way from light back to sRGB values. */
struct blend {
    uint8_t value[4096];
};

void blend_init(struct blend *blend);

/* 0xffRRGGBB of `coverage` parts in 255 of `ink` over `ground` (0xRRGGBB, the top byte ignored);
 * exact at 0 and 255. */
uint32_t blend_mix(const struct blend *blend, uint32_t ground, uint32_t ink, uint8_t coverage);

/* What to mix for a coverage of a glyph's edge so that type keeps its weight. Mixed as it is, dark
 * type on a light ground looks thinner than the same type light on dark; so where the ink is darker
 * than the ground, coverage c becomes c + k c (1 - c), k three quarters of the difference of their
 * light: found by eye, at 800 x 480 and at 4K. */
uint8_t blend_weight(uint32_t ground, uint32_t ink, uint8_t coverage);

#endif
