/* What staff have set on the screen: settings.ini in the store, which the viewer reads. */
#ifndef UPDATE_STAFF_SETTINGS_H
#define UPDATE_STAFF_SETTINGS_H

#include "base/files.h"
#include "base/status.h"

enum { STAFF_SETTINGS_KEY_MAX = 48, STAFF_SETTINGS_VALUE_MAX = 128, STAFF_SETTINGS_MAX = 100 };

/* Puts "KEY=VALUE" in the file, in the place of the line that had the key, durably. Whether the
 * value makes sense is the viewer's to say: it passes over what does not. STATUS_INVALID for a key
 * or value that no setting has, STATUS_LIMIT for too many, STATUS_IO. */
enum status staff_settings_put(const struct files *store, const char *key, const char *value,
                               struct error *error) STATUS_CHECKED;

#endif
