/* The spreadsheets that a source folder may have, filled with what a bundle knows: for editing, and
 * to be read back by build (import/corrections.h). */
#ifndef BUNDLE_EXPORT_CSV_H
#define BUNDLE_EXPORT_CSV_H

#include "bundle/reader.h"

/* Writes letters.csv, persons.csv, terms.csv, start.csv and slides.csv into the folder, which is
 * made if need be, over older ones, and an empty overrides.csv if there is none. Failures:
 * STATUS_IO, and those of the reader. */
enum status export_csv(struct bundle_reader *reader, const char *folder,
                       struct error *error) STATUS_CHECKED;

#endif
