#include <stdlib.h>

#include "text/flow_state.h"

/* Hundredths of the sheet's leading between a picture and its caption; a picture is shown at most
 * so many times as large as its pixels. */
enum { CAPTION_GAP = 30, ENLARGED_MOST = 2 };

static const struct facsimile *picture_numbered(const struct flow *flow, unsigned long number)
{
    for (size_t i = 0; i < flow->text.picture_count; i++) {
        const struct facsimile *picture = &flow->text.pictures[i];
        if (picture->number == number && picture->width > 0 && picture->height > 0)
            return picture;
    }
    return NULL;
}

const struct facsimile *flow_picture_of(const struct flow *flow, const struct block *block)
{
    if (block->kind != BLOCK_CAPTION || flow->sheet.picture_height_px <= 0)
        return NULL;
    for (size_t i = 0; i < block->span_count && block->spans[i].start == 0; i++) {
        const struct span *span = &block->spans[i];
        if (span->kind == SPAN_PICTURE && span->end == 0 && span->target)
            return picture_numbered(flow, strtoul(span->target, NULL, 10));
    }
    return NULL;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int at_least_one(int64_t length)
{
    return length < 1 ? 1 : (int)length;
}

/* The box of a picture in the middle of its room. */
static struct rect box_of(const struct flow *flow, const struct facsimile *picture,
                          const struct block_place *place)
{
    int64_t room = (place->right_26_6 - place->left_26_6) / 64;
    int64_t h = smaller(flow->sheet.picture_height_px, (int64_t)picture->height * ENLARGED_MOST);
    int64_t w = smaller(room, (int64_t)picture->width * ENLARGED_MOST);
    struct rect box = {.y = place->top_px};
    box.w = at_least_one(smaller(w, h * picture->width / picture->height));
    box.h = at_least_one(smaller(h, w * picture->height / picture->width));
    box.x = (int)(place->left_26_6 / 64 + (room - box.w) / 2);
    return box;
}

bool flow_picture_set(struct flow *flow, const struct block *block, struct block_place *place,
                      bool captioned)
{
    const struct facsimile *picture = flow_picture_of(flow, block);
    if (!picture)
        return false;
    struct rect box = box_of(flow, picture, place);
    struct flow_line line = {
        .top_px = box.y,
        .height_px = box.h,
        .baseline_px = box.y + box.h,
        .left_px = box.x,
        .right_px = box.x + box.w,
        .block = (uint32_t)(block - flow->text.blocks),
        .kind = block->kind,
        .first = true,
        .last = !captioned,
    };
    store_line(&flow->store, &line);
    struct flow_picture entered = {picture->number, (uint32_t)(flow->store.line_count - 1), box};
    store_picture(&flow->store, &entered);
    struct store_rect ground = {
        .rect = {.rect = box, .shape = SHAPE_RECT, .ink = flow->sheet.inks.mark_pill},
        .object = STORE_NO_OBJECT,
    };
    store_rect(&flow->store, &ground);
    place->top_px += box.h + (captioned ? flow->sheet.leading_px * CAPTION_GAP / 100 : 0);
    place->whole = place->tied = captioned;
    return true;
}
