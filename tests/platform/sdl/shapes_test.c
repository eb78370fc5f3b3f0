#include "platform/sdl/shapes.h"

#include "support/harness.h"

enum { FILL = 0x112233, EDGE = 0xAABBCC };

static int alpha(uint32_t pixel)
{
    return (int)(pixel >> 24);
}

/* The area of a circle, within one part in a hundred. */
static void a_disc_covers_its_area(void)
{
    enum { R = 20 };
    uint32_t pixels[4 * R * R];
    long sum = 0;
    shapes_disc(R, 0, FILL, EDGE, pixels);
    for (int i = 0; i < 4 * R * R; i++)
        sum += alpha(pixels[i]);
    long area = 31416L * R * R / 10000;
    EXPECT(sum / 255 > area * 99 / 100 && sum / 255 < area * 101 / 100);
    EXPECT_INT(pixels[0], 0);
    EXPECT_INT(pixels[R * 2 * R + R], 0xFF000000 | FILL);
}

static void a_disc_is_the_same_from_all_sides(void)
{
    enum { R = 7 };
    uint32_t pixels[4 * R * R];
    shapes_disc(R, 2, FILL, EDGE, pixels);
    for (int y = 0; y < 2 * R; y++)
        for (int x = 0; x < 2 * R; x++) {
            EXPECT_INT(pixels[y * 2 * R + x], pixels[y * 2 * R + (2 * R - 1 - x)]);
            EXPECT_INT(pixels[y * 2 * R + x], pixels[x * 2 * R + y]);
        }
}

static void an_edge_is_as_thick_as_asked(void)
{
    enum { R = 16 };
    uint32_t pixels[4 * R * R];
    const uint32_t *middle = pixels + R * 2 * R;
    shapes_disc(R, 3, FILL, EDGE, pixels);
    EXPECT_INT(middle[1], 0xFF000000 | EDGE);
    EXPECT_INT(middle[4], 0xFF000000 | FILL);
}

static void a_triangle_points_up_or_down(void)
{
    enum { W = 16, H = 8 };
    uint32_t up[W * H], down[W * H];
    shapes_triangle(W, H, false, 1, FILL, EDGE, up);
    shapes_triangle(W, H, true, 1, FILL, EDGE, down);
    EXPECT_INT(alpha(up[0]), 0);
    EXPECT(alpha(up[W / 2]) > 0);
    EXPECT_INT(up[(H - 1) * W + W / 2], 0xFF000000 | FILL);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            EXPECT_INT(up[y * W + x], down[(H - 1 - y) * W + x]);
}

static void a_shadow_fades(void)
{
    enum { DISC = 4, R = 6, SIDE = 2 * (DISC + R) };
    uint32_t pixels[SIDE * SIDE];
    int last = 256;
    shapes_shadow(DISC, R, pixels);
    const uint32_t *middle = pixels + SIDE * SIDE / 2;
    EXPECT_INT(alpha(middle[SIDE / 2]), alpha(middle[SIDE / 2 + DISC - 1]));
    for (int x = SIDE / 2 + DISC; x < SIDE; x++) {
        EXPECT(alpha(middle[x]) < last);
        last = alpha(middle[x]);
    }
    EXPECT_INT(alpha(pixels[0]), 0);
    EXPECT(shapes_shadow_alpha(1, 2 * R) > 0);
    EXPECT_INT(shapes_shadow_alpha(2 * R, 2 * R), 0);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a disc covers its area", a_disc_covers_its_area},
        {"a disc is the same from all sides", a_disc_is_the_same_from_all_sides},
        {"an edge is as thick as asked", an_edge_is_as_thick_as_asked},
        {"a triangle points up or down", a_triangle_points_up_or_down},
        {"a shadow fades", a_shadow_fades},
        {0},
    });
}
