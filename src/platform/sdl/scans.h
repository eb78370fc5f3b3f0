/* Shows scans of their tiles: the finest that are there, and a list of those that are wanted. */
#ifndef PLATFORM_SDL_SCANS_H
#define PLATFORM_SDL_SCANS_H

#include "draw/list.h"
#include "platform/sdl/textures.h"

/* Tiles of the level that is wanted in one picture, and what one frame asks for in all. */
enum { SCANS_SEEN_MAX = 40, SCANS_WANTED_MAX = 48 };

/* Zeroed: nothing is wanted. */
struct scans {
    struct {
        struct mosaic_tile tile;
        int64_t distance;       /* from the middle of what is seen; the preview comes first */
    } wanted[SCANS_WANTED_MAX]; /* in the order of their urgency */
    size_t wanted_count;
};

/* What drawing works with. */
struct scans_target {
    SDL_Renderer *renderer;
    struct textures *textures;
    struct rotation rotation;
    bool whole_pixels; /* the software renderer cuts fractions off: edges are rounded before */
};

/* Draws a DRAW_PICTURE as far as its tiles are there, and adds to what is wanted. */
void scans_draw(struct scans *scans, const struct scans_target *target,
                const struct draw_item *item);

/* The key of a tile among the textures. */
uint64_t scans_key(const struct mosaic_tile *tile);

#endif
