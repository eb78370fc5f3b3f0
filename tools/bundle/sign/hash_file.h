/* The checksum of a file, as manifests hold it. */
#ifndef SIGN_HASH_FILE_H
#define SIGN_HASH_FILE_H

#include "base/status.h"
#include "update/manifest.h"

/* BLAKE2b-256 and size of a file, read from the disk and not from memory that still holds it where
 * the system allows. STATUS_NOT_FOUND, STATUS_IO, STATUS_LIMIT (over MANIFEST_BUNDLE_MAX). */
enum status hash_file(const char *path, uint8_t ret_hash[MANIFEST_HASH_SIZE], uint64_t *ret_size,
                      struct error *error) STATUS_CHECKED;

#endif
