#include "view/placement.h"

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

int placement_width(int content_w, int eight_mm, int note_em)
{
    return smaller(content_w - eight_mm, 24 * note_em);
}

int placement_height_max(const struct placement_request *request)
{
    return smaller(request->screen_h * 6 / 10,
                   request->content.h - request->line.h - 2 * request->gap);
}

static struct placement make_sheet(const struct placement_request *request, int height)
{
    const struct rect content = request->content;
    int bottom = content.y + content.h, top = bottom - height;
    int line_bottom = request->line.y + request->line.h;
    return (struct placement){
        .side = PLACEMENT_SHEET,
        .box = {content.x, top, content.w, height},
        .page_shift = larger(0, line_bottom + request->gap - top),
    };
}

/* Kept inside low .. high; low wins where there is no room. */
static int clamp(int value, int low, int high)
{
    return larger(low, smaller(value, high));
}

static struct placement make_popover(const struct placement_request *request, bool below,
                                     int height)
{
    const struct rect content = request->content, line = request->line;
    int center = request->mark.x + request->mark.w / 2;
    int width = request->wanted_w;
    int x = clamp(center - width / 2, content.x + request->inset,
                  content.x + content.w - width - request->inset);
    int y = below ? line.y + line.h + request->gap : line.y - request->gap - height;
    return (struct placement){
        .side = below ? PLACEMENT_BELOW : PLACEMENT_ABOVE,
        .box = {x, y, width, height},
        .arrow_x = clamp(center, x + request->corner, x + width - request->corner),
    };
}

struct placement placement_make(const struct placement_request *request)
{
    int height = smaller(request->wanted_h, placement_height_max(request));
    if (request->always_sheet)
        return make_sheet(request, height);
    int below =
        request->content.y + request->content.h - request->line.y - request->line.h - request->gap;
    int above = request->line.y - request->gap - request->content.y;
    if (below >= height)
        return make_popover(request, true, height);
    if (above >= height)
        return make_popover(request, false, height);
    int side = larger(below, above);
    if (side >= request->six_lines_h)
        return make_popover(request, below >= above, smaller(height, side));
    return make_sheet(request, height);
}
