/* Whether a bundle is whole: everything in it is read once, as the viewer would. */
#ifndef BUNDLE_VERIFY_H
#define BUNDLE_VERIFY_H

#include "base/status.h"

#include <stdbool.h>

/* Opens as bundle_reader_open does, has SQLite check each page, reads every letter in each version,
 * every tile, card, slide and list, follows every link, and goes through the search index. The
 * first fault is the failure, naming the letter. `stop` (may be NULL) is asked at each letter;
 * STATUS_CANCELLED where it says so. */
enum status bundle_verify(const char *path, bool (*stop)(void *self), void *self,
                          struct error *error) STATUS_CHECKED;

/* The same of a bundle that was written a moment ago, but for the search index: SQLite has just
 * made it, and looking up each of its words takes as long as half of all else a build does. Who
 * signs, copies or checks the bundle verifies it whole. */
enum status bundle_verify_new(const char *path, bool (*stop)(void *self), void *self,
                              struct error *error) STATUS_CHECKED;

#endif
