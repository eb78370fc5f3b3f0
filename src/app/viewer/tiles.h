/* The tiles of scans: read and decoded by the worker, most urgent first, so that no finger waits
 * for a picture. */
#ifndef APP_VIEWER_TILES_H
#define APP_VIEWER_TILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/mosaic.h"
#include "platform/posix/worker.h"

struct tiles;

/* Borrows the worker until tiles_destroy. The bundle is opened again, by the worker, when the first
 * tile is wanted: a reader is one thread's. */
struct tiles *tiles_create(struct worker *worker, const char *bundle);

/* Takes NULL. Waits for what is being made. */
void tiles_destroy(struct tiles *tiles);

/* Asks for these tiles, most urgent first, and gives up those asked for earlier that are neither
 * begun nor named again. */
void tiles_prepare(struct tiles *tiles, const struct mosaic_tile *wanted, size_t count);

/* A tile that came: w × h pixels of 0xRRGGBB, the receiver's to free(); NULL: it cannot be had. */
struct tile {
    struct mosaic_tile name;
    uint32_t *pixels;
    int w, h;
};

/* Takes over a job that the worker gave back; false: it is none of these. */
bool tiles_take(struct tiles *tiles, struct worker_job *job, struct tile *ret_tile);

/* Waits for the tile asked for last; false: none is asked for. */
bool tiles_await(struct tiles *tiles, struct tile *ret_tile);

#endif
