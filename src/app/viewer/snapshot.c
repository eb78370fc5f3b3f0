#include "app/viewer/snapshot.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/image/png.h"

enum { PATH_SIZE = 4096 };

static enum status write_file(const char *path, const struct buffer *content, struct error *error)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    bool whole = fwrite(content->bytes, 1, content->length, file) == content->length;
    whole = fclose(file) == 0 && whole;
    return whole ? STATUS_OK
                 : error_set(error, STATUS_IO, "%s: it could not be written whole", path);
}

enum status snapshot_write(const char *directory, const char *name, const struct dump_frame *frame,
                           const uint32_t *pixels, struct error *error)
{
    char path[PATH_SIZE];
    struct rect screen = frame->list->screen;
    struct buffer json = {0};
    if (mkdir(directory, 0777) != 0 && errno != EEXIST)
        return error_set(error, STATUS_IO, "%s: %s", directory, strerror(errno));
    snprintf(path, sizeof path, "%s/%s.png", directory, name);
    enum status status = STATUS_OK;
    if (pixels != NULL)
        status = png_write(path, pixels, screen.w, screen.h, (size_t)screen.w, error);
    if (status != STATUS_OK)
        return status;
    snprintf(path, sizeof path, "%s/%s.json", directory, name);
    dump_write(&json, frame);
    status = write_file(path, &json, error);
    buffer_fini(&json);
    return status;
}
