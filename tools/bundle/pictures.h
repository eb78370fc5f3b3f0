/* Scans beside the letters: pictures/ID.jpg and pictures/ID-2.jpg of a source folder are the
 * pictures 1 and 2 of the letter ID; pictures/EDITION/ID.jpg where two editions have the id. */
#ifndef BUNDLE_PICTURES_H
#define BUNDLE_PICTURES_H

#include "bundle/writer.h"
#include "import/report.h"

/* Far above any exhibit. */
enum { PICTURES_FILES_MAX = 100000 };

/* Adds the pictures of all source folders, in the byte order of their names, once the letters are
 * written. A file without a letter, or one that cannot be read, is a warning. Failures:
 * STATUS_LIMIT, STATUS_IO, and what the writer answers. */
enum status pictures_add(struct bundle_writer *writer, const char *const *sources, size_t count,
                         struct import_report *report, struct error *error) STATUS_CHECKED;

#endif
