/* Changes below the folders of a curator's sources. */
#ifndef BUNDLE_PREVIEW_WATCH_H
#define BUNDLE_PREVIEW_WATCH_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Folders within each other, and folders in all. */
enum { PREVIEW_DEPTH_MAX = 16, PREVIEW_FOLDERS_MAX = 4096 };

struct preview_watch;

/* Watches files and folders with all that is in them. STATUS_NOT_FOUND, STATUS_LIMIT, STATUS_IO
 * (the system watches no more). End with preview_watch_close. */
enum status preview_watch_open(const char *const *sources, size_t count,
                               struct preview_watch **ret_watch,
                               struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void preview_watch_close(struct preview_watch *watch);

/* Readable, to poll(), when something has changed. */
int preview_watch_descriptor(const struct preview_watch *watch);

/* Takes what has changed so far, and watches folders that are new; answers whether any of it may
 * change the exhibit: hidden files and an editor's copies ("letter.xml~") do not. */
bool preview_watch_take(struct preview_watch *watch);

#endif
