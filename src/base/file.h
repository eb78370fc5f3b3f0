/* Whole files that are small by nature. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/status.h"

/* Appends the content of a file of at most `limit` bytes. STATUS_NOT_FOUND, STATUS_IO or
 * STATUS_LIMIT; the message begins with the path. */
enum status file_read(const char *path, size_t limit, struct buffer *content,
                      struct error *error) STATUS_CHECKED;

#endif
