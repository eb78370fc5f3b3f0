#include "base/geometry.h"

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static bool is_empty(struct rect rect)
{
    return rect.w <= 0 || rect.h <= 0;
}

bool rect_contains(struct rect rect, struct point point)
{
    return point.x >= rect.x && point.x < rect.x + rect.w && point.y >= rect.y &&
           point.y < rect.y + rect.h;
}

bool rect_intersects(struct rect a, struct rect b)
{
    return !is_empty(rect_intersection(a, b));
}

bool rect_equals(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

struct rect rect_intersection(struct rect a, struct rect b)
{
    int left = larger(a.x, b.x), top = larger(a.y, b.y);
    int right = smaller(a.x + a.w, b.x + b.w), bottom = smaller(a.y + a.h, b.y + b.h);
    return (struct rect){left, top, larger(right - left, 0), larger(bottom - top, 0)};
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (is_empty(a))
        return b;
    if (is_empty(b))
        return a;
    int left = smaller(a.x, b.x), top = smaller(a.y, b.y);
    int right = larger(a.x + a.w, b.x + b.w), bottom = larger(a.y + a.h, b.y + b.h);
    return (struct rect){left, top, right - left, bottom - top};
}

struct rect rect_grown(struct rect rect, int dx, int dy)
{
    return (struct rect){rect.x - dx, rect.y - dy, rect.w + 2 * dx, rect.h + 2 * dy};
}

/* How far `value` lies outside start .. start + length - 1. */
static long outside(int value, int start, int length)
{
    if (value < start)
        return (long)start - value;
    if (value >= start + length)
        return (long)value - (start + length - 1);
    return 0;
}

long rect_distance_squared(struct rect rect, struct point point)
{
    long dx = outside(point.x, rect.x, rect.w), dy = outside(point.y, rect.y, rect.h);
    return dx * dx + dy * dy;
}
