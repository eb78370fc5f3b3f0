/* A picture under the finger: how large it is shown, and which part of it; section 7 of the
 * interface specification. Lengths *_26_6 are pixels in 26.6 fixed point. */
#ifndef VIEW_ZOOM_H
#define VIEW_ZOOM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/geometry.h"

/* Thousandths of the size at which the whole picture fits its viewport. */
enum { ZOOM_FIT_MILLI = 1000, ZOOM_MAX_MILLI = 8000, ZOOM_CLOSE_MILLI = 2500 };

/* A movement that was asked for, and one that a finger left behind. */
enum { ZOOM_GLIDE_MS = 200, ZOOM_FLING_MS = 900 };

struct zoom {
    struct rect viewport;   /* where the picture may be seen, in pixels */
    int w, h;               /* of the picture: its proportions */
    struct rect fit_26_6;   /* where the whole of it fits */
    struct rect frame_26_6; /* where it lies; while something moves, where that ends */
    struct rect from_26_6;  /* where the movement began */
    uint64_t since_ms;
    int duration_ms; /* 0: at rest */
};

/* The whole of a picture of w × h in the viewport. */
void zoom_init(struct zoom *zoom, struct rect viewport, int w, int h);

/* Another viewport for the same picture: the middle of what was seen stays in the middle, and its
 * size as many times that which fits. */
void zoom_resize(struct zoom *zoom, struct rect viewport);

/* How large the picture is, or is going to be. */
int zoom_milli(const struct zoom *zoom);

/* Where the whole picture lies now; ends a movement that is over. */
struct rect zoom_frame(struct zoom *zoom, uint64_t now_ms);

/* Whether another frame is needed. */
bool zoom_is_moving(const struct zoom *zoom);

/* Stops a movement where it is. */
void zoom_stop(struct zoom *zoom, uint64_t now_ms);

/* To another size, kept within the limits, so that what is at `point` stays there; gliding unless
 * `at_once`. */
void zoom_to(struct zoom *zoom, struct point point, int milli, bool at_once, uint64_t now_ms);

/* Moves the picture by so many pixels at once; its edges do not come inside the viewport. */
void zoom_pan(struct zoom *zoom, int dx_px, int dy_px);

/* The same, gliding. */
void zoom_glide(struct zoom *zoom, int dx_px, int dy_px, bool at_once, uint64_t now_ms);

/* Lets the picture run on after a finger that left it at this speed: it slows down evenly and stops
 * at its edges. */
void zoom_fling(struct zoom *zoom, int vx_px_per_s, int vy_px_per_s, uint64_t now_ms);

/* Places the picture as it was in `start` but `spread_milli` / 1000 times as large about `from`,
 * and moved with it to `to`: two fingers. */
void zoom_pinch(struct zoom *zoom, const struct zoom *start, struct point from, struct point to,
                int spread_milli);

/* The part of the picture that is seen, in thousandths of its width and height. */
struct rect zoom_seen_milli(const struct zoom *zoom);

/* Brings that part of the picture, in thousandths of its width and height, to the middle. */
void zoom_show(struct zoom *zoom, int x_milli, int y_milli);

/* Whether there is more of the picture beyond that side of the viewport: dx, dy one of -1, 0, 1. */
bool zoom_has_more(const struct zoom *zoom, int dx, int dy);

#endif
