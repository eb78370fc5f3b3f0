/* Which target a touch or a key means: the part of draw/list.h that looks at targets. */
#include "draw/list.h"

#include <limits.h>
#include <stdlib.h>

/* The part of `whole` on its side of the border with `other`. `first`: which side, where both have
 * one centre. */
static struct rect side_of(struct rect whole, struct rect other, bool first)
{
    const struct rect common = rect_intersection(whole, other);
    const int dx = (2 * other.x + other.w) - (2 * whole.x + whole.w);
    const int dy = (2 * other.y + other.h) - (2 * whole.y + whole.h);
    struct rect side = whole;
    if (common.w == 0 || common.h == 0)
        return whole;
    if (abs(dx) >= abs(dy)) {
        const int middle = common.x + common.w / 2;
        const bool left = dx == 0 ? first : dx > 0;
        side.x = left ? whole.x : middle;
        side.w = left ? middle - whole.x : whole.x + whole.w - middle;
    } else {
        const int middle = common.y + common.h / 2;
        side.y = dy > 0 ? whole.y : middle;
        side.h = dy > 0 ? middle - whole.y : whole.y + whole.h - middle;
    }
    return side;
}

static void keep_to(struct rect *hit, struct rect side)
{
    *hit = rect_intersection(*hit, side);
}

void draw_list_settle_hits(struct draw_list *list)
{
    struct draw_target *targets = list->targets;
    struct rect *whole = arena_alloc(list->arena, list->target_count, sizeof *whole);
    for (size_t i = 0; i < list->target_count; i++)
        whole[i] = targets[i].hit;
    for (size_t i = 0; i < list->target_count; i++) {
        if (targets[i].role != ROLE_MARK)
            continue;
        for (size_t k = i + 1; k < list->target_count && targets[k].role != ROLE_SCROLL; k++)
            if (targets[k].role == ROLE_MARK) {
                keep_to(&targets[i].hit, side_of(whole[i], whole[k], true));
                keep_to(&targets[k].hit, side_of(whole[k], whole[i], false));
            }
    }
}

const struct draw_target *draw_list_scroll_at(const struct draw_list *list, struct point point)
{
    for (size_t i = list->target_count; i > 0; i--) {
        const struct draw_target *target = &list->targets[i - 1];
        if (target->role == ROLE_SCROLL && rect_contains(target->drawn, point))
            return target;
    }
    return NULL;
}

const struct draw_target *draw_list_hit(const struct draw_list *list, struct point point,
                                        int reach_px)
{
    const struct draw_target *ground = draw_list_scroll_at(list, point);
    const struct draw_target *nearest = ground;
    const size_t first = ground == NULL ? 0 : (size_t)(ground - list->targets) + 1;
    long least = (long)reach_px * reach_px + 1;
    for (size_t i = list->target_count; i > first; i--) {
        const struct draw_target *target = &list->targets[i - 1];
        if (target->role == ROLE_SCROLL)
            continue;
        if (rect_contains(target->drawn, point))
            return target;
        const long distance = rect_distance_squared(target->hit, point);
        if (distance < least) {
            least = distance;
            nearest = target;
        }
    }
    return nearest;
}

/* How far `focus` is behind `from` in the direction of going, the whole way round if not ahead. */
static long long steps_ahead(int from, int focus, bool forward)
{
    const long long ahead = forward ? (long long)focus - from : (long long)from - focus;
    return from != 0 && ahead > 0 ? ahead : ahead + 2LL * INT_MAX;
}

const struct draw_target *draw_list_focus_step(const struct draw_list *list, int focus,
                                               bool forward)
{
    const struct draw_target *next = NULL;
    for (size_t i = 0; i < list->target_count; i++) {
        const struct draw_target *target = &list->targets[i];
        if (target->focus > 0 && (next == NULL || steps_ahead(focus, target->focus, forward) <
                                                      steps_ahead(focus, next->focus, forward)))
            next = target;
    }
    return next;
}
