/* The manifest: what is signed of a bundle, and all that is believed about it before it is copied.
 * Its form is the update protocol's section 3, byte for byte. */
#ifndef UPDATE_MANIFEST_H
#define UPDATE_MANIFEST_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MANIFEST_SIZE_MAX = 4096,         /* bytes of the file */
    MANIFEST_EXHIBIT_MAX = 24,        /* characters of [a-z0-9-] */
    MANIFEST_TITLE_MAX = 80,          /* code points */
    MANIFEST_BUNDLE_MAX = 2147483647, /* bytes: what FAT32 and every reader can take */
    MANIFEST_HASH_SIZE = 32           /* BLAKE2b-256 */
};

struct manifest {
    char exhibit[MANIFEST_EXHIBIT_MAX + 1];
    uint64_t serial;
    char title[MANIFEST_TITLE_MAX * 4 + 1];
    char built[sizeof "2026-11-20"]; /* a day, for people; nothing is decided by it */
    uint64_t schema;
    uint64_t size; /* bytes of the bundle, at most MANIFEST_BUNDLE_MAX */
    uint8_t hash[MANIFEST_HASH_SIZE];
};

/* Whether a text is an exhibit's id: 1 to 24 of a-z, 0-9 and hyphen. */
bool manifest_is_exhibit(const char *text);

/* Reads a manifest. Only the one spelling that manifest_format gives is accepted, so two readers
 * can never understand one file in two ways. STATUS_INVALID names the line. */
enum status manifest_parse(const char *bytes, size_t length, struct manifest *ret_manifest,
                           struct error *error) STATUS_CHECKED;

/* Appends the manifest's text. Its fields must be within the limits above. */
void manifest_format(const struct manifest *manifest, struct buffer *text);

#endif
