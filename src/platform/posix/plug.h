/* Being told by the kernel that a device came, went or changed. */
#ifndef PLATFORM_POSIX_PLUG_H
#define PLATFORM_POSIX_PLUG_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct plug;

/* From here on `changed` is called, on a thread of its own, each time the kernel says something
 * about a device of that subsystem ("drm"), which is static. STATUS_IO: the kernel cannot be heard,
 * as in a network namespace of one's own. End with plug_close. */
enum status plug_open(const char *subsystem, void (*changed)(void *self), void *self,
                      struct plug **ret_plug, struct error *error) STATUS_CHECKED;

/* `changed` is not called any more once this has returned. Takes NULL. */
void plug_close(struct plug *plug);

/* Whether a message of the kernel is about a device of the subsystem. The form is that of
 * lib/kobject_uevent.c: "ACTION@DEVPATH" and then "KEY=VALUE", each ended by a NUL. */
bool plug_is_about(const char *message, size_t length, const char *subsystem);

#endif
