#include "scan.h"

#include <stdbool.h>
#include <string.h>

void scan_check_size(const struct scan_sink *sink, uint32_t width, uint32_t height)
{
    char message[120];
    if (width > 0 && height > 0 && width <= SCAN_SIDE_MAX && height <= SCAN_SIDE_MAX)
        return;
    snprintf(message, sizeof message, "%u x %u pixels; make each side 1 to %d", (unsigned)width,
             (unsigned)height, SCAN_SIDE_MAX);
    sink->fail(sink->self, message);
}

void scan_check_whole(const struct scan_sink *sink, uint32_t width, uint32_t height,
                      const char *advice)
{
    if ((uint64_t)width * height > SCAN_WHOLE_PIXELS_MAX)
        sink->fail(sink->self, advice);
}

/* In either order of bytes, small or big. */
static bool is_tiff(const unsigned char magic[4])
{
    return memcmp(magic, "II*\0", 4) == 0 || memcmp(magic, "MM\0*", 4) == 0 ||
           memcmp(magic, "II+\0", 4) == 0 || memcmp(magic, "MM\0+", 4) == 0;
}

void scan_read(FILE *file, const struct scan_sink *sink)
{
    unsigned char magic[4] = {0};
    size_t got = fread(magic, 1, sizeof magic, file);
    rewind(file);
    if (got == 4 && memcmp(magic, "\xff\xd8\xff", 3) == 0)
        scan_jpeg(file, sink);
    else if (got == 4 && memcmp(magic, "\x89PNG", 4) == 0)
        scan_png(file, sink);
    else if (got == 4 && is_tiff(magic))
        scan_tiff(file, sink);
    else
        sink->fail(sink->self, "not a JPEG, PNG or TIFF picture; save it as one of these");
}
