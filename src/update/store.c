#include "update/store.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 512, DEPTH_MAX = 8, PIECE_SIZE = 1 << 16 };

static int64_t read_some(const struct files *files, int file, void *bytes, size_t length)
{
    int64_t count;
    do
        count = files->calls->read(files->self, file, bytes, length);
    while (count == -EINTR);
    return count;
}

static int open_file(const struct files *files, const char *path, enum files_mode mode)
{
    int file;
    do
        file = files->calls->open(files->self, path, mode);
    while (file == -EINTR);
    return file;
}

/* A sync that was interrupted was not done; one that failed is never asked for again. */
static int sync_file(const struct files *files, int file)
{
    int answer;
    do
        answer = files->calls->sync(files->self, file);
    while (answer == -EINTR);
    return answer;
}

/* Linux has closed the descriptor even where it answers EINTR. */
static int close_file(const struct files *files, int file)
{
    const int answer = files->calls->close(files->self, file);
    return answer == -EINTR ? 0 : answer;
}

int store_read(const struct files *files, const char *path, size_t limit, struct buffer *content)
{
    const int file = open_file(files, path, FILES_READ);
    if (file < 0)
        return file;
    char piece[4096];
    const size_t before = content->length;
    int64_t count = 1;
    while (count > 0 && content->length - before <= limit) {
        count = read_some(files, file, piece, sizeof piece);
        if (count > 0)
            buffer_append(content, piece, (size_t)count);
    }
    files->calls->close(files->self, file);
    if (count < 0)
        return (int)count;
    return content->length - before > limit ? -EFBIG : 0;
}

int64_t store_read_all(const struct files *files, int file, void *bytes, size_t length)
{
    char *at = bytes;
    size_t done = 0;
    while (done < length) {
        const int64_t count = read_some(files, file, at + done, length - done);
        if (count < 0)
            return count;
        if (count == 0)
            break;
        done += (size_t)count;
    }
    return (int64_t)done;
}

int store_write_all(const struct files *files, int file, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        const int64_t count = files->calls->write(files->self, file, at, length);
        if (count == -EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? (int)count : -EIO;
        at += count;
        length -= (size_t)count;
    }
    return 0;
}

int store_create(const struct files *files, const char *path, const void *bytes, size_t length)
{
    const int file = open_file(files, path, FILES_CREATE);
    if (file < 0)
        return file;
    int answer = store_write_all(files, file, bytes, length);
    if (answer == 0)
        answer = sync_file(files, file);
    const int closed = close_file(files, file);
    return answer != 0 ? answer : closed;
}

int store_sync_folder(const struct files *files, const char *folder)
{
    const int file = open_file(files, folder, FILES_FOLDER);
    if (file < 0)
        return file;
    const int answer = sync_file(files, file);
    const int closed = close_file(files, file);
    return answer != 0 ? answer : closed;
}

int store_replace(const struct files *files, const char *folder, const char *path,
                  const void *bytes, size_t length)
{
    char beside[PATH_SIZE];
    const int size = snprintf(beside, sizeof beside, "%s.tmp", path);
    if (size < 0 || (size_t)size >= sizeof beside)
        return -ENAMETOOLONG;
    int answer = store_remove(files, beside);
    if (answer == 0)
        answer = store_create(files, beside, bytes, length);
    if (answer == 0)
        answer = files->calls->rename(files->self, beside, path);
    if (answer == 0)
        return store_sync_folder(files, folder);
    store_remove(files, beside);
    return answer;
}

/* ---- Removing ----------------------------------------------------------------------------------
 */

/* The first name in a folder; removing goes one by one, as a listing must not be changed under
 * itself. */
struct first {
    char name[PATH_SIZE];
};

static int take_first(void *self, const char *name)
{
    struct first *first = self;
    const size_t length = strlen(name);
    if (length >= sizeof first->name)
        return -ENAMETOOLONG;
    memcpy(first->name, name, length + 1);
    return 1;
}

static int remove_at_depth(const struct files *files, const char *path, int depth);

static int empty_folder(const struct files *files, const char *path, int depth)
{
    for (;;) {
        struct first first = {""};
        char inner[PATH_SIZE];
        int answer = files->calls->list(files->self, path, take_first, &first);
        if (answer <= 0)
            return answer;
        const int size = snprintf(inner, sizeof inner, "%s/%s", path, first.name);
        if (size < 0 || (size_t)size >= sizeof inner || depth == DEPTH_MAX)
            return -ENAMETOOLONG;
        answer = remove_at_depth(files, inner, depth + 1);
        if (answer != 0)
            return answer;
    }
}

static int remove_at_depth(const struct files *files, const char *path, int depth)
{
    int answer = files->calls->remove(files->self, path);
    if (answer == 0 || answer == -ENOENT)
        return 0;
    if (answer != -EISDIR && answer != -EPERM)
        return answer;
    answer = empty_folder(files, path, depth);
    return answer != 0 ? answer : files->calls->remove_folder(files->self, path);
}

int store_remove(const struct files *files, const char *path)
{
    return remove_at_depth(files, path, 0);
}

/* ---- Checksums ---------------------------------------------------------------------------------
 */

static int hash_open(const struct files *files, int file, uint8_t hash[MANIFEST_HASH_SIZE],
                     uint64_t *ret_size)
{
    unsigned char piece[PIECE_SIZE];
    crypto_generichash_state state;
    uint64_t size = 0;
    int64_t count;
    crypto_generichash_init(&state, NULL, 0, MANIFEST_HASH_SIZE);
    while ((count = read_some(files, file, piece, sizeof piece)) > 0) {
        crypto_generichash_update(&state, piece, (size_t)count);
        size += (uint64_t)count;
        if (size > MANIFEST_BUNDLE_MAX)
            return -EFBIG;
    }
    if (count < 0)
        return (int)count;
    crypto_generichash_final(&state, hash, MANIFEST_HASH_SIZE);
    *ret_size = size;
    return 0;
}

int store_hash(const struct files *files, const char *path, uint8_t hash[MANIFEST_HASH_SIZE],
               uint64_t *ret_size)
{
    const int file = open_file(files, path, FILES_READ);
    if (file < 0)
        return file;
    files->calls->forget(files->self, file);
    const int answer = hash_open(files, file, hash, ret_size);
    files->calls->close(files->self, file);
    return answer;
}

static int found_any(void *self, const char *name)
{
    (void)self, (void)name;
    return 0;
}

bool store_has(const struct files *files, const char *path)
{
    const int file = open_file(files, path, FILES_READ);
    if (file >= 0)
        files->calls->close(files->self, file);
    return file >= 0 || files->calls->list(files->self, path, found_any, NULL) == 0;
}
