/* Whole files that are small by nature, and where a program's own files are. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/status.h"

/* Appends the content of a file of at most `limit` bytes. STATUS_NOT_FOUND, STATUS_IO or
 * STATUS_LIMIT; the message begins with the path. */
enum status file_read(const char *path, size_t limit, struct buffer *content,
                      struct error *error) STATUS_CHECKED;

/* The path `relative` as seen from the folder that the running program lies in; free() it. Where
 * that cannot be told, `relative` itself. */
char *file_beside_program(const char *relative);

/* The folder of the assets: VITRINE_ASSETS of the environment, else `relative` as seen from the
 * folder that the running program lies in; free() it. */
char *file_assets(const char *relative);

#endif
