/* A file system in memory that knows what a power cut may leave of it.
 *
 * What was not synced may be there or not: each new, renamed or removed name by itself, until its
 * folder is synced; of a file's bytes none, the first half or all, until the file is. That is more
 * than ext4 with data=ordered would lose, never less. */
#ifndef UPDATE_MODEL_DISK_H
#define UPDATE_MODEL_DISK_H

#include "base/buffer.h"
#include "base/files.h"

#include <stdbool.h>

struct model_disk;

/* Called after each operation that changed something, syncs included. */
typedef void model_disk_changed_fn(void *self, struct model_disk *disk);

/* How calls fail. */
struct model_disk_fault {
    int call;      /* which call fails, counted from 1 over all calls; 0: none */
    int error;     /* the errno */
    bool for_good; /* all later ones too */
    bool is_short; /* instead of failing, reads and writes move one byte */
    int lost_sync; /* which sync does nothing, counted from 1; 0: none */
};

/* An empty disk. Destroy with model_disk_destroy. */
struct model_disk *model_disk_create(void);
void model_disk_destroy(struct model_disk *disk);

/* A copy of what is there now, all of it durable. */
struct model_disk *model_disk_copy(const struct model_disk *disk);

/* The operations on it; borrowed from the disk. */
struct files model_disk_files(struct model_disk *disk);

/* Puts a durable file there; its folders are made. */
void model_disk_put(struct model_disk *disk, const char *path, const void *bytes, size_t length);

/* Flips one bit of a file. */
void model_disk_flip(struct model_disk *disk, const char *path, size_t bit);

/* From now on every call that would write answers EROFS. */
void model_disk_forbid_writing(struct model_disk *disk);

/* How many files, folders and links there are. */
size_t model_disk_names(const struct model_disk *disk);

/* Sets the faults and counts calls and syncs anew. */
void model_disk_set_fault(struct model_disk *disk, struct model_disk_fault fault);
int model_disk_calls(const struct model_disk *disk);
int model_disk_syncs(const struct model_disk *disk);

/* Bytes that space() answers. */
void model_disk_set_space(struct model_disk *disk, uint64_t bytes);

void model_disk_watch(struct model_disk *disk, model_disk_changed_fn *changed, void *self);

/* Gives every state that a power cut now may leave, as a disk of its own that is destroyed when
 * `state` returns. */
void model_disk_cut(const struct model_disk *disk,
                    void (*state)(void *self, struct model_disk *left), void *self);

/* All paths with their content, in one order: equal for equal disks. */
void model_disk_print(const struct model_disk *disk, struct buffer *text);

/* Descriptors that are open. */
int model_disk_open_files(const struct model_disk *disk);

#endif
