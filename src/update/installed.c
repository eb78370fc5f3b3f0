#include "update/installed.h"

#include "update/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void installed_path(const char *folder, const char *name, char ret_path[INSTALLED_PATH_SIZE])
{
    snprintf(ret_path, INSTALLED_PATH_SIZE, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name);
}

static enum update_code read_small(const struct files *files, const char *folder, const char *name,
                                   size_t limit, struct buffer *content, struct error *error)
{
    char path[INSTALLED_PATH_SIZE];
    installed_path(folder, name, path);
    const int answer = store_read(files, path, limit, content);
    if (answer == 0)
        return CODE_OK;
    error_set(error, STATUS_IO, "%s: %s", name, strerror(-answer));
    if (answer == -ENOENT)
        return CODE_INCOMPLETE;
    if (answer == -EFBIG)
        return strcmp(name, INSTALLED_SIGNATURE) == 0 ? CODE_SIGNATURE : CODE_MANIFEST;
    return CODE_STORAGE;
}

static enum update_code read_both(const struct files *files, const char *folder,
                                  struct buffer *manifest, struct buffer *signature,
                                  struct error *error)
{
    const enum update_code code =
        read_small(files, folder, INSTALLED_MANIFEST, MANIFEST_SIZE_MAX, manifest, error);
    return code != CODE_OK ? code
                           : read_small(files, folder, INSTALLED_SIGNATURE, SIGNATURE_SIZE_MAX,
                                        signature, error);
}

static enum update_code verify(const struct buffer *manifest, const struct buffer *signature,
                               const struct key_ring *ring, struct manifest *ret_manifest,
                               struct error *error)
{
    struct signature_info info;
    const enum update_code code =
        signature_verify(ring, buffer_string(manifest), manifest->length, buffer_string(signature),
                         signature->length, &info);
    error_set(error, STATUS_INVALID, "key %s", info.key_id);
    if (code == CODE_SIGNATURE)
        return code;
    if (manifest_parse(buffer_string(manifest), manifest->length, ret_manifest, error) != STATUS_OK)
        return CODE_MANIFEST;
    return code;
}

enum update_code installed_manifest(const struct files *files, const char *folder,
                                    const struct key_ring *ring, struct manifest *ret_manifest,
                                    struct error *error)
{
    struct buffer manifest = {0}, signature = {0};
    enum update_code code = read_both(files, folder, &manifest, &signature, error);
    if (code == CODE_OK)
        code = verify(&manifest, &signature, ring, ret_manifest, error);
    buffer_fini(&manifest);
    buffer_fini(&signature);
    return code;
}

bool installed_signer(const struct files *files, const char *folder, const struct key_ring *ring,
                      struct signature_info *ret_info)
{
    struct buffer manifest = {0}, signature = {0};
    enum update_code code = read_both(files, folder, &manifest, &signature, NULL);
    if (code == CODE_OK)
        code = signature_verify(ring, buffer_string(&manifest), manifest.length,
                                buffer_string(&signature), signature.length, ret_info);
    buffer_fini(&manifest);
    buffer_fini(&signature);
    return code == CODE_OK || code == CODE_KEY;
}

static enum update_code look_into(const struct files *files, int file, uint64_t expected)
{
    static const char magic[] = "SQLite format 3";
    char start[sizeof magic] = "";
    uint64_t size = 0;
    if (files->calls->size(files->self, file, &size) != 0)
        return CODE_STORAGE;
    if (size != expected)
        return CODE_DAMAGED;
    const int64_t count = store_read_all(files, file, start, sizeof start);
    if (count < 0)
        return CODE_STORAGE;
    return count == sizeof start && memcmp(start, magic, sizeof magic) == 0 ? CODE_OK
                                                                            : CODE_DAMAGED;
}

enum update_code installed_look(const struct files *files, const char *folder,
                                const struct key_ring *ring, struct manifest *ret_manifest)
{
    char path[INSTALLED_PATH_SIZE];
    enum update_code code = installed_manifest(files, folder, ring, ret_manifest, NULL);
    if (code == CODE_STORAGE)
        return code;
    if (code != CODE_OK && code != CODE_KEY)
        return CODE_DAMAGED;
    installed_path(folder, INSTALLED_BUNDLE, path);
    const int file = files->calls->open(files->self, path, FILES_READ);
    if (file < 0)
        return file == -ENOENT ? CODE_DAMAGED : CODE_STORAGE;
    code = look_into(files, file, ret_manifest->size);
    files->calls->close(files->self, file);
    return code;
}

enum update_code installed_hash(const struct files *files, const char *folder,
                                const struct manifest *manifest)
{
    char path[INSTALLED_PATH_SIZE];
    uint8_t hash[MANIFEST_HASH_SIZE];
    uint64_t size;
    installed_path(folder, INSTALLED_BUNDLE, path);
    const int answer = store_hash(files, path, hash, &size);
    if (answer == -ENOENT || answer == -EFBIG)
        return CODE_COPY;
    if (answer != 0)
        return CODE_STORAGE;
    return size == manifest->size && memcmp(hash, manifest->hash, sizeof hash) == 0 ? CODE_OK
                                                                                    : CODE_COPY;
}
