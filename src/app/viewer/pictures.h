/* The pixels of pages: asked for ahead of time, made by the worker, waited for only when the
 * visitor is faster. */
#ifndef APP_VIEWER_PICTURES_H
#define APP_VIEWER_PICTURES_H

#include <stddef.h>

#include "draw/theme.h"
#include "platform/posix/worker.h"
#include "text/font.h"
#include "text/glyph_page.h"

struct pictures;

/* Borrows all three until pictures_destroy; `themes` has THEME_KIND_COUNT palettes. */
struct pictures *pictures_create(struct worker *worker, const struct font_list *fonts,
                                 const struct theme *themes);

/* Takes NULL. Waits for what is being made. */
void pictures_destroy(struct pictures *pictures);

/* Asks for these pages, most urgent first, and gives up those asked for earlier that are neither
 * begun nor named again. Pages are shared, not taken. */
void pictures_prepare(struct pictures *pictures, const struct glyph_page *const *pages,
                      size_t count, enum theme_kind theme);

/* The pixels of one page, now: page->w × page->h of 0xRRGGBB, the caller's to free(). */
uint32_t *pictures_take(struct pictures *pictures, const struct glyph_page *page,
                        enum theme_kind theme);

/* A page that was made; the caller frees the pixels and releases the page. */
struct picture {
    const struct glyph_page *page;
    enum theme_kind theme;
    uint32_t *pixels;
};

/* Takes over a job that the worker gave back; false: it is none of these. */
bool pictures_take_back(struct pictures *pictures, struct worker_job *job,
                        struct picture *ret_picture);

/* Waits for a page that is asked for; false: none is. */
bool pictures_await(struct pictures *pictures, struct picture *ret_picture);

#endif
