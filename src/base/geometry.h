/* Points, rectangles and physical lengths on the screen as a visitor sees it (rotation applied). */
#ifndef BASE_GEOMETRY_H
#define BASE_GEOMETRY_H

#include <stdbool.h>

/* Whole pixels. x grows to the right, y down. */
struct point {
    int x, y;
};

/* Covers x <= px < x + w and y <= py < y + h; empty when w or h is not positive. */
struct rect {
    int x, y, w, h;
};

bool rect_contains(struct rect rect, struct point point);
bool rect_intersects(struct rect a, struct rect b);
bool rect_equals(struct rect a, struct rect b);

/* The part common to both; w and h are 0 where there is none. */
struct rect rect_intersection(struct rect a, struct rect b);

/* The smallest rectangle around both; an empty one counts as nothing. */
struct rect rect_union(struct rect a, struct rect b);

/* Grown by dx at the left and the right, and by dy above and below (negative: shrunk). */
struct rect rect_grown(struct rect rect, int dx, int dy);

/* Square of the distance from a point to the nearest pixel of a rectangle; 0 inside. */
long rect_distance_squared(struct rect rect, struct point point);

#endif
