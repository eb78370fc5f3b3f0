#include "draw/mosaic.h"

enum { SUBPIXELS = 64 };

/* A screen pixel may be this many hundredths of a picture's: finer is not seen, coarser is soft. */
enum { ENLARGED_PERCENT_MAX = 110 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A side of the picture at a level: halved and rounded up that many times. */
static int side_at(int side, int level)
{
    return (int)(((int64_t)side + (INT64_C(1) << level) - 1) >> level);
}

int mosaic_level_count(const struct mosaic_picture *picture)
{
    int side = larger(picture->w, picture->h), count = 1;
    if (picture->w <= 0 || picture->h <= 0 || side > MOSAIC_SIDE_MAX_PX)
        return 0;
    while (side_at(side, count - 1) > MOSAIC_TILE_PX)
        count++;
    return count;
}

/* Where the edge before cell `index` of a level lies along one side of the frame. */
static int edge(int side, int level, int index, int from_26_6, int length_26_6)
{
    int64_t at = (int64_t)index * MOSAIC_TILE_PX << level;
    return from_26_6 + (int)(length_26_6 * (at < side ? at : side) / side);
}

/* The cells of a side that meet clip_from ... clip_end: the first, and how many. */
static void find_cells(int side, int level, int from_26_6, int length_26_6, int clip_from,
                       int clip_end, int *ret_first, int *ret_count)
{
    int count = (side_at(side, level) + MOSAIC_TILE_PX - 1) / MOSAIC_TILE_PX, first = 0;
    while (first < count &&
           edge(side, level, first + 1, from_26_6, length_26_6) <= clip_from * SUBPIXELS)
        first++;
    while (count > first &&
           edge(side, level, count - 1, from_26_6, length_26_6) >= clip_end * SUBPIXELS)
        count--;
    *ret_first = first;
    *ret_count = count - first;
}

struct rect mosaic_cells(const struct mosaic_picture *picture, int level, struct rect frame_26_6,
                         struct rect clip)
{
    struct rect cells = {0};
    find_cells(picture->w, level, frame_26_6.x, frame_26_6.w, clip.x, clip.x + clip.w, &cells.x,
               &cells.w);
    find_cells(picture->h, level, frame_26_6.y, frame_26_6.h, clip.y, clip.y + clip.h, &cells.y,
               &cells.h);
    return cells;
}

int mosaic_level_for(const struct mosaic_picture *picture, struct rect frame_26_6, struct rect clip,
                     int tiles_max)
{
    int last = mosaic_level_count(picture) - 1, level = last;
    while (level > 0 && (int64_t)frame_26_6.w * 100 >
                            (int64_t)side_at(picture->w, level) * SUBPIXELS * ENLARGED_PERCENT_MAX)
        level--;
    for (; level < last; level++) {
        struct rect cells = mosaic_cells(picture, level, frame_26_6, clip);
        if (cells.w * cells.h <= tiles_max)
            break;
    }
    return level;
}

static int tile_side(int side, int level, int index)
{
    return smaller(side_at(side, level) - index * MOSAIC_TILE_PX, MOSAIC_TILE_PX);
}

struct point mosaic_tile_size(const struct mosaic_picture *picture, const struct mosaic_tile *tile)
{
    return (struct point){tile_side(picture->w, tile->level, tile->column),
                          tile_side(picture->h, tile->level, tile->row)};
}

struct rect mosaic_tile_frame(const struct mosaic_picture *picture, const struct mosaic_tile *tile,
                              struct rect frame_26_6)
{
    int left = edge(picture->w, tile->level, tile->column, frame_26_6.x, frame_26_6.w);
    int right = edge(picture->w, tile->level, tile->column + 1, frame_26_6.x, frame_26_6.w);
    int top = edge(picture->h, tile->level, tile->row, frame_26_6.y, frame_26_6.h);
    int bottom = edge(picture->h, tile->level, tile->row + 1, frame_26_6.y, frame_26_6.h);
    return (struct rect){left, top, right - left, bottom - top};
}

struct mosaic_tile mosaic_stand_in(const struct mosaic_picture *picture,
                                   const struct mosaic_tile *tile, int steps, struct rect *ret_part)
{
    struct mosaic_tile coarse = {tile->image, tile->level + steps, tile->row >> steps,
                                 tile->column >> steps};
    struct point whole = mosaic_tile_size(picture, &coarse), own = mosaic_tile_size(picture, tile);
    int side = MOSAIC_TILE_PX >> steps;
    int x = (tile->column - (coarse.column << steps)) * side;
    int y = (tile->row - (coarse.row << steps)) * side;
    *ret_part = (struct rect){x, y, smaller(larger(own.x >> steps, 1), whole.x - x),
                              smaller(larger(own.y >> steps, 1), whole.y - y)};
    return coarse;
}

bool mosaic_tile_equals(const struct mosaic_tile *a, const struct mosaic_tile *b)
{
    return a->image == b->image && a->level == b->level && a->row == b->row &&
           a->column == b->column;
}
