#include "text/glyph_cache.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "base/memory.h"
#include "text/font.h"

enum {
    BUCKETS = 4096,
    SIZE_MOST_26_6 = 2048 * 64, /* no type on any screen is larger; such glyphs stay empty */
    PHASE_26_6 = 64 / GLYPH_PHASES
};

/* One picture, in its bucket's list and in the list by last use. */
struct entry {
    struct glyph_key key;
    struct glyph_image image;
    struct entry *chain;
    struct entry *newer, *older;
    size_t bytes;
    uint8_t coverage[];
};

struct cache_face {
    FT_Face face; /* NULL: not opened, or not to be opened */
    bool tried;
    int32_t size_26_6;
};

struct glyph_cache {
    const struct font_list *fonts;
    FT_Library library;
    struct cache_face *faces;
    size_t face_count;
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
    size_t bytes, limit_bytes;
};

struct glyph_cache *glyph_cache_create(const struct font_list *fonts, size_t limit_bytes)
{
    struct glyph_cache *cache = memory_zeroed(1, sizeof *cache);
    cache->fonts = fonts;
    cache->limit_bytes = limit_bytes;
    cache->face_count = font_list_count(fonts);
    cache->faces = memory_zeroed(cache->face_count + 1, sizeof *cache->faces);
    if (FT_Init_FreeType(&cache->library) != 0)
        cache->library = NULL;
    return cache;
}

void glyph_cache_destroy(struct glyph_cache *cache)
{
    if (cache == NULL)
        return;
    for (struct entry *entry = cache->newest, *older; entry != NULL; entry = older) {
        older = entry->older;
        free(entry);
    }
    if (cache->library != NULL)
        FT_Done_FreeType(cache->library);
    free(cache->faces);
    free(cache);
}

/* Whole steps below or at a length: the same to the left of 0 as to the right. */
static int32_t floor_divided(int32_t length, int32_t step)
{
    return length / step - (length % step < 0);
}

const struct glyph_image *glyph_cache_place(struct glyph_cache *cache,
                                            const struct page_glyph *glyph,
                                            struct point *ret_origin)
{
    int32_t quarter = floor_divided(glyph->x_26_6 + 64 / GLYPH_PHASES / 2, 64 / GLYPH_PHASES);
    int32_t x = floor_divided(quarter, GLYPH_PHASES);
    *ret_origin = (struct point){x, floor_divided(glyph->y_26_6 + 32, 64)};
    return glyph_cache_find(cache,
                            (struct glyph_key){.face = glyph->face,
                                               .glyph = glyph->glyph,
                                               .size_26_6 = glyph->size_26_6,
                                               .phase = (uint32_t)(quarter - x * GLYPH_PHASES)});
}

size_t glyph_cache_bytes(const struct glyph_cache *cache)
{
    return cache->bytes;
}

static size_t bucket_of(struct glyph_key key)
{
    uint32_t hash = key.glyph * 0x9E3779B1u;
    hash ^= ((uint32_t)key.size_26_6 << 2 | key.phase) * 0x85EBCA6Bu;
    hash ^= key.face * 0xC2B2AE35u;
    return (hash ^ hash >> 15) % BUCKETS;
}

static bool key_equals(struct glyph_key a, struct glyph_key b)
{
    return a.face == b.face && a.glyph == b.glyph && a.size_26_6 == b.size_26_6 &&
           a.phase == b.phase;
}

/* ---- The list by last use ----------------------------------------------------------------------
 */

static void unlink_use(struct glyph_cache *cache, struct entry *entry)
{
    *(entry->newer != NULL ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older != NULL ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void link_newest(struct glyph_cache *cache, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static void evict_oldest(struct glyph_cache *cache)
{
    struct entry *oldest = cache->oldest;
    struct entry **link = &cache->buckets[bucket_of(oldest->key)];
    while (*link != oldest)
        link = &(*link)->chain;
    *link = oldest->chain;
    unlink_use(cache, oldest);
    cache->bytes -= oldest->bytes;
    free(oldest);
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

/* The opened face at a size, NULL if that cannot be. */
static FT_Face face_at(struct glyph_cache *cache, uint16_t number, int32_t size_26_6)
{
    if (number >= cache->face_count || cache->library == NULL || size_26_6 <= 0 ||
        size_26_6 > SIZE_MOST_26_6)
        return NULL;
    struct cache_face *face = &cache->faces[number];
    if (!face->tried) {
        int index;
        const char *path = font_list_path(cache->fonts, number, &index);
        face->tried = true;
        if (FT_New_Face(cache->library, path, index, &face->face) != 0)
            face->face = NULL;
    }
    if (face->face == NULL)
        return NULL;
    if (face->size_26_6 != size_26_6) {
        if (FT_Set_Char_Size(face->face, 0, size_26_6, 72, 72) != 0)
            return NULL;
        face->size_26_6 = size_26_6;
    }
    return face->face;
}

/* Draws the glyph into the face's slot; answers NULL for one without an outline. */
static FT_GlyphSlot draw(struct glyph_cache *cache, struct glyph_key key)
{
    FT_Face face = face_at(cache, key.face, key.size_26_6);
    if (face == NULL || FT_Load_Glyph(face, key.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return NULL;
    FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE)
        return NULL;
    FT_Outline_Translate(&slot->outline, (FT_Pos)key.phase * PHASE_26_6, 0);
    return FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 ? slot : NULL;
}

static struct entry *entry_create(struct glyph_cache *cache, struct glyph_key key)
{
    FT_GlyphSlot slot = draw(cache, key);
    size_t w = slot != NULL ? slot->bitmap.width : 0, h = slot != NULL ? slot->bitmap.rows : 0;
    size_t bytes = sizeof(struct entry) + w * h;
    struct entry *entry = memory_zeroed(1, bytes);
    entry->key = key;
    entry->bytes = bytes;
    if (slot == NULL || w == 0 || h == 0)
        return entry;
    entry->image =
        (struct glyph_image){slot->bitmap_left, slot->bitmap_top, (int)w, (int)h, entry->coverage};
    for (size_t row = 0; row < h; row++)
        memcpy(entry->coverage + row * w, slot->bitmap.buffer + (ptrdiff_t)row * slot->bitmap.pitch,
               w);
    return entry;
}

const struct glyph_image *glyph_cache_find(struct glyph_cache *cache, struct glyph_key key)
{
    struct entry **bucket = &cache->buckets[bucket_of(key)];
    struct entry *entry = *bucket;
    while (entry != NULL && !key_equals(entry->key, key))
        entry = entry->chain;
    if (entry != NULL) {
        if (entry != cache->newest) {
            unlink_use(cache, entry);
            link_newest(cache, entry);
        }
        return &entry->image;
    }
    entry = entry_create(cache, key);
    while (cache->oldest != NULL && cache->bytes + entry->bytes > cache->limit_bytes)
        evict_oldest(cache);
    entry->chain = *bucket;
    *bucket = entry;
    link_newest(cache, entry);
    cache->bytes += entry->bytes;
    return &entry->image;
}
