#include "base/file.h"

#include "base/memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

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

char *file_beside_program(const char *relative)
{
    char program[PATH_SIZE] = "", path[2 * PATH_SIZE];
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0)
        return memory_string(relative);
    char *slash = strrchr(program, '/');
    if (slash != NULL)
        *slash = '\0';
    snprintf(path, sizeof path, "%s/%s", program, relative);
    return memory_string(path);
}

char *file_assets(const char *relative)
{
    const char *said = getenv("VITRINE_ASSETS");
    return said != NULL && said[0] != '\0' ? memory_string(said) : file_beside_program(relative);
}
