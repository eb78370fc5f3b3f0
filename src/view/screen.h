/* One screen: pixels, millimetres and the type sizes that follow (section 2 of the interface
 * specification). */
#ifndef VIEW_SCREEN_H
#define VIEW_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

enum screen_class { SCREEN_SMALL, SCREEN_PORTRAIT, SCREEN_LANDSCAPE };

struct screen {
    int w_px, h_px;        /* as the visitor sees it */
    int diagonal_um;       /* visible diagonal in micrometres */
    int distance_mm;       /* viewing distance */
    int text_size_percent; /* 100, 125, 150, 200 */
};

/* A screen of w × h pixels and `diagonal_inch_tenths` tenths of an inch; distance_mm 0: by its size
 * (under 9 inches 400, 13 450, 18 500, 26 600, else 700). */
struct screen screen_make(int w_px, int h_px, int diagonal_inch_tenths, int distance_mm,
                          int text_size_percent);

/* S if the short side is under 110 mm, else P if taller than wide, else L. */
enum screen_class screen_class_of(const struct screen *screen);

/* Tenths of a millimetre to whole pixels, rounded; 1 at least for a length over 0. */
int screen_px(const struct screen *screen, int tenths_mm);

/* Pixels to tenths of a millimetre, rounded. */
int screen_tenths_mm(const struct screen *screen, int px);

/* Cap height of body text at the chosen size: distance / 119, in 26.6 pixels. Interface text
 * follows up to 150 %: screen_ui_cap_height_26_6 is before the role's factor. */
int32_t screen_body_cap_height_26_6(const struct screen *screen);
int32_t screen_ui_cap_height_26_6(const struct screen *screen);

/* Cap height in minutes of arc, times ten, as seen from the viewing distance. */
int screen_arc_minutes_tenths(const struct screen *screen, int32_t cap_height_26_6);

#endif
