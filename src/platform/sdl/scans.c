#include "platform/sdl/scans.h"

enum { SUBPIXELS = 64 };

uint64_t scans_key(const struct mosaic_tile *tile)
{
    int64_t parts[] = {DRAW_PICTURE, tile->image, tile->level, tile->row, tile->column};
    return textures_hash(TEXTURES_HASH, parts, sizeof parts);
}

/* ---- What is wanted ---- */

static void want(struct scans *scans, const struct mosaic_tile *tile, int64_t distance)
{
    size_t at = scans->wanted_count;
    for (size_t i = 0; i < at; i++)
        if (mosaic_tile_equals(&scans->wanted[i].tile, tile))
            return;
    if (at == SCANS_WANTED_MAX)
        return;
    for (; at > 0 && scans->wanted[at - 1].distance > distance; at--)
        scans->wanted[at] = scans->wanted[at - 1];
    scans->wanted[at].tile = *tile;
    scans->wanted[at].distance = distance;
    scans->wanted_count++;
}

static int64_t distance_of(struct rect tile_26_6, struct rect seen)
{
    int64_t dx = (tile_26_6.x + tile_26_6.w / 2) / SUBPIXELS - (seen.x + seen.w / 2);
    int64_t dy = (tile_26_6.y + tile_26_6.h / 2) / SUBPIXELS - (seen.y + seen.h / 2);
    return dx * dx + dy * dy;
}

/* ---- Drawing ---- */

static int rounded(int value_26_6)
{
    return (value_26_6 + SUBPIXELS / 2) >> 6;
}

/* Copies the part of a tile to where `frame_26_6` lies. */
static void copy(const struct scans_target *target, const struct texture *texture, struct rect part,
                 struct rect frame_26_6)
{
    struct rotation screen = target->rotation;
    struct rotation fine = {screen.quarters, screen.w * SUBPIXELS, screen.h * SUBPIXELS};
    struct rect from =
        rotation_rect((struct rotation){screen.quarters, texture->w, texture->h}, part);
    struct rect to = rotation_rect(fine, frame_26_6);
    SDL_Rect source = {from.x, from.y, from.w, from.h};
    SDL_Rect whole = {rounded(to.x), rounded(to.y), rounded(to.x + to.w) - rounded(to.x),
                      rounded(to.y + to.h) - rounded(to.y)};
    SDL_FRect exact = {(float)to.x / SUBPIXELS, (float)to.y / SUBPIXELS, (float)to.w / SUBPIXELS,
                       (float)to.h / SUBPIXELS};
    if (target->whole_pixels)
        SDL_RenderCopy(target->renderer, texture->handle, &source, &whole);
    else
        SDL_RenderCopyF(target->renderer, texture->handle, &source, &exact);
}

/* The tile, or what of a coarser one stands in for it; NULL: none is there. */
static struct texture *find(const struct scans_target *target, const struct mosaic_picture *picture,
                            const struct mosaic_tile *tile, struct rect *ret_part)
{
    int levels = mosaic_level_count(picture);
    for (int steps = 0; tile->level + steps < levels; steps++) {
        struct mosaic_tile shown = mosaic_stand_in(picture, tile, steps, ret_part);
        struct texture *texture = textures_find(target->textures, scans_key(&shown));
        if (texture != NULL && texture->handle != NULL)
            return texture;
    }
    return NULL;
}

static void draw_tile(const struct scans_target *target, const struct draw_item *item,
                      const struct mosaic_tile *tile)
{
    struct rect part;
    struct texture *texture = find(target, &item->picture, tile, &part);
    if (texture == NULL)
        return;
    bool opaque = item->alpha == 255;
    textures_upload(target->textures, texture, texture->h > texture->w ? texture->h : texture->w);
    SDL_SetTextureBlendMode(texture->handle, opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetTextureAlphaMod(texture->handle, item->alpha);
    copy(target, texture, part, mosaic_tile_frame(&item->picture, tile, item->frame_26_6));
}

static void want_missing(struct scans *scans, const struct scans_target *target,
                         const struct draw_item *item, const struct mosaic_tile *tile)
{
    struct rect at = mosaic_tile_frame(&item->picture, tile, item->frame_26_6);
    if (textures_find(target->textures, scans_key(tile)) == NULL)
        want(scans, tile, distance_of(at, item->rect));
}

static void draw_level(struct scans *scans, const struct scans_target *target,
                       const struct draw_item *item, int level)
{
    struct rect cells = mosaic_cells(&item->picture, level, item->frame_26_6, item->rect);
    for (int i = 0; i < cells.w * cells.h; i++) {
        struct mosaic_tile tile = {item->picture.image, level, cells.y + i / cells.w,
                                   cells.x + i % cells.w};
        want_missing(scans, target, item, &tile);
        draw_tile(target, item, &tile);
    }
}

void scans_draw(struct scans *scans, const struct scans_target *target,
                const struct draw_item *item)
{
    int levels = mosaic_level_count(&item->picture);
    struct rect clip = rotation_rect(target->rotation, item->rect);
    if (levels == 0 || clip.w <= 0 || clip.h <= 0)
        return;
    struct mosaic_tile preview = {item->picture.image, levels - 1, 0, 0};
    if (textures_find(target->textures, scans_key(&preview)) == NULL)
        want(scans, &preview, -1);
    SDL_RenderSetClipRect(target->renderer, &(SDL_Rect){clip.x, clip.y, clip.w, clip.h});
    draw_level(scans, target, item,
               mosaic_level_for(&item->picture, item->frame_26_6, item->rect, SCANS_SEEN_MAX));
    SDL_RenderSetClipRect(target->renderer, NULL);
}
