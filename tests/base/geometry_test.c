#include "base/geometry.h"

#include "support/harness.h"

static void measures_distance_to_the_nearest_pixel(void)
{
    const struct rect rect = {10, 10, 5, 5};
    EXPECT_INT(rect_distance_squared(rect, (struct point){12, 12}), 0);
    EXPECT_INT(rect_distance_squared(rect, (struct point){14, 14}), 0);
    EXPECT_INT(rect_distance_squared(rect, (struct point){15, 14}), 1);
    EXPECT_INT(rect_distance_squared(rect, (struct point){7, 6}), 9 + 16);
}

static void joins_and_cuts(void)
{
    const struct rect a = {0, 0, 10, 10}, b = {5, 5, 10, 10}, far = {50, 50, 1, 1};
    EXPECT(rect_equals(rect_intersection(a, b), (struct rect){5, 5, 5, 5}));
    EXPECT(rect_equals(rect_union(a, b), (struct rect){0, 0, 15, 15}));
    EXPECT(rect_equals(rect_union((struct rect){0}, b), b));
    EXPECT(rect_intersects(a, b));
    EXPECT(!rect_intersects(a, far));
    EXPECT(!rect_intersects(a, (struct rect){10, 0, 5, 5}));
    EXPECT(rect_contains(a, (struct point){9, 0}));
    EXPECT(!rect_contains(a, (struct point){10, 0}));
    EXPECT(rect_equals(rect_grown(far, 2, 1), (struct rect){48, 49, 5, 3}));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"measures_distance_to_the_nearest_pixel", measures_distance_to_the_nearest_pixel},
        {"joins_and_cuts", joins_and_cuts},
        {0},
    };
    return harness_run(cases);
}
