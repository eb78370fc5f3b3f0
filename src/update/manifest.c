#include "update/manifest.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

/* The next line of what is being read. */
struct lines {
    const char *at, *end;
    int number; /* of the line last given, from 1 */
};

static bool next_line(struct lines *lines, const char **ret_line, size_t *ret_length)
{
    const char *stop = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
    lines->number++;
    if (stop == NULL)
        return false;
    *ret_line = lines->at;
    *ret_length = (size_t)(stop - lines->at);
    lines->at = stop + 1;
    return true;
}

/* The value of the line "name=value", copied and closed; empty values are none. */
static bool read_value(struct lines *lines, const char *name, char *value, size_t size)
{
    const char *line;
    size_t length;
    const size_t name_length = strlen(name);
    if (!next_line(lines, &line, &length) || length < name_length + 2 ||
        memcmp(line, name, name_length) != 0 || line[name_length] != '=')
        return false;
    line += name_length + 1;
    length -= name_length + 1;
    if (length >= size || memchr(line, '\0', length) != NULL)
        return false;
    memcpy(value, line, length);
    value[length] = '\0';
    return true;
}

static bool read_number(struct lines *lines, const char *name, uint64_t *ret_number)
{
    char text[24];
    if (!read_value(lines, name, text, sizeof text))
        return false;
    uint64_t number = 0;
    for (const char *digit = text; *digit != '\0'; digit++) {
        const uint64_t value = (uint64_t)(*digit - '0');
        if (*digit < '0' || *digit > '9' || number > (UINT64_MAX - value) / 10)
            return false;
        number = number * 10 + value;
    }
    *ret_number = number;
    return true;
}

static bool read_hash(struct lines *lines, uint8_t *hash)
{
    char text[MANIFEST_HASH_SIZE * 2 + 1];
    size_t length = 0;
    return read_value(lines, "blake2b-256", text, sizeof text) &&
           sodium_hex2bin(hash, MANIFEST_HASH_SIZE, text, strlen(text), NULL, &length, NULL) == 0 &&
           length == MANIFEST_HASH_SIZE;
}

bool manifest_is_exhibit(const char *text)
{
    const size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length >= 1 && length <= MANIFEST_EXHIBIT_MAX && text[length] == '\0';
}

static bool is_title(const char *text)
{
    const size_t length = strlen(text);
    if (!utf8_is_valid(text, length, NULL) || utf8_count(text, length) > MANIFEST_TITLE_MAX)
        return false;
    for (size_t at = 0; at < length;) {
        const uint32_t character = utf8_next(text, length, &at);
        if (character < 0x20 || (character >= 0x7f && character < 0xa0))
            return false;
    }
    return true;
}

static bool is_day(const char *text)
{
    if (strlen(text) != sizeof "2026-11-20" - 1)
        return false;
    for (size_t i = 0; text[i] != '\0'; i++)
        if ((i == 4 || i == 7) ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static bool read_first_line(struct lines *lines)
{
    static const char first[] = "vitrine-bundle 1";
    const char *line;
    size_t length;
    return next_line(lines, &line, &length) && length == sizeof first - 1 &&
           memcmp(line, first, length) == 0;
}

static bool read_fields(struct lines *lines, struct manifest *manifest)
{
    return read_first_line(lines) &&
           read_value(lines, "exhibit", manifest->exhibit, sizeof manifest->exhibit) &&
           manifest_is_exhibit(manifest->exhibit) &&
           read_number(lines, "serial", &manifest->serial) &&
           read_value(lines, "title", manifest->title, sizeof manifest->title) &&
           is_title(manifest->title) &&
           read_value(lines, "built", manifest->built, sizeof manifest->built) &&
           is_day(manifest->built) && read_number(lines, "schema", &manifest->schema) &&
           read_number(lines, "size", &manifest->size) && manifest->size >= 1 &&
           manifest->size <= MANIFEST_BUNDLE_MAX && read_hash(lines, manifest->hash);
}

/* Leading zeroes, capitals in the hash, a wrong end: all that reading alone lets through. */
static bool is_only_spelling(const struct manifest *manifest, const char *bytes, size_t length)
{
    struct buffer again = {0};
    manifest_format(manifest, &again);
    const bool same = again.length == length && memcmp(again.bytes, bytes, length) == 0;
    buffer_fini(&again);
    return same;
}

enum status manifest_parse(const char *bytes, size_t length, struct manifest *ret_manifest,
                           struct error *error)
{
    struct lines lines = {bytes, bytes + length, 0};
    struct manifest manifest = {0};
    if (length > MANIFEST_SIZE_MAX)
        return error_set(error, STATUS_INVALID, "the manifest is over %d bytes", MANIFEST_SIZE_MAX);
    if (!read_fields(&lines, &manifest))
        return error_set(error, STATUS_INVALID, "line %d of the manifest is not as it should be",
                         lines.number);
    if (!is_only_spelling(&manifest, bytes, length))
        return error_set(error, STATUS_INVALID, "the manifest is not spelt as it should be");
    *ret_manifest = manifest;
    return STATUS_OK;
}

void manifest_format(const struct manifest *manifest, struct buffer *text)
{
    char hash[MANIFEST_HASH_SIZE * 2 + 1];
    sodium_bin2hex(hash, sizeof hash, manifest->hash, sizeof manifest->hash);
    buffer_format(text,
                  "vitrine-bundle 1\nexhibit=%s\nserial=%" PRIu64
                  "\ntitle=%s\nbuilt=%s\nschema=%" PRIu64 "\nsize=%" PRIu64
                  "\nblake2b-256=%s\nend\n",
                  manifest->exhibit, manifest->serial, manifest->title, manifest->built,
                  manifest->schema, manifest->size, hash);
}
