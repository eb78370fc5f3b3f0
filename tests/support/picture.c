#include "support/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "platform/image/png.h"
#include "support/harness.h"

enum { PATH_SIZE = 1024 };

/* What two pictures of one size differ in. */
struct difference {
    size_t count;
    int most;
    int first_x, first_y;
};

static int channel_difference(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int by = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
        most = by > most ? by : most;
    }
    return most;
}

static uint32_t pixel_of(struct picture picture, int x, int y)
{
    return picture.pixels[(size_t)y * picture.stride + (size_t)x];
}

/* Compares, and paints what differs white on black. */
static struct difference compare(struct picture got, struct picture expected, int tolerance,
                                 uint32_t *painted)
{
    struct difference result = {0};
    for (int y = 0; y < got.h; y++) {
        for (int x = 0; x < got.w; x++) {
            int by = channel_difference(pixel_of(got, x, y), pixel_of(expected, x, y));
            *painted++ = by > tolerance ? 0xffffffff : 0xff000000;
            if (by > tolerance && result.count++ == 0) {
                result.first_x = x;
                result.first_y = y;
            }
            result.most = by > result.most ? by : result.most;
        }
    }
    return result;
}

/* Saves beside the build, with "_" for "/" in the name, and a word before .png. */
static void save(struct picture picture, const char *name, const char *word)
{
    const char *build = getenv("VITRINE_BINARY_DIR");
    char path[PATH_SIZE];
    struct error error = {0};
    int start = snprintf(path, sizeof path, "%s/pictures", build != NULL ? build : ".");
    mkdir(path, 0777);
    snprintf(path + start, sizeof path - (size_t)start, "/%s.%s.png", name, word);
    for (char *c = path + start + 1; *c != '\0'; c++)
        *c = *c == '/' ? '_' : *c;
    if (png_write(path, picture.pixels, picture.w, picture.h, picture.stride, &error) == STATUS_OK)
        printf("  saved %s\n", path);
    else
        printf("  not saved: %s\n", error.message);
}

/* Compares two pictures of one size. */
static bool pixels_match(struct picture got, struct picture expected, const char *name,
                         int tolerance)
{
    uint32_t *painted = memory_zeroed((size_t)got.w * (size_t)got.h, sizeof *painted);
    struct difference difference = compare(got, expected, tolerance, painted);
    if (difference.count > 0) {
        printf("  %zu pixels differ by more than %d, at most by %d; first at (%d, %d)\n",
               difference.count, tolerance, difference.most, difference.first_x,
               difference.first_y);
        save((struct picture){painted, got.w, got.h, (size_t)got.w}, name, "difference");
    }
    free(painted);
    return difference.count == 0;
}

bool picture_matches(struct picture got, struct picture expected, const char *name, int tolerance)
{
    bool same_size = got.w == expected.w && got.h == expected.h;
    if (!same_size)
        printf("  %d x %d pixels came, not %d x %d\n", got.w, got.h, expected.w, expected.h);
    if (same_size && pixels_match(got, expected, name, tolerance))
        return true;
    save(got, name, "got");
    save(expected, name, "expected");
    return false;
}

bool picture_is_golden(struct picture got, const char *golden, int tolerance)
{
    uint32_t *pixels = NULL;
    int w, h;
    struct error error = {0};
    if (png_read(harness_source_path(golden), &pixels, &w, &h, &error) != STATUS_OK) {
        printf("  %s\n", error.message);
        save(got, golden, "got");
        return false;
    }
    bool holds = picture_matches(got, (struct picture){pixels, w, h, (size_t)w}, golden, tolerance);
    free(pixels);
    return holds;
}
