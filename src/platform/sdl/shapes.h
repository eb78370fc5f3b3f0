/* Small pictures with soft edges that fills cannot make: 0xAARRGGBB, not premultiplied. Coverage is
 * counted on a grid of 8 × 8 points in each pixel, in integers, so that every machine draws the
 * same. */
#ifndef PLATFORM_SDL_SHAPES_H
#define PLATFORM_SDL_SHAPES_H

#include <stdbool.h>
#include <stdint.h>

/* A disc of `radius` with an edge of `outline` pixels inside it, in 2·radius squared pixels: its
 * quarters are a plate's corners. Colours are 0xRRGGBB. */
void shapes_disc(int radius, int outline, uint32_t fill, uint32_t edge, uint32_t *pixels);

/* A triangle of w × h pixels whose base is the lower side (`down`: the upper) and has no edge;
 * `outline` pixels of edge along the two others. */
void shapes_triangle(int w, int h, bool down, int outline, uint32_t fill, uint32_t edge,
                     uint32_t *pixels);

/* How dark a shadow of `radius` is at a distance from what casts it, both in the same unit: an
 * alpha. */
uint8_t shapes_shadow_alpha(int distance, int radius);

/* A shadow of `radius` around a disc of `disc` pixels radius, dark below the disc too, in
 * 2·(disc + radius) squared pixels: its quarters are a shadow's corners. */
void shapes_shadow(int disc, int radius, uint32_t *pixels);

/* A coverage mask (one byte a pixel) in one colour, 0xRRGGBB. */
void shapes_mask(int w, int h, const uint8_t *coverage, uint32_t color, uint32_t *pixels);

#endif
