/* Opens a file that may be anyone's as a bundle, with SQLite's doors shut. Within src/bundle. */
#ifndef BUNDLE_OPEN_H
#define BUNDLE_OPEN_H

#include "base/status.h"

#include <sqlite3.h>

/* Checks the header with no help of SQLite's, opens read-only and immutable, compares the table
 * definitions with the compiled-in ones, and allows nothing but SELECT from then on. Failures name
 * the file, as bundle_reader_open says. Close with sqlite3_close. */
enum status open_bundle(const char *path, sqlite3 **ret_db, struct error *error) STATUS_CHECKED;

#endif
