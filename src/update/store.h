/* What the agent does with files again and again, in the order that outlasts a power cut. All
 * answer 0 or a negative errno, as base/files.h; calls that a signal interrupted go on. */
#ifndef UPDATE_STORE_H
#define UPDATE_STORE_H

#include "base/buffer.h"
#include "base/files.h"
#include "update/manifest.h"

/* Appends a whole file of at most `limit` bytes; -EFBIG if it is longer. */
int store_read(const struct files *files, const char *path, size_t limit, struct buffer *content);

/* Reads `length` bytes from an open file, fewer only at its end; answers how many. */
int64_t store_read_all(const struct files *files, int file, void *bytes, size_t length);

/* Writes all of the bytes to an open file. */
int store_write_all(const struct files *files, int file, const void *bytes, size_t length);

/* Makes a new file and syncs its bytes, not yet its name. */
int store_create(const struct files *files, const char *path, const void *bytes, size_t length);

/* Replaces a file in one step that a power cut leaves done or not done: written beside as
 * PATH.tmp, synced, renamed, and its folder synced. A failed sync fails the whole. */
int store_replace(const struct files *files, const char *folder, const char *path,
                  const void *bytes, size_t length);

/* Syncs the names in a folder; "" is the store itself. */
int store_sync_folder(const struct files *files, const char *folder);

/* Removes a file, or a folder with all that is in it, at most 8 folders deep; nothing there is no
 * failure. */
int store_remove(const struct files *files, const char *path);

/* BLAKE2b-256 and size of a file, read from the disk. -EFBIG over MANIFEST_BUNDLE_MAX. */
int store_hash(const struct files *files, const char *path, uint8_t hash[MANIFEST_HASH_SIZE],
               uint64_t *ret_size);

/* Whether there is a file or folder of that name. */
bool store_has(const struct files *files, const char *path);

#endif
