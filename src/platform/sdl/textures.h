/* What has been drawn once and is copied from then on: pages, tiles of scans, words, icons, rounded
 * corners.
 *
 * Everything is found again by a 64-bit hash of what it shows. Pages are many megabytes each and
 * are dropped by name (textures_keep); tiles are a megabyte each and go, longest unused first, when
 * there are TEXTURES_TILES_MAX; the rest is small and goes likewise when it is over its limit. */
#ifndef PLATFORM_SDL_TEXTURES_H
#define PLATFORM_SDL_TEXTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>

#include "platform/sdl/rotation.h"

/* A frame of 1920 x 1080 shows up to 40 tiles; the others are those around it and previews. */
enum { TEXTURES_TILES_MAX = 64 };

enum texture_kind { TEXTURE_SMALL, TEXTURE_PAGE, TEXTURE_TILE };

/* A picture in the renderer; borrowed until the next call that adds or drops one. */
struct texture {
    uint64_t key;
    SDL_Texture *handle; /* turned as the panel is; NULL: the renderer refused it */
    int w, h;            /* as the visitor sees it */
    enum texture_kind kind;
    uint32_t *pending; /* pixels of which rows from rows_done on are not in the texture yet */
    int rows_done;
    uint32_t last_frame; /* when it was last looked up */
};

struct textures;

struct textures *textures_create(SDL_Renderer *renderer, int quarters);

/* Takes NULL. */
void textures_destroy(struct textures *textures);

/* Begins a frame: what is looked up from now on is in use. */
void textures_begin_frame(struct textures *textures);

/* Finds a picture and notes its use; NULL: not there. */
struct texture *textures_find(struct textures *textures, uint64_t key);

/* Adds a small picture with alpha, 0xAARRGGBB, not premultiplied. */
struct texture *textures_add(struct textures *textures, uint64_t key, int w, int h,
                             const uint32_t *pixels);

/* Adds an opaque page, 0xRRGGBB. Takes the pixels, malloc'ed, and brings them to the renderer with
 * textures_upload. */
struct texture *textures_add_page(struct textures *textures, uint64_t key, int w, int h,
                                  uint32_t *pixels);

/* The same with a tile of a scan, which is shown at any size. NULL pixels: it cannot be had, and is
 * not asked for again while this is remembered. */
struct texture *textures_add_tile(struct textures *textures, uint64_t key, int w, int h,
                                  uint32_t *pixels);

/* How many tiles are kept. */
size_t textures_tile_count(const struct textures *textures);

/* Brings a page's next rows to the renderer (INT_MAX: all). */
void textures_upload(struct textures *textures, struct texture *texture, int rows);

/* Brings one strip of some page to the renderer; false: nothing was waiting. */
bool textures_upload_strip(struct textures *textures);

/* Drops all pages but these and those of the last frame. */
void textures_keep(struct textures *textures, const uint64_t *keys, size_t count);

/* Drops everything, after the renderer lost it. */
void textures_clear(struct textures *textures);

/* Hashes for keys: begin with TEXTURES_HASH, then add what makes the picture. */
#define TEXTURES_HASH UINT64_C(0xcbf29ce484222325)
uint64_t textures_hash(uint64_t hash, const void *bytes, size_t length);

#endif
