/* The search index's part of the verification. Within src/bundle. */
#ifndef BUNDLE_VERIFY_SEARCH_H
#define BUNDLE_VERIFY_SEARCH_H

#include "reader_private.h"

/* Reads the index from its first word to its last: the words rise, each stands in as many versions
 * as there can be and is found by itself too, all together have as many places as the versions'
 * sizes say, and no letter with words has none; SQLite's own check does not look inside an FTS5
 * index. The connection may afterwards do more than a reader does: close it soon. Failures:
 * STATUS_INVALID, STATUS_IO. */
enum status verify_search(struct bundle_reader *reader, struct error *error) STATUS_CHECKED;

#endif
