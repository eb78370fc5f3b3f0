#include "tiles.h"

#include "base/memory.h"
#include "pyramid.h"
#include "scan.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TILE_BYTES_MAX = 1 << 21, MESSAGE_MAX = 512 };

enum parcel_kind { PARCEL_SIZE, PARCEL_TILE, PARCEL_FAILURE, PARCEL_END };

/* What the working process sends: a head, and so many bytes behind it. */
struct parcel {
    enum parcel_kind kind;
    uint32_t level, row, column; /* or width and height in row and column */
    uint32_t length;
};

/* ---- The working process ---- */

struct work {
    int pipe;
    struct pyramid *pyramid;
};

static void send_bytes(const struct work *work, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = write(work->pipe, at, length);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            _exit(1); /* nobody wants it any more */
        at += sent;
        length -= (size_t)sent;
    }
}

static void send_parcel(const struct work *work, struct parcel parcel, const void *bytes)
{
    send_bytes(work, &parcel, sizeof parcel);
    send_bytes(work, bytes, parcel.length);
}

static void __attribute__((noreturn)) send_failure(void *self, const char *message)
{
    size_t length = strnlen(message, MESSAGE_MAX);
    send_parcel(self, (struct parcel){.kind = PARCEL_FAILURE, .length = (uint32_t)length}, message);
    _exit(1);
}

static void send_tile(void *self, uint32_t level, uint32_t row, uint32_t column,
                      const uint8_t *jpeg, size_t length)
{
    send_parcel(self, (struct parcel){PARCEL_TILE, level, row, column, (uint32_t)length}, jpeg);
}

static void begin_picture(void *self, uint32_t width, uint32_t height)
{
    struct work *work = self;
    const struct pyramid_sink sink = {send_tile, work};
    send_parcel(work, (struct parcel){.kind = PARCEL_SIZE, .row = width, .column = height}, "");
    work->pyramid = pyramid_create(width, height, &sink);
}

static void put_row(void *self, const uint8_t *rgb)
{
    pyramid_row(((struct work *)self)->pyramid, rgb);
}

static void __attribute__((noreturn)) work_on(FILE *file, int pipe)
{
    struct work work = {.pipe = pipe};
    const struct scan_sink sink = {begin_picture, put_row, send_failure, &work};
    scan_read(file, &sink);
    send_parcel(&work, (struct parcel){.kind = PARCEL_END}, "");
    _exit(0);
}

/* ---- This side ---- */

static bool receive(int pipe, void *bytes, size_t length)
{
    char *at = bytes;
    while (length > 0) {
        ssize_t got = read(pipe, at, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

/* One picture as it comes in. */
struct delivery {
    const char *path;
    tiles_take_fn *take;
    void *self;
    uint32_t width, height;
    char *bytes; /* of one parcel; TILE_BYTES_MAX and one more */
};

/* STATUS_END after the last. */
static enum status take_parcel(struct delivery *delivery, int pipe, struct error *error)
{
    struct parcel parcel;
    if (!receive(pipe, &parcel, sizeof parcel) || parcel.length > TILE_BYTES_MAX ||
        !receive(pipe, delivery->bytes, parcel.length))
        return error_set(error, STATUS_INVALID, "%s: cannot be read as a picture; save it anew",
                         delivery->path);
    delivery->bytes[parcel.length] = '\0';
    switch (parcel.kind) {
    case PARCEL_SIZE:
        delivery->width = parcel.row;
        delivery->height = parcel.column;
        return STATUS_OK;
    case PARCEL_TILE:
        return delivery->take(delivery->self, parcel.level, parcel.row, parcel.column,
                              delivery->bytes, parcel.length, error);
    case PARCEL_FAILURE:
        return error_set(error, STATUS_INVALID, "%s: %s", delivery->path, delivery->bytes);
    default:
        return STATUS_END;
    }
}

static enum status take_all(struct delivery *delivery, int pipe, struct error *error)
{
    enum status status;
    delivery->bytes = memory_zeroed(1, TILE_BYTES_MAX + 1);
    do
        status = take_parcel(delivery, pipe, error);
    while (status == STATUS_OK);
    free(delivery->bytes);
    return status == STATUS_END ? STATUS_OK : status;
}

static enum status work_apart(FILE *file, struct delivery *delivery, struct error *error)
{
    int ends[2];
    if (pipe(ends) != 0)
        return error_set(error, STATUS_IO, "%s: %s", delivery->path, strerror(errno));
    pid_t worker = fork();
    if (worker == 0) {
        close(ends[0]);
        work_on(file, ends[1]);
    }
    close(ends[1]);
    enum status status =
        worker < 0 ? error_set(error, STATUS_IO, "%s: %s", delivery->path, strerror(errno))
                   : take_all(delivery, ends[0], error);
    close(ends[0]);
    if (worker > 0) {
        kill(worker, SIGKILL); /* at its end already, unless it is of no use any more */
        waitpid(worker, NULL, 0);
    }
    return status;
}

enum status tiles_make_of(FILE *file, const char *path, tiles_take_fn *take, void *self,
                          uint32_t *ret_width, uint32_t *ret_height, struct error *error)
{
    struct delivery delivery = {.path = path, .take = take, .self = self};
    enum status status = work_apart(file, &delivery, error);
    if (status != STATUS_OK)
        return status;
    *ret_width = delivery.width;
    *ret_height = delivery.height;
    return STATUS_OK;
}

enum status tiles_make(const char *path, tiles_take_fn *take, void *self, uint32_t *ret_width,
                       uint32_t *ret_height, struct error *error)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    enum status status = tiles_make_of(file, path, take, self, ret_width, ret_height, error);
    fclose(file);
    return status;
}
