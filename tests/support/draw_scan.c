/* Draws a sheet of old paper with lines of writing, as a scan for the tests: draw_scan FILE.png W H
 * SEED. The same seed gives the same pixels. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "platform/image/png.h"

struct sheet {
    uint32_t *pixels;
    int w, h;
    uint32_t random;
};

static int next(struct sheet *sheet, int below)
{
    sheet->random = sheet->random * 1664525u + 1013904223u; /* Knuth's linear congruences */
    return (int)((sheet->random >> 8) % (uint32_t)below);
}

/* Warm paper, darker towards its edges, with a grain. */
static void fill_paper(struct sheet *sheet)
{
    for (int y = 0; y < sheet->h; y++)
        for (int x = 0; x < sheet->w; x++) {
            int from_x = x < sheet->w - x ? x : sheet->w - x,
                from_y = y < sheet->h - y ? y : sheet->h - y;
            int edge = from_x < from_y ? from_x : from_y, rim = sheet->w / 12;
            int dark = (edge < rim ? (rim - edge) * 40 / rim : 0) + next(sheet, 12);
            sheet->pixels[(size_t)y * (size_t)sheet->w + (size_t)x] =
                (uint32_t)((238 - dark) << 16 | (226 - dark) << 8 | (200 - dark * 5 / 4));
        }
}

static void dot(struct sheet *sheet, int x, int y, int radius, uint32_t ink)
{
    for (int dy = -radius; dy <= radius; dy++)
        for (int dx = -radius; dx <= radius; dx++)
            if (dx * dx + dy * dy <= radius * radius && x + dx >= 0 && x + dx < sheet->w &&
                y + dy >= 0 && y + dy < sheet->h)
                sheet->pixels[(size_t)(y + dy) * (size_t)sheet->w + (size_t)(x + dx)] = ink;
}

/* A word: loops of a pen that goes up and down and on. */
static int write_word(struct sheet *sheet, int x, int y, int size)
{
    int letters = 2 + next(sheet, 8), pen = size / 14 + 1;
    for (int i = 0; i < letters; i++) {
        int height = next(sheet, 4) == 0 ? size : size / 2, width = size / 2;
        for (int step = 0; step <= width * 4; step++) {
            int part = step * 2 % (width * 4), up = part < width * 2 ? part : width * 4 - part;
            dot(sheet, x + step / 4, y - up * height / (width * 2), pen, 0x2A2840);
        }
        x += width;
    }
    return x;
}

static void write_lines(struct sheet *sheet)
{
    int margin = sheet->w / 9, size = sheet->w / 60, leading = size * 5 / 2;
    for (int y = margin * 3 / 2; y < sheet->h - margin; y += leading)
        for (int x = margin + (next(sheet, 6) == 0 ? margin / 2 : 0);
             x < sheet->w - margin - size * 4;)
            x = write_word(sheet, x, y + next(sheet, size / 4 + 1), size) + size * 2 / 3;
}

int main(int argc, char **argv)
{
    struct sheet sheet = {0};
    struct error error = {0};
    if (argc != 5)
        return 2;
    sheet.w = (int)strtol(argv[2], NULL, 10);
    sheet.h = (int)strtol(argv[3], NULL, 10);
    sheet.random = (uint32_t)strtoul(argv[4], NULL, 10);
    if (sheet.w < 60 || sheet.h < 60 || sheet.w > PNG_SIDE_MAX || sheet.h > PNG_SIDE_MAX)
        return 2;
    sheet.pixels = memory_zeroed((size_t)sheet.w * (size_t)sheet.h, sizeof *sheet.pixels);
    fill_paper(&sheet);
    write_lines(&sheet);
    enum status status =
        png_write(argv[1], sheet.pixels, sheet.w, sheet.h, (size_t)sheet.w, &error);
    free(sheet.pixels);
    if (status != STATUS_OK)
        fprintf(stderr, "draw_scan: %s\n", error.message);
    return status == STATUS_OK ? 0 : 1;
}
