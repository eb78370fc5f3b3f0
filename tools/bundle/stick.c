#include "base/file.h"
#include "bundle/sign/hash_file.h"
#include "commands.h"
#include "update/signature.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STICK_BUNDLES_MAX = 100 };

/* A bundle on its way to the stick. */
struct parcel {
    const char *bundle;
    struct manifest manifest;
    struct buffer manifest_text, signature;
};

/* ---- What is to be copied ----------------------------------------------------------------------
 */

static enum status read_beside(const char *bundle, const char *suffix, size_t limit,
                               struct buffer *content, struct error *error)
{
    struct buffer path = {0};
    buffer_format(&path, "%s%s", bundle, suffix);
    enum status status = file_read(buffer_string(&path), limit, content, error);
    if (status == STATUS_NOT_FOUND)
        status = error_set(error, STATUS_INVALID,
                           "%s: not signed; sign it with vitrine-bundle sign", bundle);
    buffer_fini(&path);
    return status;
}

/* Whether a file is the one that its manifest describes. */
static enum status compare(const char *path, const struct manifest *manifest, struct error *error)
{
    uint8_t hash[MANIFEST_HASH_SIZE];
    uint64_t size;
    enum status status = hash_file(path, hash, &size, error);
    if (status != STATUS_OK)
        return status;
    if (size != manifest->size || memcmp(hash, manifest->hash, sizeof hash) != 0)
        return error_set(error, STATUS_INVALID, "%s: not what was signed", path);
    return STATUS_OK;
}

static enum status check_signature(const struct parcel *parcel, const struct key_ring *ring,
                                   struct error *error)
{
    struct signature_info info;
    const enum update_code code =
        signature_verify(ring, parcel->manifest_text.bytes, parcel->manifest_text.length,
                         buffer_string(&parcel->signature), parcel->signature.length, &info);
    /* Without keys.txt nobody is known; the form of the signature is checked all the same. */
    if (code == CODE_OK || (code == CODE_KEY && ring->count == 0))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "%s.manifest.minisig: %s (%s)", parcel->bundle,
                     code == CODE_KEY ? "signed by a key that is not among these"
                                      : "not a signature of the manifest; sign the bundle again",
                     code_name(code));
}

static enum status read_parcel(const char *bundle, const struct key_ring *ring,
                               struct parcel *parcel, struct error *error)
{
    parcel->bundle = bundle;
    enum status status =
        read_beside(bundle, ".manifest", MANIFEST_SIZE_MAX, &parcel->manifest_text, error);
    if (status == STATUS_OK)
        status =
            read_beside(bundle, ".manifest.minisig", SIGNATURE_SIZE_MAX, &parcel->signature, error);
    if (status == STATUS_OK) {
        status = manifest_parse(buffer_string(&parcel->manifest_text), parcel->manifest_text.length,
                                &parcel->manifest, error);
        if (status != STATUS_OK)
            error_wrap(error, status, "%s.manifest", bundle);
    }
    if (status == STATUS_OK)
        status = check_signature(parcel, ring, error);
    if (status == STATUS_OK)
        status = compare(bundle, &parcel->manifest, error);
    return status;
}

/* Two bundles of one exhibit would lie in one folder. */
static enum status check_distinct(const struct parcel *parcels, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(parcels[i].manifest.exhibit, parcels[j].manifest.exhibit) == 0)
                return error_set(error, STATUS_INVALID,
                                 "%s: of the same exhibit as %s (%s); a stick takes one of each",
                                 parcels[i].bundle, parcels[j].bundle, parcels[i].manifest.exhibit);
    return STATUS_OK;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

static enum status fail(const char *path, struct error *error)
{
    return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
}

static bool write_whole(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t count = write(file, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

static bool copy_bytes(int from, int to)
{
    char piece[1 << 16];
    ssize_t count;
    while ((count = read(from, piece, sizeof piece)) > 0)
        if (!write_whole(to, piece, (size_t)count))
            return false;
    return count == 0;
}

/* Writes beside and renames, so that a pulled stick never holds half a file under its name. */
static enum status put_file(const char *folder, const char *name, int from,
                            const struct buffer *text, struct error *error)
{
    struct buffer part = {0}, path = {0};
    buffer_format(&path, "%s/%s", folder, name);
    buffer_format(&part, "%s.part", buffer_string(&path));
    int to = open(buffer_string(&part), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool done = to >= 0;
    if (done)
        done = (text != NULL ? write_whole(to, text->bytes, text->length) : copy_bytes(from, to)) &&
               fsync(to) == 0;
    enum status status = done ? STATUS_OK : fail(buffer_string(&path), error);
    if (to >= 0 && close(to) != 0 && done)
        status = fail(buffer_string(&path), error);
    if (status == STATUS_OK && rename(buffer_string(&part), buffer_string(&path)) != 0)
        status = fail(buffer_string(&path), error);
    if (status != STATUS_OK)
        unlink(buffer_string(&part));
    buffer_fini(&part);
    buffer_fini(&path);
    return status;
}

static enum status sync_folder(const char *folder, struct error *error)
{
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* FAT in some systems refuses to sync a folder; its files are synced each. */
    const bool synced = directory >= 0 && (fsync(directory) == 0 || errno == EINVAL);
    enum status status = synced ? STATUS_OK : fail(folder, error);
    if (directory >= 0)
        close(directory);
    return status;
}

static enum status make_folder(const char *folder, struct error *error)
{
    if (mkdir(folder, 0755) == 0 || errno == EEXIST)
        return STATUS_OK;
    return fail(folder, error);
}

static enum status put_parcel(const char *folder, const struct parcel *parcel, struct error *error)
{
    int from = open(parcel->bundle, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return fail(parcel->bundle, error);
    enum status status = put_file(folder, "bundle.vitrine", from, NULL, error);
    close(from);
    if (status == STATUS_OK)
        status = put_file(folder, "manifest.txt", -1, &parcel->manifest_text, error);
    if (status == STATUS_OK)
        status = put_file(folder, "manifest.txt.minisig", -1, &parcel->signature, error);
    return status == STATUS_OK ? sync_folder(folder, error) : status;
}

/* ---- Reading back ------------------------------------------------------------------------------
 */

static enum status compare_text(const char *folder, const char *name, const struct buffer *text,
                                struct error *error)
{
    struct buffer path = {0}, back = {0};
    buffer_format(&path, "%s/%s", folder, name);
    enum status status = file_read(buffer_string(&path), MANIFEST_SIZE_MAX, &back, error);
    if (status == STATUS_OK &&
        (back.length != text->length || memcmp(back.bytes, text->bytes, text->length) != 0))
        status = error_set(error, STATUS_IO, "%s: reads back differently; use another stick",
                           buffer_string(&path));
    buffer_fini(&path);
    buffer_fini(&back);
    return status;
}

static enum status read_back(const char *folder, const struct parcel *parcel, struct error *error)
{
    struct buffer path = {0};
    buffer_format(&path, "%s/bundle.vitrine", folder);
    enum status status = compare(buffer_string(&path), &parcel->manifest, error);
    if (status == STATUS_INVALID)
        status = error_set(error, STATUS_IO, "%s: reads back differently; use another stick",
                           buffer_string(&path));
    buffer_fini(&path);
    if (status == STATUS_OK)
        status = compare_text(folder, "manifest.txt", &parcel->manifest_text, error);
    if (status == STATUS_OK)
        status = compare_text(folder, "manifest.txt.minisig", &parcel->signature, error);
    return status;
}

static enum status deliver(const char *stick, const struct parcel *parcel, struct error *error)
{
    struct buffer folder = {0};
    buffer_format(&folder, "%s/VITRINE", stick);
    enum status status = make_folder(buffer_string(&folder), error);
    buffer_format(&folder, "/%s", parcel->manifest.exhibit);
    if (status == STATUS_OK)
        status = make_folder(buffer_string(&folder), error);
    if (status == STATUS_OK)
        status = put_parcel(buffer_string(&folder), parcel, error);
    if (status == STATUS_OK)
        status = read_back(buffer_string(&folder), parcel, error);
    if (status == STATUS_OK)
        printf("%s: number %" PRIu64 " of %s, written and read back\n", buffer_string(&folder),
               parcel->manifest.serial, parcel->manifest.exhibit);
    buffer_fini(&folder);
    return status;
}

/* ---- The command -------------------------------------------------------------------------------
 */

static enum status read_ring(const char *path, struct key_ring *ring, struct error *error)
{
    struct buffer text = {0};
    if (path == NULL)
        return STATUS_OK;
    enum status status = file_read(path, SIGNATURE_KEYS_SIZE_MAX, &text, error);
    if (status == STATUS_OK) {
        status = signature_read_keys(buffer_string(&text), text.length, ring, error);
        if (status != STATUS_OK)
            error_wrap(error, status, "%s", path);
    }
    buffer_fini(&text);
    return status;
}

/* Reads everything before anything is written: a stick is not begun that cannot be finished. */
static enum status fill(const char *stick, char *const *bundles, size_t count,
                        const char *keys_path, struct error *error)
{
    struct parcel parcels[STICK_BUNDLES_MAX] = {0};
    struct key_ring ring = {0};
    enum status status = read_ring(keys_path, &ring, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_parcel(bundles[i], &ring, &parcels[i], error);
    if (status == STATUS_OK)
        status = check_distinct(parcels, count, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = deliver(stick, &parcels[i], error);
    for (size_t i = 0; i < count; i++) {
        buffer_fini(&parcels[i].manifest_text);
        buffer_fini(&parcels[i].signature);
    }
    return status;
}

int stick_run(const struct command_line *line)
{
    const char *keys = NULL;
    int first = 0;
    if (line->count >= 2 && strcmp(line->arguments[0], "--keys") == 0) {
        keys = line->arguments[1];
        first = 2;
    }
    const int count = line->count - first - 1;
    for (int i = first; i < line->count; i++)
        if (line->arguments[i][0] == '-')
            return command_misused("stick does not take \"%s\"", line->arguments[i]);
    if (count < 1 || count > STICK_BUNDLES_MAX)
        return command_misused("stick takes the stick's folder and 1 to %d signed bundles",
                               STICK_BUNDLES_MAX);
    struct error error = {0};
    if (sodium_init() < 0)
        return command_end(error_set(&error, STATUS_IO, "no random numbers to be had"), &error);
    return command_end(
        fill(line->arguments[first], line->arguments + first + 1, (size_t)count, keys, &error),
        &error);
}
