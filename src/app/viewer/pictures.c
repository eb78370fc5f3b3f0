#include "app/viewer/pictures.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/raster.h"

/* Glyphs of one letter in two sizes and both styles take about half of it. */
enum { GLYPH_CACHE_BYTES = 1 << 20 };

/* A page that is asked for. */
struct order {
    struct worker_job job; /* first, so that a job leads back to its order */
    struct pictures *pictures;
    struct picture picture;
    struct order *next;
};

struct pictures {
    struct worker *worker;
    struct raster *raster; /* the worker's while a job runs */
    const struct theme *themes;
    struct order *orders;
};

struct pictures *pictures_create(struct worker *worker, const struct font_list *fonts,
                                 const struct theme *themes)
{
    struct pictures *pictures = memory_zeroed(1, sizeof *pictures);
    pictures->worker = worker;
    pictures->raster = raster_create(fonts, GLYPH_CACHE_BYTES);
    pictures->themes = themes;
    return pictures;
}

/* On the worker's thread. */
static void make(struct worker_job *job)
{
    struct order *order = (struct order *)job;
    const struct glyph_page *page = order->picture.page;
    struct raster_target target = {.stride = (size_t)page->w, .part = {0, 0, page->w, page->h}};
    target.pixels = memory_resized(NULL, (size_t)page->w * (size_t)page->h, sizeof(uint32_t));
    raster_draw(order->pictures->raster, page, order->pictures->themes[order->picture.theme].colors,
                &target);
    order->picture.pixels = target.pixels;
}

static struct order *find(const struct pictures *pictures, const struct glyph_page *page,
                          enum theme_kind theme)
{
    struct order *order = pictures->orders;
    while (order != NULL && (order->picture.page->id != page->id || order->picture.theme != theme))
        order = order->next;
    return order;
}

static struct order *submit(struct pictures *pictures, const struct glyph_page *page,
                            enum theme_kind theme, int urgency)
{
    struct order *order = memory_zeroed(1, sizeof *order);
    order->job.run = make;
    order->job.urgency = urgency;
    order->pictures = pictures;
    order->picture = (struct picture){glyph_page_retain(page), theme, NULL};
    order->next = pictures->orders;
    pictures->orders = order;
    worker_submit(pictures->worker, &order->job);
    return order;
}

/* Ends an order that the worker has given back; what it holds is the caller's. */
static struct picture close_order(struct pictures *pictures, struct order *order)
{
    struct order **at = &pictures->orders;
    while (*at != order)
        at = &(*at)->next;
    *at = order->next;
    struct picture picture = order->picture;
    free(order);
    return picture;
}

static void drop(struct picture picture)
{
    free(picture.pixels);
    glyph_page_release(picture.page);
}

void pictures_destroy(struct pictures *pictures)
{
    if (pictures == NULL)
        return;
    while (pictures->orders != NULL) {
        struct order *order = pictures->orders;
        if (!worker_cancel(pictures->worker, &order->job))
            worker_await(pictures->worker, &order->job);
        drop(close_order(pictures, order));
    }
    raster_destroy(pictures->raster);
    free(pictures);
}

static bool is_named(const struct order *order, const struct glyph_page *const *pages, size_t count,
                     enum theme_kind theme)
{
    for (size_t i = 0; i < count; i++)
        if (pages[i]->id == order->picture.page->id && order->picture.theme == theme)
            return true;
    return false;
}

void pictures_prepare(struct pictures *pictures, const struct glyph_page *const *pages,
                      size_t count, enum theme_kind theme)
{
    for (struct order *order = pictures->orders, *next; order != NULL; order = next) {
        next = order->next;
        if (!is_named(order, pages, count, theme) && worker_cancel(pictures->worker, &order->job))
            drop(close_order(pictures, order));
    }
    for (size_t i = 0; i < count; i++)
        if (find(pictures, pages[i], theme) == NULL)
            submit(pictures, pages[i], theme, (int)(count - i));
}

uint32_t *pictures_take(struct pictures *pictures, const struct glyph_page *page,
                        enum theme_kind theme)
{
    struct order *order = find(pictures, page, theme);
    if (order == NULL)
        order = submit(pictures, page, theme, 0);
    worker_await(pictures->worker, &order->job);
    struct picture picture = close_order(pictures, order);
    glyph_page_release(picture.page);
    return picture.pixels;
}

bool pictures_take_back(struct pictures *pictures, struct worker_job *job,
                        struct picture *ret_picture)
{
    if (job->run != make)
        return false;
    *ret_picture = close_order(pictures, (struct order *)job);
    return true;
}

bool pictures_await(struct pictures *pictures, struct picture *ret_picture)
{
    struct order *order = pictures->orders;
    if (order == NULL)
        return false;
    worker_await(pictures->worker, &order->job);
    *ret_picture = close_order(pictures, order);
    return true;
}
