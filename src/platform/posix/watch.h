/* Being told that a file was replaced or written, without asking for it. */
#ifndef PLATFORM_POSIX_WATCH_H
#define PLATFORM_POSIX_WATCH_H

#include "base/status.h"

struct watch;

/* From here on `changed` is called, on a thread of its own, each time a file of that path was
 * closed after writing or has got the name; the file itself need not be there yet, its folder must.
 * STATUS_IO. End with watch_close. */
enum status watch_open(const char *path, void (*changed)(void *self), void *self,
                       struct watch **ret_watch, struct error *error) STATUS_CHECKED;

/* `changed` is not called any more once this has returned. Takes NULL. */
void watch_close(struct watch *watch);

#endif
