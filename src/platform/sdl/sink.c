#include "platform/sdl/sink.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "draw/icon.h"
#include "platform/sdl/labels.h"
#include "platform/sdl/scans.h"
#include "platform/sdl/shapes.h"
#include "platform/sdl/textures.h"
#include "platform/sdl/window_renderer.h"

/* A shadow's corners are as round as those of the plates that cast it: 2 mm to its own 1 mm. The
 * arrow of a popover has an edge an eighth of its width: half a millimetre of four. */
enum { SHADOW_CORNER = 2, ARROW_EDGE_DIVISOR = 8, KEPT_PAGES_MAX = 16, ICON_PATH_SIZE = 4096 };

struct sink {
    struct sink_config config;
    SDL_Renderer *renderer;
    struct textures *textures;
    struct labels *labels;
    struct scans scans;        /* what the last frame wants */
    bool whole_pixels;         /* the renderer draws to whole pixels only */
    struct rotation rotation;  /* of the frame being drawn */
    const struct theme *theme; /* of the frame being drawn */
};

static bool is_software(SDL_Renderer *renderer)
{
    SDL_RendererInfo info;
    return SDL_GetRendererInfo(renderer, &info) == 0 && (info.flags & SDL_RENDERER_SOFTWARE) != 0;
}

struct sink *sink_create(const struct sink_config *config)
{
    struct sink *sink = memory_zeroed(1, sizeof *sink);
    sink->config = *config;
    sink->renderer = window_renderer(config->window);
    sink->textures = textures_create(sink->renderer, window_rotation(config->window).quarters);
    sink->labels = labels_create(config->fonts);
    sink->whole_pixels = is_software(sink->renderer);
    return sink;
}

void sink_destroy(struct sink *sink)
{
    if (sink == NULL)
        return;
    textures_destroy(sink->textures);
    labels_destroy(sink->labels);
    free(sink);
}

static uint32_t color_of(const struct sink *sink, enum theme_token token)
{
    return sink->theme->colors[token];
}

/* Fills the part of `rect` within `clip`. */
static void fill(struct sink *sink, struct rect rect, struct rect clip, uint32_t color,
                 uint8_t alpha)
{
    struct rect panel = rotation_rect(sink->rotation, rect_intersection(rect, clip));
    if (panel.w <= 0 || panel.h <= 0 || alpha == 0)
        return;
    SDL_SetRenderDrawBlendMode(sink->renderer,
                               alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(sink->renderer, color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF,
                           alpha);
    SDL_RenderFillRect(sink->renderer, &(SDL_Rect){panel.x, panel.y, panel.w, panel.h});
}

/* Copies the part of the texture that begins at `source` to the part of `rect` within `clip`. */
static void copy(struct sink *sink, const struct texture *texture, struct point source,
                 struct rect rect, struct rect clip)
{
    struct rect whole = {rect.x - source.x, rect.y - source.y, texture->w, texture->h};
    struct rect seen = rect_intersection(rect_intersection(rect, clip), whole);
    if (texture->handle == NULL || seen.w <= 0 || seen.h <= 0)
        return;
    struct rect part = {seen.x - whole.x, seen.y - whole.y, seen.w, seen.h};
    struct rect from =
        rotation_rect((struct rotation){sink->rotation.quarters, texture->w, texture->h}, part);
    struct rect to = rotation_rect(sink->rotation, seen);
    SDL_RenderCopy(sink->renderer, texture->handle, &(SDL_Rect){from.x, from.y, from.w, from.h},
                   &(SDL_Rect){to.x, to.y, to.w, to.h});
}

static uint64_t key_of(const struct draw_item *item, int a, int b, uint32_t color, uint32_t color2)
{
    int64_t parts[] = {(int64_t)item->kind, a, b, color, color2};
    return textures_hash(TEXTURES_HASH, parts, sizeof parts);
}

static uint64_t page_key(uint64_t id, enum theme_kind theme)
{
    uint64_t parts[] = {DRAW_SURFACE, id, theme};
    return textures_hash(TEXTURES_HASH, parts, sizeof parts);
}

/* Adds pixels made for the purpose and frees them. */
static const struct texture *add(struct sink *sink, uint64_t key, int w, int h, uint32_t *pixels)
{
    const struct texture *texture = textures_add(sink->textures, key, w, h, pixels);
    free(pixels);
    return texture;
}

static uint32_t *pixels_for(int w, int h)
{
    return memory_zeroed((size_t)w * (size_t)h, sizeof(uint32_t));
}

/* The four quarters of a disc or shadow of `radius` in the corners of `outer`. */
static void draw_corners(struct sink *sink, const struct texture *disc, struct rect outer,
                         int radius, struct rect clip)
{
    int right = outer.x + outer.w - radius, below = outer.y + outer.h - radius;
    copy(sink, disc, (struct point){0, 0}, (struct rect){outer.x, outer.y, radius, radius}, clip);
    copy(sink, disc, (struct point){radius, 0}, (struct rect){right, outer.y, radius, radius},
         clip);
    copy(sink, disc, (struct point){0, radius}, (struct rect){outer.x, below, radius, radius},
         clip);
    copy(sink, disc, (struct point){radius, radius}, (struct rect){right, below, radius, radius},
         clip);
}

static const struct texture *find_disc(struct sink *sink, const struct draw_item *item, int radius)
{
    uint32_t face = color_of(sink, item->token), edge = color_of(sink, item->outline);
    uint64_t key = key_of(item, radius, item->outline_px, face, edge);
    const struct texture *found = textures_find(sink->textures, key);
    if (found != NULL)
        return found;
    uint32_t *pixels = pixels_for(2 * radius, 2 * radius);
    shapes_disc(radius, item->outline_px, face, edge, pixels);
    return add(sink, key, 2 * radius, 2 * radius, pixels);
}

/* The straight part of a plate: a cross of fill, and the edge along its four ends. */
static void draw_plate_sides(struct sink *sink, const struct draw_item *item, int radius)
{
    struct rect r = item->rect;
    int line = item->outline_px;
    uint32_t face = color_of(sink, item->token), edge = color_of(sink, item->outline);
    int across = r.w - 2 * radius, down = r.h - 2 * radius;
    struct rect tall = {r.x + radius, r.y + line, across, r.h - 2 * line};
    struct rect left = {r.x + line, r.y + radius, radius - line, down};
    struct rect right = {r.x + r.w - radius, r.y + radius, radius - line, down};
    fill(sink, tall, item->clip, face, item->alpha);
    fill(sink, left, item->clip, face, item->alpha);
    fill(sink, right, item->clip, face, item->alpha);
    if (line == 0)
        return;
    fill(sink, (struct rect){r.x + radius, r.y, across, line}, item->clip, edge, item->alpha);
    fill(sink, (struct rect){r.x + radius, r.y + r.h - line, across, line}, item->clip, edge,
         item->alpha);
    fill(sink, (struct rect){r.x, r.y + radius, line, down}, item->clip, edge, item->alpha);
    fill(sink, (struct rect){r.x + r.w - line, r.y + radius, line, down}, item->clip, edge,
         item->alpha);
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static void draw_plate(struct sink *sink, const struct draw_item *item)
{
    int fits = smaller(item->rect.w, item->rect.h) / 2;
    int radius = smaller(item->radius_px, fits);
    if (radius < item->outline_px)
        radius = smaller(item->outline_px, fits);
    draw_plate_sides(sink, item, radius);
    if (radius <= 0)
        return;
    const struct texture *disc = find_disc(sink, item, radius);
    SDL_SetTextureAlphaMod(disc->handle, item->alpha);
    draw_corners(sink, disc, item->rect, radius, item->clip);
}

static const struct texture *find_shadow(struct sink *sink, const struct draw_item *item)
{
    int radius = item->radius_px;
    uint64_t key = key_of(item, radius, 0, 0, 0);
    const struct texture *found = textures_find(sink->textures, key);
    if (found != NULL)
        return found;
    int side = 2 * (SHADOW_CORNER + 1) * radius;
    uint32_t *pixels = pixels_for(side, side);
    shapes_shadow(SHADOW_CORNER * radius, radius, pixels);
    return add(sink, key, side, side, pixels);
}

static void draw_shadow(struct sink *sink, const struct draw_item *item)
{
    struct rect r = item->rect;
    int radius = item->radius_px, corner = SHADOW_CORNER * radius;
    if (radius <= 0)
        return;
    draw_corners(sink, find_shadow(sink, item), rect_grown(r, radius, radius), corner + radius,
                 item->clip);
    int across = r.w - 2 * corner, down = r.h - 2 * corner;
    for (int i = 0; i < radius; i++) {
        uint8_t alpha = shapes_shadow_alpha(2 * i + 1, 2 * radius);
        fill(sink, (struct rect){r.x + corner, r.y - 1 - i, across, 1}, item->clip, 0, alpha);
        fill(sink, (struct rect){r.x + corner, r.y + r.h + i, across, 1}, item->clip, 0, alpha);
        fill(sink, (struct rect){r.x - 1 - i, r.y + corner, 1, down}, item->clip, 0, alpha);
        fill(sink, (struct rect){r.x + r.w + i, r.y + corner, 1, down}, item->clip, 0, alpha);
    }
}

static void draw_triangle(struct sink *sink, const struct draw_item *item)
{
    int w = item->rect.w, h = item->rect.h;
    if (w <= 0 || h <= 0)
        return;
    uint32_t face = color_of(sink, item->token), edge = color_of(sink, item->outline);
    uint64_t key = key_of(item, w, item->down ? -h : h, face, edge);
    const struct texture *texture = textures_find(sink->textures, key);
    if (texture == NULL) {
        uint32_t *pixels = pixels_for(w, h);
        int outline = w / ARROW_EDGE_DIVISOR > 0 ? w / ARROW_EDGE_DIVISOR : 1;
        shapes_triangle(w, h, item->down, outline, face, edge, pixels);
        texture = add(sink, key, w, h, pixels);
    }
    SDL_SetTextureAlphaMod(texture->handle, item->alpha);
    copy(sink, texture, (struct point){0, 0}, item->rect, item->clip);
}

static const struct texture *find_label(struct sink *sink, const struct draw_item *item)
{
    uint32_t color = color_of(sink, item->token);
    uint64_t key = key_of(item, item->em_26_6, item->bold, color, 0);
    key = textures_hash(key, item->text, strlen(item->text) + 1);
    if (item->lang != NULL)
        key = textures_hash(key, item->lang, strlen(item->lang));
    const struct texture *found = textures_find(sink->textures, key);
    if (found != NULL)
        return found;
    struct label label = {item->text, item->em_26_6, item->bold, item->lang, color};
    int w, h;
    uint32_t *pixels = labels_draw(sink->labels, &label, &w, &h);
    return pixels == NULL ? NULL : add(sink, key, w, h, pixels);
}

static void draw_label(struct sink *sink, const struct draw_item *item)
{
    const struct texture *texture = find_label(sink, item);
    if (texture == NULL)
        return;
    struct rect r = item->rect;
    bool right = (item->align == DRAW_END) != labels_rtl(item->lang);
    int spare = r.w - texture->w;
    int left = item->align == DRAW_CENTER ? spare / 2 : right ? spare : 0;
    struct rect to = {r.x + left, r.y + (r.h - texture->h) / 2, texture->w, texture->h};
    SDL_SetTextureAlphaMod(texture->handle, item->alpha);
    copy(sink, texture, (struct point){0, 0}, to, item->clip);
}

/* The icon in a square of `size` pixels; NULL: it cannot be read, which is complained of once. */
static const struct texture *make_icon(struct sink *sink, uint64_t key, const char *name, int size,
                                       uint32_t color)
{
    char path[ICON_PATH_SIZE];
    struct icon *icon = NULL;
    struct error error;
    uint8_t *coverage = memory_zeroed((size_t)size * (size_t)size, 1);
    uint32_t *pixels = pixels_for(size, size);
    snprintf(path, sizeof path, "%s/%s.icon", sink->config.icons, name);
    if (icon_load(path, &icon, &error) == STATUS_OK)
        icon_raster(icon, size, coverage);
    else
        SDL_LogError(SDL_LOG_CATEGORY_APPLICATION, "%s", error.message);
    icon_destroy(icon);
    shapes_mask(size, size, coverage, color, pixels);
    free(coverage);
    return add(sink, key, size, size, pixels);
}

static void draw_icon(struct sink *sink, const struct draw_item *item)
{
    struct rect r = item->rect;
    int size = smaller(smaller(r.w, r.h), ICON_SIZE_MAX_PX);
    if (size <= 0)
        return;
    uint32_t color = color_of(sink, item->token);
    uint64_t key = textures_hash(key_of(item, size, 0, color, 0), item->text, strlen(item->text));
    const struct texture *texture = textures_find(sink->textures, key);
    if (texture == NULL)
        texture = make_icon(sink, key, item->text, size, color);
    SDL_SetTextureAlphaMod(texture->handle, item->alpha);
    struct rect square = {r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, size};
    copy(sink, texture, (struct point){0, 0}, square, item->clip);
}

static void draw_surface(struct sink *sink, const struct draw_item *item)
{
    const struct glyph_page *page = item->page;
    enum theme_kind theme = (enum theme_kind)(sink->theme - sink->config.themes);
    uint64_t key = page_key(page->id, theme);
    struct texture *texture = textures_find(sink->textures, key);
    if (texture == NULL) {
        uint32_t *pixels = sink->config.pages.take(sink->config.pages.self, page, theme);
        texture = textures_add_page(sink->textures, key, page->w, page->h, pixels);
    }
    textures_upload(sink->textures, texture, INT_MAX);
    bool opaque = item->alpha == 255;
    SDL_SetTextureBlendMode(texture->handle, opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetTextureAlphaMod(texture->handle, item->alpha);
    copy(sink, texture, item->source, item->rect, item->clip);
}

static void draw_picture(struct sink *sink, const struct draw_item *item)
{
    const struct scans_target target = {sink->renderer, sink->textures, sink->rotation,
                                        sink->whole_pixels};
    const struct mosaic_picture *picture = &item->picture;
    struct mosaic_tile preview = {picture->image, mosaic_level_count(picture) - 1, 0, 0};
    if (item->alpha == 255 && textures_find(sink->textures, scans_key(&preview)) == NULL)
        fill(sink, item->rect, item->clip, color_of(sink, item->token), item->alpha);
    scans_draw(&sink->scans, &target, item);
}

static void draw_item(struct sink *sink, const struct draw_item *item)
{
    switch (item->kind) {
    case DRAW_FILL:
        fill(sink, item->rect, item->clip, color_of(sink, item->token), item->alpha);
        break;
    case DRAW_PLATE:
        draw_plate(sink, item);
        break;
    case DRAW_SHADOW:
        draw_shadow(sink, item);
        break;
    case DRAW_LABEL:
        draw_label(sink, item);
        break;
    case DRAW_ICON:
        draw_icon(sink, item);
        break;
    case DRAW_SURFACE:
        draw_surface(sink, item);
        break;
    case DRAW_KIND_COUNT:
        break;
    case DRAW_TRIANGLE:
        draw_triangle(sink, item);
        break;
    case DRAW_PICTURE:
        draw_picture(sink, item);
        break;
    }
}

/* Makes labels that are not there yet first: pages may still be on their way. */
static void draw_words(struct sink *sink, const struct draw_list *list)
{
    for (size_t i = 0; i < list->item_count; i++)
        if (list->items[i].kind == DRAW_LABEL)
            find_label(sink, &list->items[i]);
}

void sink_draw(struct sink *sink, const struct draw_list *list)
{
    sink->rotation = window_rotation(sink->config.window);
    sink->theme = &sink->config.themes[list->theme];
    sink->scans.wanted_count = 0;
    textures_begin_frame(sink->textures);
    draw_words(sink, list);
    for (size_t i = 0; i < list->item_count; i++)
        draw_item(sink, &list->items[i]);
    SDL_RenderFlush(sink->renderer);
}

void sink_present(struct sink *sink)
{
    SDL_RenderPresent(sink->renderer);
}

bool sink_has(struct sink *sink, const struct glyph_page *page, enum theme_kind theme)
{
    return textures_find(sink->textures, page_key(page->id, theme)) != NULL;
}

void sink_offer(struct sink *sink, const struct glyph_page *page, enum theme_kind theme,
                uint32_t *pixels)
{
    textures_add_page(sink->textures, page_key(page->id, theme), page->w, page->h, pixels);
}

bool sink_upload_strip(struct sink *sink)
{
    return textures_upload_strip(sink->textures);
}

void sink_keep(struct sink *sink, const struct glyph_page *const *pages, size_t count,
               enum theme_kind theme)
{
    uint64_t keys[KEPT_PAGES_MAX];
    size_t kept = count < KEPT_PAGES_MAX ? count : KEPT_PAGES_MAX;
    for (size_t i = 0; i < kept; i++)
        keys[i] = page_key(pages[i]->id, theme);
    textures_keep(sink->textures, keys, kept);
}

size_t sink_wanted(const struct sink *sink, struct mosaic_tile *tiles, size_t room)
{
    size_t count = sink->scans.wanted_count < room ? sink->scans.wanted_count : room;
    for (size_t i = 0; i < count; i++)
        tiles[i] = sink->scans.wanted[i].tile;
    return count;
}

void sink_offer_tile(struct sink *sink, const struct mosaic_tile *tile, int w, int h,
                     uint32_t *pixels)
{
    textures_add_tile(sink->textures, scans_key(tile), w, h, pixels);
}

size_t sink_tile_count(const struct sink *sink)
{
    return textures_tile_count(sink->textures);
}

void sink_forget(struct sink *sink)
{
    textures_clear(sink->textures);
}
