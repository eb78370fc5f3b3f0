/* Opens a finished bundle and serves it as a letter source. */
#ifndef BUNDLE_READER_H
#define BUNDLE_READER_H

#include "base/status.h"
#include "letter/source.h"

struct bundle_reader;

/* Opens read-only, checks the header (ours, schema known, whole file there) and the table
 * definitions; reads nothing else. Failures name the file: STATUS_NOT_FOUND, STATUS_INVALID (not
 * ours, truncated, damaged), STATUS_UNSUPPORTED (a newer schema), STATUS_IO. Close with
 * bundle_reader_close. */
enum status bundle_reader_open(const char *path, struct bundle_reader **ret_reader,
                               struct error *error) STATUS_CHECKED;

/* Takes NULL. Ends the source too. */
void bundle_reader_close(struct bundle_reader *reader);

/* The content; borrowed until bundle_reader_close. One thread at a time. */
struct letter_source bundle_reader_source(struct bundle_reader *reader);

#endif
