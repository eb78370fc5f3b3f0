#include "platform/sdl/shapes.h"

/* Points in a pixel, each way. Lengths below are in sixteenths of a pixel, so that the points, in
 * the middle of their cells, have whole coordinates. */
enum { GRID = 8, UNIT = 16, SHADOW_ALPHA = 56 };

static long square(long value)
{
    return value * value;
}

/* The largest whole number whose square is not over `value`. */
static long root(long value)
{
    long low = 0, high = 1;
    while (square(high) <= value)
        high *= 2;
    while (high - low > 1) {
        long middle = (low + high) / 2;
        if (square(middle) <= value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* One pixel of `inner` points of fill and `outer` points of fill and edge together. */
static uint32_t blend(int inner, int outer, uint32_t fill, uint32_t edge)
{
    if (outer == 0)
        return 0;
    uint32_t pixel = (uint32_t)(outer * 255 / (GRID * GRID)) << 24;
    for (int shift = 0; shift <= 16; shift += 8) {
        int a = (int)(fill >> shift & 0xFF), b = (int)(edge >> shift & 0xFF);
        pixel |= (uint32_t)((a * inner + b * (outer - inner) + outer / 2) / outer) << shift;
    }
    return pixel;
}

struct disc {
    long radius, inner; /* in units */
};

static uint32_t disc_pixel(struct disc disc, int x, int y, uint32_t fill, uint32_t edge)
{
    int inside = 0, inner = 0;
    for (int i = 0; i < GRID * GRID; i++) {
        long dx = x * UNIT + i % GRID * 2 + 1 - disc.radius;
        long dy = y * UNIT + i / GRID * 2 + 1 - disc.radius;
        inside += square(dx) + square(dy) <= square(disc.radius);
        inner += disc.inner > 0 && square(dx) + square(dy) <= square(disc.inner);
    }
    return blend(inner, inside, fill, edge);
}

void shapes_disc(int radius, int outline, uint32_t fill, uint32_t edge, uint32_t *pixels)
{
    struct disc disc = {(long)radius * UNIT, (long)(radius - outline) * UNIT};
    for (int y = 0; y < 2 * radius; y++)
        for (int x = 0; x < 2 * radius; x++)
            *pixels++ = disc_pixel(disc, x, y, fill, edge);
}

struct triangle {
    long w, h;     /* pixels */
    long edge_far; /* the edge's thickness as the left side of the inequality in triangle_pixel */
};

static uint32_t triangle_pixel(struct triangle shape, int x, int y, uint32_t fill, uint32_t edge)
{
    int inside = 0, inner = 0;
    for (int i = 0; i < GRID * GRID; i++) {
        long dx = x * UNIT + i % GRID * 2 + 1 - shape.w * UNIT / 2;
        long dy = y * UNIT + i / GRID * 2 + 1;
        /* Twice the area between the point and the nearer side: 0 on it, positive inside. */
        long depth = shape.w * dy - 2 * (dx < 0 ? -dx : dx) * shape.h;
        inside += depth >= 0;
        inner += depth >= shape.edge_far;
    }
    return blend(inner, inside, fill, edge);
}

void shapes_triangle(int w, int h, bool down, int outline, uint32_t fill, uint32_t edge,
                     uint32_t *pixels)
{
    struct triangle shape = {w, h, (long)outline * UNIT * root(4 * square(h) + square(w))};
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            *pixels++ = triangle_pixel(shape, x, down ? h - 1 - y : y, fill, edge);
}

uint8_t shapes_shadow_alpha(int distance, int radius)
{
    long left = radius - distance;
    return left <= 0 ? 0 : (uint8_t)(SHADOW_ALPHA * square(left) / square(radius));
}

void shapes_shadow(int disc, int radius, uint32_t *pixels)
{
    int side = 2 * (disc + radius);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            long dx = x * UNIT + UNIT / 2 - side * UNIT / 2;
            long dy = y * UNIT + UNIT / 2 - side * UNIT / 2;
            int outside = (int)root(square(dx) + square(dy)) - disc * UNIT;
            uint8_t alpha = shapes_shadow_alpha(outside < 0 ? 0 : outside, radius * UNIT);
            *pixels++ = (uint32_t)alpha << 24;
        }
}

void shapes_mask(int w, int h, const uint8_t *coverage, uint32_t color, uint32_t *pixels)
{
    for (int i = 0; i < w * h; i++)
        pixels[i] = (uint32_t)coverage[i] << 24 | color;
}
