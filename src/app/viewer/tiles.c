#include "app/viewer/tiles.h"

#include <stdlib.h>

#include "base/memory.h"
#include "bundle/reader.h"
#include "platform/image/jpeg.h"

/* What is on the screen comes before the pages that a next touch may show. */
enum { URGENCY_SEEN = 1000 };

/* A tile that is asked for. */
struct order {
    struct worker_job job; /* first, so that a job leads back to its order */
    struct tiles *tiles;
    struct tile tile;
    struct order *next;
};

struct tiles {
    struct worker *worker;
    char *bundle;
    struct order *orders;
    /* The worker's while a job runs. */
    struct bundle_reader *reader;
    struct jpeg_decoder *decoder;
    struct arena *arena;
    bool refused; /* the bundle cannot be read again */
};

struct tiles *tiles_create(struct worker *worker, const char *bundle)
{
    struct tiles *tiles = memory_zeroed(1, sizeof *tiles);
    tiles->worker = worker;
    tiles->bundle = memory_string(bundle);
    tiles->decoder = jpeg_decoder_create();
    tiles->arena = arena_create();
    return tiles;
}

static enum status read(struct tiles *tiles, struct tile *tile)
{
    const struct mosaic_tile *name = &tile->name;
    const void *jpeg;
    size_t length;
    const struct letter_source source = bundle_reader_source(tiles->reader);
    arena_reset(tiles->arena);
    enum status status =
        source.calls->tile(source.self, name->image, (uint32_t)name->level, (uint32_t)name->row,
                           (uint32_t)name->column, tiles->arena, &jpeg, &length, NULL);
    if (status == STATUS_OK)
        status = jpeg_decode(tiles->decoder, jpeg, length, MOSAIC_TILE_PX, &tile->pixels, &tile->w,
                             &tile->h, NULL);
    return status;
}

/* On the worker's thread. A tile that cannot be read stays without pixels: a coarser one is shown
 * in its place. */
static void make(struct worker_job *job)
{
    struct order *order = (struct order *)job;
    struct tiles *tiles = order->tiles;
    if (tiles->reader == NULL && !tiles->refused)
        tiles->refused = bundle_reader_open(tiles->bundle, &tiles->reader, NULL) != STATUS_OK;
    if (tiles->refused || read(tiles, &order->tile) != STATUS_OK)
        order->tile.pixels = NULL;
}

/* Ends an order that the worker has given back; what it holds is the caller's. */
static struct tile close_order(struct tiles *tiles, struct order *order)
{
    struct order **at = &tiles->orders;
    while (*at != order)
        at = &(*at)->next;
    *at = order->next;
    struct tile tile = order->tile;
    free(order);
    return tile;
}

void tiles_destroy(struct tiles *tiles)
{
    if (tiles == NULL)
        return;
    while (tiles->orders != NULL) {
        struct order *order = tiles->orders;
        if (!worker_cancel(tiles->worker, &order->job))
            worker_await(tiles->worker, &order->job);
        free(close_order(tiles, order).pixels);
    }
    bundle_reader_close(tiles->reader);
    jpeg_decoder_destroy(tiles->decoder);
    arena_destroy(tiles->arena);
    free(tiles->bundle);
    free(tiles);
}

static bool is_wanted(const struct mosaic_tile *name, const struct mosaic_tile *wanted,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mosaic_tile_equals(name, &wanted[i]))
            return true;
    return false;
}

static bool is_ordered(const struct tiles *tiles, const struct mosaic_tile *name)
{
    const struct order *order = tiles->orders;
    while (order != NULL && !mosaic_tile_equals(&order->tile.name, name))
        order = order->next;
    return order != NULL;
}

static void submit(struct tiles *tiles, const struct mosaic_tile *name, int urgency)
{
    struct order *order = memory_zeroed(1, sizeof *order);
    order->job.run = make;
    order->job.urgency = urgency;
    order->tiles = tiles;
    order->tile.name = *name;
    order->next = tiles->orders;
    tiles->orders = order;
    worker_submit(tiles->worker, &order->job);
}

void tiles_prepare(struct tiles *tiles, const struct mosaic_tile *wanted, size_t count)
{
    for (struct order *order = tiles->orders, *next; order != NULL; order = next) {
        next = order->next;
        if (!is_wanted(&order->tile.name, wanted, count) &&
            worker_cancel(tiles->worker, &order->job))
            close_order(tiles, order);
    }
    for (size_t i = 0; i < count; i++)
        if (!is_ordered(tiles, &wanted[i]))
            submit(tiles, &wanted[i], URGENCY_SEEN - (int)i);
}

bool tiles_take(struct tiles *tiles, struct worker_job *job, struct tile *ret_tile)
{
    if (job->run != make)
        return false;
    *ret_tile = close_order(tiles, (struct order *)job);
    return true;
}

bool tiles_await(struct tiles *tiles, struct tile *ret_tile)
{
    struct order *order = tiles->orders;
    if (order == NULL)
        return false;
    worker_await(tiles->worker, &order->job);
    *ret_tile = close_order(tiles, order);
    return true;
}
