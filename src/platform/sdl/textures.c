#include "platform/sdl/textures.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    STRIP_ROWS = 128,          /* 0.6 MB at 1280: a fraction of a frame on every board */
    SMALL_BYTES_MAX = 2 << 20, /* all pictures that are not pages */
    TEXTURES_MAX = 256         /* pictures of both kinds */
};

struct textures {
    SDL_Renderer *renderer;
    int quarters;
    uint32_t frame;
    size_t small_bytes;
    size_t tile_count;
    size_t count;
    struct texture items[TEXTURES_MAX];
};

struct textures *textures_create(SDL_Renderer *renderer, int quarters)
{
    struct textures *textures = memory_zeroed(1, sizeof *textures);
    textures->renderer = renderer;
    textures->quarters = quarters;
    return textures;
}

void textures_destroy(struct textures *textures)
{
    if (textures == NULL)
        return;
    textures_clear(textures);
    free(textures);
}

static size_t bytes_of(const struct texture *texture)
{
    return (size_t)texture->w * (size_t)texture->h * 4;
}

static void drop(struct textures *textures, size_t index)
{
    struct texture *texture = &textures->items[index];
    if (texture->handle != NULL)
        SDL_DestroyTexture(texture->handle);
    if (texture->kind == TEXTURE_SMALL)
        textures->small_bytes -= bytes_of(texture);
    if (texture->kind == TEXTURE_TILE)
        textures->tile_count--;
    free(texture->pending);
    *texture = textures->items[--textures->count];
}

void textures_clear(struct textures *textures)
{
    while (textures->count > 0)
        drop(textures, textures->count - 1);
}

void textures_begin_frame(struct textures *textures)
{
    textures->frame++;
}

struct texture *textures_find(struct textures *textures, uint64_t key)
{
    for (size_t i = 0; i < textures->count; i++)
        if (textures->items[i].key == key) {
            textures->items[i].last_frame = textures->frame;
            return &textures->items[i];
        }
    return NULL;
}

/* The picture of a kind (or, with `any`, of all) that was not used for longest. -1: none but those
 * in use. */
static int oldest(const struct textures *textures, enum texture_kind kind, bool any)
{
    int found = -1;
    for (size_t i = 0; i < textures->count; i++) {
        const struct texture *texture = &textures->items[i];
        if (texture->last_frame == textures->frame || (texture->kind != kind && !any))
            continue;
        if (found < 0 || texture->last_frame < textures->items[found].last_frame)
            found = (int)i;
    }
    return found;
}

static void make_room(struct textures *textures, size_t small_bytes)
{
    int index;
    while (textures->small_bytes + small_bytes > SMALL_BYTES_MAX &&
           (index = oldest(textures, TEXTURE_SMALL, false)) >= 0)
        drop(textures, (size_t)index);
    if (textures->count == TEXTURES_MAX) {
        index = oldest(textures, TEXTURE_SMALL, true);
        drop(textures, index < 0 ? 0 : (size_t)index);
    }
}

static struct texture *append(struct textures *textures, uint64_t key, int w, int h,
                              uint32_t format)
{
    struct rotation rotation = {textures->quarters, w, h};
    struct rect panel = rotation_rect(rotation, (struct rect){0, 0, w, h});
    struct texture *texture = &textures->items[textures->count++];
    *texture = (struct texture){.key = key, .w = w, .h = h, .last_frame = textures->frame};
    texture->handle =
        SDL_CreateTexture(textures->renderer, format, SDL_TEXTUREACCESS_STATIC, panel.w, panel.h);
    if (texture->handle == NULL)
        SDL_LogError(SDL_LOG_CATEGORY_RENDER, "no texture of %d x %d: %s", panel.w, panel.h,
                     SDL_GetError());
    return texture;
}

struct texture *textures_add(struct textures *textures, uint64_t key, int w, int h,
                             const uint32_t *pixels)
{
    make_room(textures, (size_t)w * (size_t)h * 4);
    struct texture *texture = append(textures, key, w, h, SDL_PIXELFORMAT_ARGB8888);
    textures->small_bytes += bytes_of(texture);
    if (texture->handle == NULL)
        return texture;
    struct rotation rotation = {textures->quarters, w, h};
    uint32_t *turned = memory_zeroed((size_t)w * (size_t)h, sizeof *turned);
    rotation_pixels(rotation, pixels, turned);
    SDL_UpdateTexture(texture->handle, NULL, turned,
                      rotation_rect(rotation, (struct rect){0, 0, w, h}).w * 4);
    free(turned);
    SDL_SetTextureBlendMode(texture->handle, SDL_BLENDMODE_BLEND);
    return texture;
}

/* An opaque picture whose rows come later. */
static struct texture *add_opaque(struct textures *textures, uint64_t key, int w, int h,
                                  uint32_t *pixels)
{
    make_room(textures, 0);
    struct texture *texture = append(textures, key, w, h, SDL_PIXELFORMAT_RGB888);
    texture->pending = pixels;
    if (texture->handle != NULL)
        SDL_SetTextureBlendMode(texture->handle, SDL_BLENDMODE_NONE);
    if (textures->quarters != 0) {
        texture->pending = memory_zeroed((size_t)w * (size_t)h, sizeof *pixels);
        rotation_pixels((struct rotation){textures->quarters, w, h}, pixels, texture->pending);
        free(pixels);
    }
    return texture;
}

struct texture *textures_add_page(struct textures *textures, uint64_t key, int w, int h,
                                  uint32_t *pixels)
{
    struct texture *texture = add_opaque(textures, key, w, h, pixels);
    texture->kind = TEXTURE_PAGE;
    return texture;
}

/* What cannot be shown takes no memory in the renderer. */
static struct texture *add_absent(struct textures *textures, uint64_t key)
{
    make_room(textures, 0);
    struct texture *texture = &textures->items[textures->count++];
    *texture = (struct texture){.key = key, .last_frame = textures->frame};
    return texture;
}

struct texture *textures_add_tile(struct textures *textures, uint64_t key, int w, int h,
                                  uint32_t *pixels)
{
    int index;
    while (textures->tile_count >= TEXTURES_TILES_MAX &&
           (index = oldest(textures, TEXTURE_TILE, false)) >= 0)
        drop(textures, (size_t)index);
    struct texture *texture =
        pixels == NULL ? add_absent(textures, key) : add_opaque(textures, key, w, h, pixels);
    texture->kind = TEXTURE_TILE;
    textures->tile_count++;
    if (texture->handle != NULL)
        SDL_SetTextureScaleMode(texture->handle, SDL_ScaleModeLinear);
    return texture;
}

size_t textures_tile_count(const struct textures *textures)
{
    return textures->tile_count;
}

void textures_upload(struct textures *textures, struct texture *texture, int rows)
{
    if (texture->pending == NULL)
        return;
    struct rotation rotation = {textures->quarters, texture->w, texture->h};
    struct rect panel = rotation_rect(rotation, (struct rect){0, 0, texture->w, texture->h});
    int left = panel.h - texture->rows_done;
    SDL_Rect strip = {0, texture->rows_done, panel.w, rows < left ? rows : left};
    if (texture->handle != NULL)
        SDL_UpdateTexture(texture->handle, &strip,
                          texture->pending + (size_t)strip.y * (size_t)panel.w, panel.w * 4);
    texture->rows_done += strip.h;
    if (texture->rows_done < panel.h)
        return;
    free(texture->pending);
    texture->pending = NULL;
}

bool textures_upload_strip(struct textures *textures)
{
    for (size_t i = 0; i < textures->count; i++)
        if (textures->items[i].pending != NULL) {
            textures_upload(textures, &textures->items[i], STRIP_ROWS);
            return true;
        }
    return false;
}

static bool is_kept(const struct textures *textures, const struct texture *texture,
                    const uint64_t *keys, size_t count)
{
    if (texture->kind != TEXTURE_PAGE || texture->last_frame == textures->frame)
        return true;
    for (size_t i = 0; i < count; i++)
        if (keys[i] == texture->key)
            return true;
    return false;
}

void textures_keep(struct textures *textures, const uint64_t *keys, size_t count)
{
    for (size_t i = textures->count; i-- > 0;)
        if (!is_kept(textures, &textures->items[i], keys, count))
            drop(textures, i);
}

uint64_t textures_hash(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
    return hash;
}
