#include "view/zoom.h"

#include <stdlib.h>

#include "support/harness.h"

/* A sheet of 3000 x 4000 in a viewport of 1000 x 800 at (100, 50): 600 x 800 at first. */
static const struct rect viewport = {100, 50, 1000, 800};
enum { W = 3000, H = 4000, UNIT = 64 };

static struct zoom begun(void)
{
    struct zoom zoom;
    zoom_init(&zoom, viewport, W, H);
    return zoom;
}

/* Where on the screen, in pixels, a thousandth of the picture's width and height is. */
static struct point seen_at(struct rect frame, int x_milli, int y_milli)
{
    return (struct point){(int)((frame.x + (long long)frame.w * x_milli / 1000) / UNIT),
                          (int)((frame.y + (long long)frame.h * y_milli / 1000) / UNIT)};
}

static void a_picture_fits_in_the_middle(void)
{
    struct zoom zoom = begun();
    EXPECT(
        rect_equals(zoom.frame_26_6, (struct rect){300 * UNIT, 50 * UNIT, 600 * UNIT, 800 * UNIT}));
    EXPECT_INT(zoom_milli(&zoom), 1000);
    zoom_init(&zoom, viewport, 4000, 1000);
    EXPECT(rect_equals(zoom.frame_26_6,
                       (struct rect){100 * UNIT, 325 * UNIT, 1000 * UNIT, 250 * UNIT}));
    EXPECT(!zoom_has_more(&zoom, -1, 0) && !zoom_has_more(&zoom, 0, 1));
}

/* What is under the finger stays there, wherever the edges let it. */
static void zooming_keeps_what_is_under_the_finger(void)
{
    for (int milli = 1500; milli <= 8000; milli += 500) {
        struct zoom zoom = begun();
        struct point finger = {600, 450};
        zoom_to(&zoom, finger, milli, true, 0);
        struct point at = seen_at(zoom.frame_26_6, 500, 500);
        EXPECT(abs(at.x - 600) <= 1 && abs(at.y - 450) <= 1);
        EXPECT(abs(zoom_milli(&zoom) - milli) <= 1);
        zoom_to(&zoom, (struct point){700, 300}, milli / 2, true, 0);
        zoom_to(&zoom, (struct point){700, 300}, ZOOM_FIT_MILLI, true, 0);
        EXPECT(rect_equals(zoom.frame_26_6, zoom.fit_26_6));
    }
}

static void size_has_limits(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 100000, true, 0);
    EXPECT_INT(zoom_milli(&zoom), ZOOM_MAX_MILLI);
    zoom_to(&zoom, (struct point){600, 450}, 3, true, 0);
    EXPECT_INT(zoom_milli(&zoom), ZOOM_FIT_MILLI);
}

/* No gap opens between an edge of the picture and the viewport, however far it is pushed. */
static void edges_stay_outside(void)
{
    static const struct point pushes[] = {{5000, 0}, {-9000, 0}, {0, 7000}, {0, -7000}, {-13, 17}};
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 4000, true, 0);
    for (size_t i = 0; i < sizeof pushes / sizeof *pushes; i++) {
        zoom_pan(&zoom, pushes[i].x, pushes[i].y);
        const struct rect *frame = &zoom.frame_26_6;
        EXPECT(frame->x <= viewport.x * UNIT);
        EXPECT(frame->y <= viewport.y * UNIT);
        EXPECT(frame->x + frame->w >= (viewport.x + viewport.w) * UNIT);
        EXPECT(frame->y + frame->h >= (viewport.y + viewport.h) * UNIT);
        EXPECT_INT(zoom_has_more(&zoom, -1, 0), frame->x < viewport.x * UNIT);
    }
    zoom_pan(&zoom, 100000, 100000);
    EXPECT(!zoom_has_more(&zoom, -1, 0) && zoom_has_more(&zoom, 1, 0));
    EXPECT(!zoom_has_more(&zoom, 0, -1) && zoom_has_more(&zoom, 0, 1));
}

/* Where one side fits and the other does not, that side stays in the middle. */
static void a_side_that_fits_does_not_move(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 1200, true, 0);
    zoom_pan(&zoom, 400, 30);
    EXPECT_INT(zoom.frame_26_6.x + zoom.frame_26_6.w / 2, 600 * UNIT);
    EXPECT_INT(zoom.frame_26_6.y, (450 - 480 + 30) * UNIT);
}

static void a_movement_glides_and_ends(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 2500, false, 1000);
    EXPECT(zoom_is_moving(&zoom));
    int last = zoom_frame(&zoom, 1000).w;
    EXPECT_INT(last, 600 * UNIT);
    for (uint64_t ms = 1016; ms < 1000 + ZOOM_GLIDE_MS; ms += 16) {
        int w = zoom_frame(&zoom, ms).w;
        EXPECT(w > last);
        last = w;
    }
    EXPECT_INT(zoom_frame(&zoom, 1000 + ZOOM_GLIDE_MS).w, 1500 * UNIT);
    EXPECT(!zoom_is_moving(&zoom));
}

/* It sets off at the finger's speed, slows down all the way, and comes a third as far as that speed
 * would have carried it. */
static void a_fling_slows_down(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 8000, true, 0);
    int from = zoom.frame_26_6.x, last = from, last_step = 0;
    zoom_fling(&zoom, 1000, 0, 500);
    for (uint64_t ms = 510; ms <= 500 + ZOOM_FLING_MS; ms += 10) {
        int x = zoom_frame(&zoom, ms).x, step = x - last;
        if (ms == 510)
            EXPECT(abs(step - 10 * UNIT) < UNIT);
        else
            EXPECT(step <= last_step + 1);
        last = x;
        last_step = step;
    }
    EXPECT(abs(last - from - 300 * UNIT) <= UNIT);
    EXPECT(!zoom_is_moving(&zoom));
}

static void a_fling_ends_at_the_edge(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 2000, true, 0);
    zoom_fling(&zoom, 90000, 0, 0);
    EXPECT_INT(zoom_frame(&zoom, 300).x, viewport.x * UNIT);
    EXPECT_INT(zoom_frame(&zoom, 5000).x, viewport.x * UNIT);
    EXPECT(!zoom_is_moving(&zoom));
    zoom_fling(&zoom, 5000, 0, 6000);
    EXPECT(!zoom_is_moving(&zoom)); /* it is there already */
}

static void a_finger_stops_a_fling(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 8000, true, 0);
    zoom_fling(&zoom, -1000, 500, 0);
    struct rect then = zoom_frame(&zoom, 200);
    zoom_stop(&zoom, 200);
    EXPECT(!zoom_is_moving(&zoom));
    EXPECT(rect_equals(zoom_frame(&zoom, 400), then));
}

static void two_fingers_hold_the_picture(void)
{
    struct zoom zoom = begun(), start = begun();
    zoom_pinch(&zoom, &start, (struct point){600, 450}, (struct point){640, 470}, 3000);
    EXPECT_INT(zoom_milli(&zoom), 3000);
    struct point at = seen_at(zoom.frame_26_6, 500, 500);
    EXPECT(abs(at.x - 640) <= 1 && abs(at.y - 470) <= 1);
    zoom_pinch(&zoom, &start, (struct point){600, 450}, (struct point){600, 450}, 100);
    EXPECT(rect_equals(zoom.frame_26_6, zoom.fit_26_6));
    zoom_pinch(&zoom, &start, (struct point){600, 450}, (struct point){600, 450}, 2000000000);
    EXPECT_INT(zoom_milli(&zoom), ZOOM_MAX_MILLI);
}

static void another_viewport_keeps_the_middle(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 3000, true, 0);
    zoom_pan(&zoom, 120, -200);
    struct rect seen = zoom_seen_milli(&zoom);
    zoom_resize(&zoom, (struct rect){0, 0, 600, 800});
    struct rect now = zoom_seen_milli(&zoom);
    EXPECT_INT(zoom_milli(&zoom), 3000);
    EXPECT(abs(seen.x + seen.w / 2 - now.x - now.w / 2) <= 2);
    EXPECT(abs(seen.y + seen.h / 2 - now.y - now.h / 2) <= 2);
}

static void a_part_comes_to_the_middle(void)
{
    struct zoom zoom = begun();
    zoom_to(&zoom, (struct point){600, 450}, 5000, true, 0);
    zoom_show(&zoom, 400, 600);
    struct point at = seen_at(zoom.frame_26_6, 400, 600);
    EXPECT(abs(at.x - 600) <= 1 && abs(at.y - 450) <= 1);
    zoom_show(&zoom, 0, 0);
    EXPECT_INT(zoom.frame_26_6.x, viewport.x * UNIT);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"a picture fits in the middle", a_picture_fits_in_the_middle},
        {"zooming keeps what is under the finger", zooming_keeps_what_is_under_the_finger},
        {"size has limits", size_has_limits},
        {"edges stay outside", edges_stay_outside},
        {"a side that fits does not move", a_side_that_fits_does_not_move},
        {"a movement glides and ends", a_movement_glides_and_ends},
        {"a fling slows down", a_fling_slows_down},
        {"a fling ends at the edge", a_fling_ends_at_the_edge},
        {"a finger stops a fling", a_finger_stops_a_fling},
        {"two fingers hold the picture", two_fingers_hold_the_picture},
        {"another viewport keeps the middle", another_viewport_keeps_the_middle},
        {"a part comes to the middle", a_part_comes_to_the_middle},
        {0},
    };
    return harness_run(cases);
}
