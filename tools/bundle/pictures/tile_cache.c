#include "bundle/pictures/tile_cache.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TILE_BYTES_MAX = 16 << 20 };

/* What stands before the bytes of each tile. Behind the last one: `length` 0, the picture's size in
 * row and column. */
struct head {
    uint32_t level, row, column, length;
};

/* A file of tiles while it is written. */
struct keeping {
    FILE *file;
    bool failed;
    tiles_take_fn *take;
    void *self;
};

/* FNV-1a, 64 bits: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash(uint64_t value, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        value = (value ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    return value;
}

static bool name_file(const char *folder, const char *path, struct buffer *ret_name)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return false;
    uint64_t name = hash(UINT64_C(14695981039346656037), path, strlen(path));
    name = hash(name, &about.st_size, sizeof about.st_size);
    name = hash(name, &about.st_mtim, sizeof about.st_mtim);
    buffer_format(ret_name, "%s/%016" PRIx64 ".tiles", folder, name);
    return true;
}

/* ---- Taken from the folder ---------------------------------------------------------------------
 */

static enum status replay_all(FILE *file, const char *name, tiles_take_fn *take, void *self,
                              struct head *ret_end, struct error *error)
{
    struct head head;
    void *bytes = NULL;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && fread(&head, sizeof head, 1, file) == 1 && head.length > 0 &&
           head.length <= TILE_BYTES_MAX) {
        bytes = memory_resized(bytes, head.length, 1);
        if (fread(bytes, head.length, 1, file) != 1)
            break;
        status = take(self, head.level, head.row, head.column, bytes, head.length, error);
    }
    free(bytes);
    *ret_end = head;
    if (status == STATUS_OK && head.length > 0)
        status = error_set(error, STATUS_IO, "%s: cut short; start again", name);
    return status;
}

static enum status replay(const char *name, tiles_take_fn *take, void *self, uint32_t *ret_width,
                          uint32_t *ret_height, struct error *error)
{
    struct head end = {.length = 1};
    FILE *file = fopen(name, "rbe");
    if (file == NULL)
        return STATUS_NOT_FOUND;
    enum status status = replay_all(file, name, take, self, &end, error);
    fclose(file);
    *ret_width = end.row;
    *ret_height = end.column;
    return status;
}

/* ---- Left there --------------------------------------------------------------------------------
 */

static void keep(struct keeping *keeping, const struct head *head, const void *bytes)
{
    keeping->failed = keeping->failed || fwrite(head, sizeof *head, 1, keeping->file) != 1 ||
                      (head->length > 0 && fwrite(bytes, head->length, 1, keeping->file) != 1);
}

static enum status keep_tile(void *self, uint32_t level, uint32_t row, uint32_t column,
                             const void *jpeg, size_t length, struct error *error)
{
    struct keeping *keeping = self;
    const struct head head = {level, row, column, (uint32_t)length};
    keeping->failed = keeping->failed || length > TILE_BYTES_MAX;
    keep(keeping, &head, jpeg);
    return keeping->take(keeping->self, level, row, column, jpeg, length, error);
}

/* A full disk is no reason to fail: the tiles are made again the next time. */
static enum status make_and_keep(const char *name, const char *path, struct keeping *keeping,
                                 uint32_t *ret_width, uint32_t *ret_height, struct error *error)
{
    struct buffer part = {0};
    buffer_format(&part, "%s.part", name);
    keeping->file = fopen(buffer_string(&part), "wbe");
    enum status status =
        keeping->file != NULL
            ? tiles_make(path, keep_tile, keeping, ret_width, ret_height, error)
            : tiles_make(path, keeping->take, keeping->self, ret_width, ret_height, error);
    if (keeping->file != NULL) {
        if (status == STATUS_OK)
            keep(keeping, &(struct head){.row = *ret_width, .column = *ret_height}, NULL);
        bool written = fclose(keeping->file) == 0 && !keeping->failed && status == STATUS_OK;
        if (!written || rename(buffer_string(&part), name) != 0)
            unlink(buffer_string(&part));
    }
    buffer_fini(&part);
    return status;
}

enum status tile_cache_make(const char *folder, const char *path, tiles_take_fn *take, void *self,
                            uint32_t *ret_width, uint32_t *ret_height, struct error *error)
{
    struct buffer name = {0};
    struct keeping keeping = {.take = take, .self = self};
    if (folder == NULL || !name_file(folder, path, &name))
        return tiles_make(path, take, self, ret_width, ret_height, error);
    enum status status = replay(buffer_string(&name), take, self, ret_width, ret_height, error);
    if (status == STATUS_NOT_FOUND)
        status = make_and_keep(buffer_string(&name), path, &keeping, ret_width, ret_height, error);
    buffer_fini(&name);
    return status;
}
