#include "view/screen.h"

#include "support/harness.h"

#include <stdlib.h>

/* The three reference screens of the interface specification, and what its table says of them. */
static void agrees_with_the_table_of_reference_screens(void)
{
    static const struct {
        int w, h, diagonal, distance_mm, w_mm, h_mm, body_em_tenths_mm;
        enum screen_class size_class;
    } cases[] = {
        {1920, 1080, 156, 500, 345, 194, 64, SCREEN_LANDSCAPE},
        {1080, 1920, 215, 600, 268, 476, 76, SCREEN_PORTRAIT},
        {800, 480, 70, 400, 152, 91, 51, SCREEN_SMALL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct screen screen = screen_make(cases[i].w, cases[i].h, cases[i].diagonal, 0, 100);
        EXPECT_INT(screen.distance_mm, cases[i].distance_mm);
        /* The table has whole millimetres. */
        EXPECT(abs(screen_tenths_mm(&screen, screen.w_px) - 10 * cases[i].w_mm) <= 6);
        EXPECT(abs(screen_tenths_mm(&screen, screen.h_px) - 10 * cases[i].h_mm) <= 6);
        EXPECT_INT(screen_class_of(&screen), cases[i].size_class);
        int cap_tenths_um = screen_body_cap_height_26_6(&screen);
        int em_px = cap_tenths_um * 100 / 66 / 64;
        int em_tenths = screen_tenths_mm(&screen, em_px);
        EXPECT(em_tenths >= cases[i].body_em_tenths_mm - 2 &&
               em_tenths <= cases[i].body_em_tenths_mm + 1);
    }
}

static void measures_angles(void)
{
    struct screen screen = screen_make(1920, 1080, 156, 0, 100);
    int tenths = screen_arc_minutes_tenths(&screen, screen_body_cap_height_26_6(&screen));
    EXPECT(tenths >= 286 && tenths <= 290);
    screen.text_size_percent = 150;
    /* At 150 % a capital is at least 0.7 degrees high. */
    EXPECT(screen_arc_minutes_tenths(&screen, screen_body_cap_height_26_6(&screen)) >= 420);
}

static void interface_text_stops_growing_at_150_percent(void)
{
    struct screen at_150 = screen_make(1280, 800, 101, 0, 150),
                  at_200 = screen_make(1280, 800, 101, 0, 200);
    EXPECT_INT(screen_ui_cap_height_26_6(&at_200), screen_ui_cap_height_26_6(&at_150));
    EXPECT(screen_body_cap_height_26_6(&at_200) > screen_body_cap_height_26_6(&at_150));
}

static void converts_there_and_back(void)
{
    struct screen screen = screen_make(1280, 800, 101, 0, 100);
    for (int tenths = 1; tenths < 2000; tenths += 7) {
        int back = screen_tenths_mm(&screen, screen_px(&screen, tenths));
        EXPECT(back >= tenths - 1 && back <= tenths + 1);
    }
    EXPECT_INT(screen_px(&screen, 0), 0);
    EXPECT_INT(screen_px(&screen, 1), 1);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"agrees_with_the_table_of_reference_screens", agrees_with_the_table_of_reference_screens},
        {"measures_angles", measures_angles},
        {"interface_text_stops_growing_at_150_percent",
         interface_text_stops_growing_at_150_percent},
        {"converts_there_and_back", converts_there_and_back},
        {0},
    };
    return harness_run(cases);
}
