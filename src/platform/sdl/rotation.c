#include "platform/sdl/rotation.h"

struct rotation rotation_of_panel(int w, int h, int degrees)
{
    int quarters = degrees / 90 % 4;
    bool upright = quarters % 2 == 0;
    return (struct rotation){quarters, upright ? w : h, upright ? h : w};
}

struct rect rotation_rect(struct rotation rotation, struct rect rect)
{
    int right = rotation.w - rect.x - rect.w, below = rotation.h - rect.y - rect.h;
    switch (rotation.quarters) {
    case 1:
        return (struct rect){below, rect.x, rect.h, rect.w};
    case 2:
        return (struct rect){right, below, rect.w, rect.h};
    case 3:
        return (struct rect){rect.y, right, rect.h, rect.w};
    default:
        return rect;
    }
}

struct point rotation_back(struct rotation rotation, struct point point)
{
    switch (rotation.quarters) {
    case 1:
        return (struct point){point.y, rotation.h - 1 - point.x};
    case 2:
        return (struct point){rotation.w - 1 - point.x, rotation.h - 1 - point.y};
    case 3:
        return (struct point){rotation.w - 1 - point.y, point.x};
    default:
        return point;
    }
}

/* Where pixel (0, 0) of the visitor's stands in the panel's block, and how far apart neighbours to
 * the right and below it are there. */
struct walk {
    ptrdiff_t first, right, below;
};

static struct walk walk_of(struct rotation rotation)
{
    ptrdiff_t w = rotation.w, h = rotation.h;
    switch (rotation.quarters) {
    case 1:
        return (struct walk){h - 1, h, -1};
    case 2:
        return (struct walk){w * h - 1, -1, -w};
    case 3:
        return (struct walk){(w - 1) * h, -h, 1};
    default:
        return (struct walk){0, 1, w};
    }
}

void rotation_pixels(struct rotation rotation, const uint32_t *from, uint32_t *to)
{
    struct walk walk = walk_of(rotation);
    for (int y = 0; y < rotation.h; y++)
        for (int x = 0; x < rotation.w; x++)
            to[walk.first + x * walk.right + y * walk.below] = *from++;
}

void rotation_pixels_back(struct rotation rotation, const uint32_t *from, uint32_t *to)
{
    struct walk walk = walk_of(rotation);
    for (int y = 0; y < rotation.h; y++)
        for (int x = 0; x < rotation.w; x++)
            *to++ = from[walk.first + x * walk.right + y * walk.below];
}
