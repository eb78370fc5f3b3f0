#include "base/utf8.h"
#include "bundle/contents.h"
#include "bundle/sign/hash_file.h"
#include "bundle/sign/password.h"
#include "bundle/verify.h"
#include "commands.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct request {
    const char *bundle, *key;
    uint64_t serial;
};

/* ---- What is signed ----------------------------------------------------------------------------
 */

/* Cuts what is over MANIFEST_TITLE_MAX, and what a manifest cannot hold becomes a space. */
static void copy_title(const char *title, char *copy)
{
    const size_t length = strlen(title);
    size_t written = 0, count = 0;
    for (size_t at = 0; at < length && count < MANIFEST_TITLE_MAX; count++) {
        uint32_t character = utf8_next(title, length, &at);
        if (character < 0x20 || (character >= 0x7f && character < 0xa0))
            character = ' ';
        if (count == MANIFEST_TITLE_MAX - 1 && at < length)
            character = 0x2026; /* an ellipsis: more follows */
        written += utf8_put(copy + written, character);
    }
    copy[written] = '\0';
}

static enum status describe(const char *path, struct manifest *manifest, struct error *error)
{
    struct bundle_reader *reader;
    struct contents contents;
    struct exhibit exhibit;
    enum status status = bundle_reader_open(path, &reader, error);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = arena_create();
    struct letter_source source = bundle_reader_source(reader);
    status = source.calls->exhibit(source.self, arena, &exhibit, error);
    if (status == STATUS_OK)
        status = contents_read(reader, arena, &contents, error);
    if (status == STATUS_OK && !manifest_is_exhibit(exhibit.id))
        status = error_set(error, STATUS_INVALID,
                           "%s: the exhibit's id \"%s\" cannot be on a stick; give exhibit.ini one "
                           "of 1 to %d characters a-z, 0-9 and hyphen",
                           path, exhibit.id, MANIFEST_EXHIBIT_MAX);
    if (status == STATUS_OK) {
        memcpy(manifest->exhibit, exhibit.id, strlen(exhibit.id) + 1);
        copy_title(exhibit.title, manifest->title);
        manifest->schema = contents.schema;
    }
    arena_destroy(arena);
    bundle_reader_close(reader);
    return status;
}

/* Whether a file is still the one it was: its content is read twice, by the check and for its sum.
 */
static bool is_same_file(const struct stat *before, const char *path)
{
    struct stat now;
    return stat(path, &now) == 0 && now.st_ino == before->st_ino &&
           now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

/* The day on which the bundle was built, as its file says. */
static void put_day(const struct stat *file, char built[sizeof "2026-11-20"])
{
    struct tm day;
    if (gmtime_r(&file->st_mtim.tv_sec, &day) == NULL ||
        strftime(built, sizeof "2026-11-20", "%Y-%m-%d", &day) != sizeof "2026-11-20" - 1)
        memcpy(built, "1970-01-01", sizeof "1970-01-01");
}

static enum status make_manifest(const struct request *request, struct manifest *manifest,
                                 struct error *error)
{
    struct stat before;
    if (stat(request->bundle, &before) != 0)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s",
                         request->bundle, strerror(errno));
    enum status status = bundle_verify(request->bundle, NULL, NULL, error);
    if (status == STATUS_OK)
        status = describe(request->bundle, manifest, error);
    if (status == STATUS_OK)
        status = hash_file(request->bundle, manifest->hash, &manifest->size, error);
    if (status == STATUS_OK && !is_same_file(&before, request->bundle))
        status = error_set(error, STATUS_INVALID, "%s: was changed meanwhile; sign it again",
                           request->bundle);
    manifest->serial = request->serial;
    put_day(&before, manifest->built);
    return status;
}

/* ---- Files -------------------------------------------------------------------------------------
 */

static enum status write_file(const char *path, const struct buffer *text, struct error *error)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    bool written = fwrite(text->bytes, 1, text->length, file) == text->length;
    written = fflush(file) == 0 && fsync(fileno(file)) == 0 && written;
    if (fclose(file) != 0 || !written) {
        unlink(path);
        return error_set(error, STATUS_IO, "%s: cannot be written", path);
    }
    return STATUS_OK;
}

static enum status write_signed(const struct request *request, const struct manifest *manifest,
                                const struct secret_key *key, struct error *error)
{
    struct buffer text = {0}, signature = {0}, path = {0}, comment = {0};
    manifest_format(manifest, &text);
    buffer_format(&comment, "vitrine exhibit %s serial %" PRIu64, manifest->exhibit,
                  manifest->serial);
    secret_key_sign(key, text.bytes, text.length, buffer_string(&comment), &signature);
    buffer_format(&path, "%s.manifest", request->bundle);
    enum status status = write_file(buffer_string(&path), &text, error);
    if (status == STATUS_OK) {
        buffer_text(&path, ".minisig");
        status = write_file(buffer_string(&path), &signature, error);
    }
    if (status == STATUS_OK)
        printf("%s.manifest, %s: signed \"%s\" as number %" PRIu64 " of %s\n", request->bundle,
               buffer_string(&path), manifest->title, manifest->serial, manifest->exhibit);
    buffer_fini(&text);
    buffer_fini(&signature);
    buffer_fini(&path);
    buffer_fini(&comment);
    return status;
}

static enum status sign(const struct request *request, struct error *error)
{
    struct manifest manifest = {0};
    struct secret_key key;
    char question[] = "Password of the key";
    if (sodium_init() < 0)
        return error_set(error, STATUS_IO, "no random numbers to be had");
    enum status status = make_manifest(request, &manifest, error);
    if (status == STATUS_OK)
        status = secret_key_read(request->key, password_ask, question, &key, error);
    if (status == STATUS_OK)
        status = write_signed(request, &manifest, &key, error);
    sodium_memzero(&key, sizeof key);
    return status;
}

/* ---- The command line --------------------------------------------------------------------------
 */

static bool read_serial(const char *text, uint64_t *ret_serial)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long serial = strtoull(text, &end, 10);
    if (text[0] < '1' || text[0] > '9' || *end != '\0' || errno != 0)
        return false;
    *ret_serial = serial;
    return true;
}

static int read_line(const struct command_line *line, struct request *request)
{
    for (int i = 0; i < line->count; i++) {
        const char *argument = line->arguments[i];
        const char *value = i + 1 < line->count ? line->arguments[i + 1] : NULL;
        const bool is_key = strcmp(argument, "-s") == 0;
        const bool is_serial = strcmp(argument, "--serial") == 0;
        if ((is_key || is_serial) && value == NULL)
            return command_misused("%s needs a value", argument);
        if (is_serial && !read_serial(value, &request->serial))
            return command_misused("--serial takes a number from 1, not \"%s\"", value);
        if (is_key)
            request->key = value;
        else if (!is_serial && (argument[0] == '-' || request->bundle != NULL))
            return command_misused("sign does not take \"%s\"", argument);
        else if (!is_serial)
            request->bundle = argument;
        i += is_key || is_serial;
    }
    return 0;
}

int sign_run(const struct command_line *line)
{
    struct request request = {0};
    const int misused = read_line(line, &request);
    if (misused != 0)
        return misused;
    if (request.bundle == NULL || request.key == NULL || request.serial == 0)
        return command_misused("sign takes a bundle, -s KEY and --serial N");
    struct error error = {0};
    return command_end(sign(&request, &error), &error);
}
