#include "view/zoom.h"

enum { SUBPIXELS = 64 };

/* A movement ends a third of the way that the finger's speed would have gone: it slows down as the
 * cube of the time that is left. */
enum { FLING_PARTS = 3 };

/* Finer than any pixel of a way. */
enum { TIME_PARTS = 1 << 20 };

static int64_t clamped(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* ---- Placing -----------------------------------------------------------------------------------
 */

/* Along one side: in the middle where it fits, else so that no gap opens at either edge. */
static int placed(int64_t at, int length, int from_px, int room_px)
{
    int64_t from = (int64_t)from_px * SUBPIXELS, room = (int64_t)room_px * SUBPIXELS;
    if (length <= room)
        return (int)(from + (room - length) / 2);
    return (int)clamped(at, from + room - length, from);
}

static struct rect kept_inside(const struct zoom *zoom, struct rect frame)
{
    const struct rect *viewport = &zoom->viewport;
    frame.x = placed(frame.x, frame.w, viewport->x, viewport->w);
    frame.y = placed(frame.y, frame.h, viewport->y, viewport->h);
    return frame;
}

static struct rect fitted(struct rect viewport, int w, int h)
{
    bool by_width = (int64_t)viewport.w * h < (int64_t)viewport.h * w;
    int64_t length =
        by_width ? (int64_t)viewport.w * SUBPIXELS : (int64_t)viewport.h * SUBPIXELS * w / h;
    return (struct rect){0, 0, (int)length, (int)(length * h / w)};
}

void zoom_init(struct zoom *zoom, struct rect viewport, int w, int h)
{
    *zoom = (struct zoom){.viewport = viewport, .w = w > 0 ? w : 1, .h = h > 0 ? h : 1};
    zoom->fit_26_6 = kept_inside(zoom, fitted(viewport, zoom->w, zoom->h));
    zoom->frame_26_6 = zoom->fit_26_6;
}

/* The frame at `milli` so that the part of it under `point` stays there. */
static struct rect scaled(const struct zoom *zoom, struct rect frame, struct point point,
                          int64_t milli)
{
    int64_t x = (int64_t)point.x * SUBPIXELS, y = (int64_t)point.y * SUBPIXELS;
    struct rect larger = {0, 0, (int)(zoom->fit_26_6.w * milli / ZOOM_FIT_MILLI),
                          (int)(zoom->fit_26_6.h * milli / ZOOM_FIT_MILLI)};
    if (frame.w <= 0 || frame.h <= 0)
        return zoom->fit_26_6;
    larger.x = (int)(x - (x - frame.x) * larger.w / frame.w);
    larger.y = (int)(y - (y - frame.y) * larger.h / frame.h);
    return larger;
}

static struct point middle(struct rect rect)
{
    return (struct point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

int zoom_milli(const struct zoom *zoom)
{
    if (zoom->fit_26_6.w <= 0)
        return ZOOM_FIT_MILLI;
    return (int)((int64_t)zoom->frame_26_6.w * ZOOM_FIT_MILLI / zoom->fit_26_6.w);
}

void zoom_resize(struct zoom *zoom, struct rect viewport)
{
    int milli = zoom_milli(zoom);
    struct point was = middle(zoom->viewport), is = middle(viewport);
    struct rect frame = zoom->frame_26_6;
    zoom_init(zoom, viewport, zoom->w, zoom->h);
    frame.x += (is.x - was.x) * SUBPIXELS;
    frame.y += (is.y - was.y) * SUBPIXELS;
    zoom->frame_26_6 = kept_inside(zoom, scaled(zoom, frame, is, milli));
}

/* ---- Movement ----------------------------------------------------------------------------------
 */

/* On the way from a to b, `left` (of TIME_PARTS) before its end. */
static int between(int a, int b, int64_t left)
{
    int64_t rest = left * left / TIME_PARTS * left / TIME_PARTS;
    return (int)(b - ((int64_t)b - a) * rest / TIME_PARTS);
}

struct rect zoom_frame(struct zoom *zoom, uint64_t now_ms)
{
    const struct rect *from = &zoom->from_26_6, *to = &zoom->frame_26_6;
    uint64_t elapsed = now_ms - zoom->since_ms;
    if (zoom->duration_ms > 0 && elapsed >= (uint64_t)zoom->duration_ms) {
        zoom->duration_ms = 0;
        zoom->frame_26_6 = kept_inside(zoom, zoom->frame_26_6);
    }
    if (zoom->duration_ms == 0)
        return zoom->frame_26_6;
    int64_t left = TIME_PARTS - (int64_t)elapsed * TIME_PARTS / zoom->duration_ms;
    return kept_inside(zoom,
                       (struct rect){between(from->x, to->x, left), between(from->y, to->y, left),
                                     between(from->w, to->w, left), between(from->h, to->h, left)});
}

bool zoom_is_moving(const struct zoom *zoom)
{
    return zoom->duration_ms > 0;
}

void zoom_stop(struct zoom *zoom, uint64_t now_ms)
{
    zoom->frame_26_6 = zoom_frame(zoom, now_ms);
    zoom->duration_ms = 0;
}

static void move_to(struct zoom *zoom, struct rect frame, int duration_ms, uint64_t now_ms)
{
    zoom->from_26_6 = zoom_frame(zoom, now_ms);
    zoom->frame_26_6 = frame;
    zoom->since_ms = now_ms;
    zoom->duration_ms = rect_equals(frame, zoom->from_26_6) ? 0 : duration_ms;
}

void zoom_to(struct zoom *zoom, struct point point, int milli, bool at_once, uint64_t now_ms)
{
    milli = (int)clamped(milli, ZOOM_FIT_MILLI, ZOOM_MAX_MILLI);
    struct rect frame = scaled(zoom, zoom_frame(zoom, now_ms), point, milli);
    move_to(zoom, kept_inside(zoom, frame), at_once ? 0 : ZOOM_GLIDE_MS, now_ms);
}

void zoom_pan(struct zoom *zoom, int dx_px, int dy_px)
{
    struct rect frame = zoom->frame_26_6;
    frame.x += dx_px * SUBPIXELS;
    frame.y += dy_px * SUBPIXELS;
    zoom->frame_26_6 = kept_inside(zoom, frame);
    zoom->duration_ms = 0;
}

void zoom_glide(struct zoom *zoom, int dx_px, int dy_px, bool at_once, uint64_t now_ms)
{
    struct rect frame = zoom_frame(zoom, now_ms);
    frame.x += dx_px * SUBPIXELS;
    frame.y += dy_px * SUBPIXELS;
    move_to(zoom, kept_inside(zoom, frame), at_once ? 0 : ZOOM_GLIDE_MS, now_ms);
}

/* The way is not cut at the edge, or the picture would set off more slowly than the finger. */
void zoom_fling(struct zoom *zoom, int vx_px_per_s, int vy_px_per_s, uint64_t now_ms)
{
    struct rect frame = zoom_frame(zoom, now_ms);
    frame.x += (int)((int64_t)vx_px_per_s * SUBPIXELS * ZOOM_FLING_MS / 1000 / FLING_PARTS);
    frame.y += (int)((int64_t)vy_px_per_s * SUBPIXELS * ZOOM_FLING_MS / 1000 / FLING_PARTS);
    bool stuck = rect_equals(kept_inside(zoom, frame), zoom->frame_26_6);
    move_to(zoom, stuck ? zoom->frame_26_6 : frame, ZOOM_FLING_MS, now_ms);
}

void zoom_pinch(struct zoom *zoom, const struct zoom *start, struct point from, struct point to,
                int spread_milli)
{
    int64_t milli = (int64_t)zoom_milli(start) * spread_milli / 1000;
    struct rect frame =
        scaled(zoom, start->frame_26_6, from, clamped(milli, ZOOM_FIT_MILLI, ZOOM_MAX_MILLI));
    frame.x += (to.x - from.x) * SUBPIXELS;
    frame.y += (to.y - from.y) * SUBPIXELS;
    zoom->frame_26_6 = kept_inside(zoom, frame);
    zoom->duration_ms = 0;
}

/* ---- What is seen ------------------------------------------------------------------------------
 */

static void find_seen(int at, int length, int from_px, int room_px, int *ret_at, int *ret_length)
{
    int64_t from = (int64_t)from_px * SUBPIXELS - at, end = from + (int64_t)room_px * SUBPIXELS;
    int64_t first = clamped(from, 0, length), last = clamped(end, 0, length);
    *ret_at = (int)(first * 1000 / length);
    *ret_length = (int)(last * 1000 / length) - *ret_at;
}

struct rect zoom_seen_milli(const struct zoom *zoom)
{
    const struct rect *frame = &zoom->frame_26_6, *viewport = &zoom->viewport;
    struct rect seen = {0, 0, 1000, 1000};
    if (frame->w <= 0 || frame->h <= 0)
        return seen;
    find_seen(frame->x, frame->w, viewport->x, viewport->w, &seen.x, &seen.w);
    find_seen(frame->y, frame->h, viewport->y, viewport->h, &seen.y, &seen.h);
    return seen;
}

void zoom_show(struct zoom *zoom, int x_milli, int y_milli)
{
    struct rect frame = zoom->frame_26_6;
    struct point center = middle(zoom->viewport);
    frame.x = center.x * SUBPIXELS - (int)((int64_t)frame.w * x_milli / 1000);
    frame.y = center.y * SUBPIXELS - (int)((int64_t)frame.h * y_milli / 1000);
    zoom->frame_26_6 = kept_inside(zoom, frame);
    zoom->duration_ms = 0;
}

bool zoom_has_more(const struct zoom *zoom, int dx, int dy)
{
    const struct rect *frame = &zoom->frame_26_6, *viewport = &zoom->viewport;
    int right = (viewport->x + viewport->w) * SUBPIXELS,
        below = (viewport->y + viewport->h) * SUBPIXELS;
    return (dx < 0 && frame->x < viewport->x * SUBPIXELS) ||
           (dx > 0 && frame->x + frame->w > right) ||
           (dy < 0 && frame->y < viewport->y * SUBPIXELS) ||
           (dy > 0 && frame->y + frame->h > below);
}
