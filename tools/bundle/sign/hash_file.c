#include "hash_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

static enum status hash_open(int file, uint8_t *hash, uint64_t *size, struct error *error)
{
    static const size_t piece_size = 1 << 16;
    unsigned char piece[1 << 16];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, MANIFEST_HASH_SIZE);
    *size = 0;
    ssize_t count;
    while ((count = read(file, piece, piece_size)) > 0 && *size <= MANIFEST_BUNDLE_MAX) {
        crypto_generichash_update(&state, piece, (size_t)count);
        *size += (uint64_t)count;
    }
    if (count < 0)
        return error_set(error, STATUS_IO, "%s", strerror(errno));
    if (*size > MANIFEST_BUNDLE_MAX)
        return error_set(error, STATUS_LIMIT, "over %d bytes", MANIFEST_BUNDLE_MAX);
    crypto_generichash_final(&state, hash, MANIFEST_HASH_SIZE);
    return STATUS_OK;
}

enum status hash_file(const char *path, uint8_t ret_hash[MANIFEST_HASH_SIZE], uint64_t *ret_size,
                      struct error *error)
{
    uint8_t hash[MANIFEST_HASH_SIZE];
    uint64_t size = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    enum status status = hash_open(file, hash, &size, error);
    close(file);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", path);
    memcpy(ret_hash, hash, sizeof hash);
    *ret_size = size;
    return STATUS_OK;
}
