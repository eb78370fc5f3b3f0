/* Operations on the files below one folder, as a table: the system's own (platform/posix/files.h),
 * and in tests one that fails at the n-th call, or remembers what a power cut would leave.
 *
 * Paths are relative to that folder, with '/' between names and without "." or "..". Each call
 * answers 0 or more, or a negative errno, and never asks the global one. */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stddef.h>
#include <stdint.h>

enum files_mode {
    FILES_READ,   /* an existing ordinary file */
    FILES_CREATE, /* a new file to write, which must not be there yet */
    FILES_FOLDER  /* an existing folder, to sync it; "" is the folder itself */
};

/* Takes the name of one entry of a folder; anything but 0 ends the listing. */
typedef int files_entry_fn(void *self, const char *name);

struct files_calls {
    /* A descriptor for the calls below, closed with `close`. Symbolic links are never followed. */
    int (*open)(void *self, const char *path, enum files_mode mode);
    /* How many bytes were read, 0 at the end; may be fewer than asked for. */
    int64_t (*read)(void *self, int file, void *bytes, size_t length);
    /* How many bytes were written; may be fewer than given. */
    int64_t (*write)(void *self, int file, const void *bytes, size_t length);
    int (*size)(void *self, int file, uint64_t *ret_bytes);
    /* Makes a file's bytes, or a folder's names, outlast a power cut. */
    int (*sync)(void *self, int file);
    int (*close)(void *self, int file);
    /* Room for `length` bytes in a new file, so that writing them cannot find the disk full. */
    int (*reserve)(void *self, int file, uint64_t length);
    /* Lets what is kept in memory of a file go, so that the next reading asks the disk. */
    int (*forget)(void *self, int file);
    /* Only readers from now on: mode 0440. */
    int (*protect)(void *self, const char *path);
    int (*make_folder)(void *self, const char *path);
    /* Moves a file or folder; a file that has the new name is replaced. */
    int (*rename)(void *self, const char *from, const char *to);
    /* A symbolic link at `path` that says `target`. */
    int (*link)(void *self, const char *target, const char *path);
    int (*remove)(void *self, const char *path);
    int (*remove_folder)(void *self, const char *path);
    /* Every name in a folder but "." and "..", in any order; what `entry` answered if not 0. */
    int (*list)(void *self, const char *path, files_entry_fn *entry, void *context);
    /* Bytes that may still be written. */
    int (*space)(void *self, uint64_t *ret_bytes);
};

struct files {
    const struct files_calls *calls;
    void *self;
};

#endif
