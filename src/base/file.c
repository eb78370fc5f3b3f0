#include "base/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum status file_read(const char *path, size_t limit, struct buffer *content, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    const size_t before = content->length;
    char piece[4096];
    size_t count = 1;
    while (count > 0 && content->length - before <= limit) {
        count = fread(piece, 1, sizeof piece, file);
        buffer_append(content, piece, count);
    }
    const bool broken = ferror(file) != 0;
    fclose(file);
    if (broken)
        return error_set(error, STATUS_IO, "%s: cannot be read", path);
    if (content->length - before > limit)
        return error_set(error, STATUS_LIMIT, "%s: over %zu bytes", path, limit);
    return STATUS_OK;
}
