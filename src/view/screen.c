#include "view/screen.h"

#include <stdint.h>

/* Largest whole number whose square is at most `value`. */
static int64_t square_root(int64_t value)
{
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 31; bit > 0; bit >>= 1)
        if ((root + bit) * (root + bit) <= value)
            root += bit;
    return root;
}

static int default_distance_mm(int diagonal_inch_tenths)
{
    static const struct {
        int below_inch_tenths, distance_mm;
    } steps[] = {{90, 400}, {130, 450}, {180, 500}, {260, 600}};
    for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++)
        if (diagonal_inch_tenths < steps[i].below_inch_tenths)
            return steps[i].distance_mm;
    return 700;
}

struct screen screen_make(int w_px, int h_px, int diagonal_inch_tenths, int distance_mm,
                          int text_size_percent)
{
    return (struct screen){
        .w_px = w_px,
        .h_px = h_px,
        .diagonal_um = diagonal_inch_tenths * 2540,
        .distance_mm = distance_mm > 0 ? distance_mm : default_distance_mm(diagonal_inch_tenths),
        .text_size_percent = text_size_percent,
    };
}

/* Pixels along the diagonal, times 1024. */
static int64_t diagonal_px_1024(const struct screen *screen)
{
    int64_t w = screen->w_px, h = screen->h_px;
    return square_root((w * w + h * h) << 20);
}

int screen_px(const struct screen *screen, int tenths_mm)
{
    int64_t micrometres = (int64_t)tenths_mm * 100;
    int64_t scaled = micrometres * diagonal_px_1024(screen) / screen->diagonal_um;
    int px = (int)((scaled + 512) >> 10);
    return px == 0 && tenths_mm > 0 ? 1 : px;
}

int screen_tenths_mm(const struct screen *screen, int px)
{
    int64_t micrometres = ((int64_t)px << 10) * screen->diagonal_um / diagonal_px_1024(screen);
    return (int)((micrometres + (micrometres < 0 ? -50 : 50)) / 100);
}

enum screen_class screen_class_of(const struct screen *screen)
{
    int short_px = screen->w_px < screen->h_px ? screen->w_px : screen->h_px;
    if (screen_tenths_mm(screen, short_px) < 1100)
        return SCREEN_SMALL;
    return screen->h_px > screen->w_px ? SCREEN_PORTRAIT : SCREEN_LANDSCAPE;
}

/* 29 minutes of arc at the viewing distance: distance / 119, at `percent`. */
static int32_t cap_height_26_6(const struct screen *screen, int percent)
{
    int64_t micrometres = screen->distance_mm * INT64_C(1000) * percent / (INT64_C(119) * 100);
    return (int32_t)(micrometres * diagonal_px_1024(screen) * 64 / screen->diagonal_um >> 10);
}

int32_t screen_body_cap_height_26_6(const struct screen *screen)
{
    return cap_height_26_6(screen, screen->text_size_percent);
}

int32_t screen_ui_cap_height_26_6(const struct screen *screen)
{
    return cap_height_26_6(screen,
                           screen->text_size_percent < 150 ? screen->text_size_percent : 150);
}

int screen_arc_minutes_tenths(const struct screen *screen, int32_t cap_height)
{
    /* A radian has 3437.75 minutes; the angles are small enough for their tangents. */
    int64_t micrometres =
        ((int64_t)cap_height << 10) * screen->diagonal_um / 64 / diagonal_px_1024(screen);
    return (int)(micrometres * 34377 / ((int64_t)screen->distance_mm * 1000));
}
