/* Shows draw lists through SDL's renderer: what the list says, pixel for pixel, in one present.
 *
 * Pages and words are drawn once, kept as textures, and copied from then on. Only the thread that
 * opened the window may call. */
#ifndef PLATFORM_SDL_SINK_H
#define PLATFORM_SDL_SINK_H

#include "draw/list.h"
#include "platform/sdl/window.h"
#include "text/font.h"
#include "text/glyph_page.h"

/* Where the pixels of a page come from when a list shows one that the sink has not: `take` answers
 * page->w × page->h of 0xRRGGBB, malloc'ed, and waits for them if it must. */
struct sink_pages {
    uint32_t *(*take)(void *self, const struct glyph_page *page, enum theme_kind theme);
    void *self;
};

struct sink_config {
    struct window *window;         /* shown already */
    const struct theme *themes;    /* THEME_KIND_COUNT of them */
    const struct font_list *fonts; /* of the labels */
    const char *icons;             /* directory: assets/icons */
    struct sink_pages pages;
};

struct sink;

/* All that the configuration names is borrowed until sink_destroy, which must come before
 * window_close. */
struct sink *sink_create(const struct sink_config *config);

/* Takes NULL. */
void sink_destroy(struct sink *sink);

/* Draws the list; window_read then gives its pixels. */
void sink_draw(struct sink *sink, const struct draw_list *list);

/* Brings to the screen what was drawn. */
void sink_present(struct sink *sink);

/* Whether the page is there already, though perhaps not with all its rows. */
bool sink_has(struct sink *sink, const struct glyph_page *page, enum theme_kind theme);

/* Takes over the pixels of a page that will be shown later. */
void sink_offer(struct sink *sink, const struct glyph_page *page, enum theme_kind theme,
                uint32_t *pixels);

/* Brings one strip of an offered page to the renderer, to be called while nothing moves; false:
 * nothing is left to do. */
bool sink_upload_strip(struct sink *sink);

/* Forgets all pages but these and those of the last frame. */
void sink_keep(struct sink *sink, const struct glyph_page *const *pages, size_t count,
               enum theme_kind theme);

/* The tiles that the frame drawn last lacks, most urgent first; answers how many of at most `room`
 * were written. */
size_t sink_wanted(const struct sink *sink, struct mosaic_tile *tiles, size_t room);

/* Takes over the pixels of a tile, w × h of 0xRRGGBB, malloc'ed; NULL: it cannot be had. The next
 * frame that is drawn shows it. */
void sink_offer_tile(struct sink *sink, const struct mosaic_tile *tile, int w, int h,
                     uint32_t *pixels);

/* How many tiles are kept, at most TEXTURES_TILES_MAX and those of one frame. */
size_t sink_tile_count(const struct sink *sink);

/* Forgets everything: the renderer lost its textures. */
void sink_forget(struct sink *sink);

#endif
