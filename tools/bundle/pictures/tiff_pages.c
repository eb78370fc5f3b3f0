#include "tiff_pages.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { TAG_SUBFILE_TYPE = 254, REDUCED = 1, MASK = 4 };

struct tiff_file {
    FILE *file;
    bool big_endian;
};

/* `size` bytes at the file's place; 0 where there are none. */
static uint32_t number(struct tiff_file *tiff, unsigned size)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < size; i++) {
        int byte = getc(tiff->file);
        uint32_t bits = byte == EOF ? 0 : (uint32_t)byte;
        value |= bits << 8 * (tiff->big_endian ? size - 1 - i : i);
    }
    return value;
}

/* Goes through the entries of a page, up to the place of the next one's: whether it is a smaller
 * copy or a mask of another. */
static bool is_aside(struct tiff_file *tiff)
{
    bool aside = false;
    for (uint32_t left = number(tiff, 2); left > 0 && !feof(tiff->file); left--) {
        uint32_t tag = number(tiff, 2);
        number(tiff, 2); /* type */
        number(tiff, 4); /* and count of its values: one number */
        uint32_t value = number(tiff, 4);
        aside = aside || (tag == TAG_SUBFILE_TYPE && (value & (REDUCED | MASK)));
    }
    return aside;
}

static unsigned count(struct tiff_file *tiff)
{
    unsigned pages = 0;
    for (unsigned met = 0; met < TIFF_PAGES_MAX; met++) {
        uint32_t next = number(tiff, 4);
        if (next == 0 || feof(tiff->file) || fseek(tiff->file, (long)next, SEEK_SET) != 0)
            break;
        pages += !is_aside(tiff);
    }
    return pages > 0 ? pages : 1;
}

unsigned tiff_pages(const char *path)
{
    struct tiff_file tiff = {.file = fopen(path, "rbe")};
    char magic[4] = {0};
    unsigned pages = 1;
    if (tiff.file == NULL)
        return pages;
    if (fread(magic, 1, sizeof magic, tiff.file) == sizeof magic &&
        (memcmp(magic, "II*\0", 4) == 0 || memcmp(magic, "MM\0*", 4) == 0)) {
        tiff.big_endian = magic[0] == 'M';
        pages = count(&tiff);
    }
    fclose(tiff.file);
    return pages;
}
