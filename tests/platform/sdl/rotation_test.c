#include "platform/sdl/rotation.h"

#include <string.h>

#include "support/harness.h"

/* What the visitor sees, three wide and two high, as letters. */
static const uint32_t upright[] = {'a', 'b', 'c', 'd', 'e', 'f'};

static void expect_panel(int degrees, int panel_w, int panel_h, const char *letters)
{
    struct rotation rotation = rotation_of_panel(panel_w, panel_h, degrees);
    uint32_t panel[6], back[6];
    char got[7] = "";
    EXPECT_INT(rotation.w, 3);
    EXPECT_INT(rotation.h, 2);
    rotation_pixels(rotation, upright, panel);
    for (int i = 0; i < 6; i++)
        got[i] = (char)panel[i];
    EXPECT_TEXT(got, letters);
    rotation_pixels_back(rotation, panel, back);
    EXPECT(memcmp(back, upright, sizeof upright) == 0);
}

static void pixels_turn_clockwise(void)
{
    expect_panel(0, 3, 2,
                 "abc"
                 "def");
    expect_panel(90, 2, 3,
                 "da"
                 "eb"
                 "fc");
    expect_panel(180, 3, 2,
                 "fed"
                 "cba");
    expect_panel(270, 2, 3,
                 "cf"
                 "be"
                 "ad");
}

/* A rectangle of one pixel must lie where its pixel goes, and a touch there must come back to it.
 */
static void rectangles_and_touches_follow_the_pixels(void)
{
    for (int degrees = 0; degrees < 360; degrees += 90) {
        bool level = degrees % 180 == 0;
        int panel_w = level ? 3 : 2;
        struct rotation rotation = rotation_of_panel(panel_w, level ? 2 : 3, degrees);
        uint32_t panel[6];
        rotation_pixels(rotation, upright, panel);
        for (int i = 0; i < 6; i++) {
            struct rect to = rotation_rect(rotation, (struct rect){i % 3, i / 3, 1, 1});
            EXPECT_INT(panel[to.y * panel_w + to.x], upright[i]);
            struct point back = rotation_back(rotation, (struct point){to.x, to.y});
            EXPECT_INT(back.x, i % 3);
            EXPECT_INT(back.y, i / 3);
        }
    }
}

static void sides_change_places(void)
{
    struct rotation rotation = rotation_of_panel(1920, 1080, 90);
    struct rect to = rotation_rect(rotation, (struct rect){10, 20, 300, 400});
    EXPECT_INT(rotation.w, 1080);
    EXPECT_INT(rotation.h, 1920);
    EXPECT(rect_equals(to, (struct rect){1500, 10, 400, 300}));
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"pixels turn clockwise", pixels_turn_clockwise},
        {"rectangles and touches follow the pixels", rectangles_and_touches_follow_the_pixels},
        {"sides change places", sides_change_places},
        {0},
    });
}
