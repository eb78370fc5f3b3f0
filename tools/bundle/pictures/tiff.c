#include "scan.h"

#include "base/memory.h"
#include "turn.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

/* How a scan says what its samples are. */
struct layout {
    uint32_t width, height;
    uint16_t bits, samples, photometric, planar, compression, orientation;
};

static const char advice[] =
    "a kind of TIFF that is not read; save it as RGB or grey with 1, 8 or 16 bits, in strips";

/* Of one strip, compressed. */
enum { STRIP_BYTES_MAX = 48 << 20 };

static int __attribute__((format(printf, 4, 0)))
hear_error(TIFF *tiff, void *self, const char *module, const char *format, va_list arguments)
{
    const struct scan_sink *sink = self;
    char message[200];
    (void)tiff, (void)module;
    vsnprintf(message, sizeof message, format, arguments);
    sink->fail(sink->self, message);
    return 1;
}

static int pass_over(TIFF *tiff, void *self, const char *module, const char *format,
                     va_list arguments)
{
    (void)tiff, (void)self, (void)module, (void)format, (void)arguments;
    return 1;
}

static TIFF *open_tiff(FILE *file, const struct scan_sink *sink)
{
    union {
        const struct scan_sink *borrowed;
        void *pointer;
    } self = {.borrowed = sink};
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, STRIP_BYTES_MAX);
    TIFFOpenOptionsSetErrorHandlerExtR(options, hear_error, self.pointer);
    TIFFOpenOptionsSetWarningHandlerExtR(options, pass_over, NULL);
    TIFF *tiff = TIFFFdOpenExt(dup(fileno(file)), "scan", "r", options);
    TIFFOpenOptionsFree(options);
    if (tiff == NULL)
        sink->fail(sink->self, "not a TIFF picture");
    return tiff;
}

static struct layout layout_of(TIFF *tiff, const struct scan_sink *sink)
{
    struct layout layout = {0};
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &layout.width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &layout.height);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &layout.planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &layout.compression);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &layout.orientation);
    scan_check_size(sink, layout.width, layout.height);
    if (layout.photometric == PHOTOMETRIC_YCBCR && layout.compression == COMPRESSION_JPEG) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        layout.photometric = PHOTOMETRIC_RGB;
    }
    bool grey = layout.photometric == PHOTOMETRIC_MINISBLACK ||
                layout.photometric == PHOTOMETRIC_MINISWHITE;
    bool known = layout.bits == 8 || layout.bits == 16 || (layout.bits == 1 && grey);
    if (TIFFIsTiled(tiff) || layout.planar != PLANARCONFIG_CONTIG || !known ||
        !(grey || layout.photometric == PHOTOMETRIC_RGB) || layout.samples < (grey ? 1 : 3) ||
        layout.samples > 8)
        sink->fail(sink->self, advice);
    return layout;
}

/* One sample, as eight bits; 16-bit samples are in the machine's order already. */
static uint8_t sample_at(const struct layout *layout, const uint8_t *row, size_t index)
{
    if (layout->bits == 8)
        return row[index];
    if (layout->bits == 1)
        return row[index / 8] >> (7 - index % 8) & 1 ? 255 : 0;
    uint16_t sample;
    memcpy(&sample, row + 2 * index, sizeof sample);
    return (uint8_t)(sample >> 8);
}

static void convert(const struct layout *layout, const uint8_t *row, uint8_t *rgb)
{
    bool colour = layout->photometric == PHOTOMETRIC_RGB;
    uint8_t inverse = layout->photometric == PHOTOMETRIC_MINISWHITE ? 255 : 0;
    for (size_t x = 0; x < layout->width; x++)
        for (size_t channel = 0; channel < 3; channel++)
            rgb[3 * x + channel] =
                sample_at(layout, row, x * layout->samples + (colour ? channel : 0)) ^ inverse;
}

void scan_tiff(FILE *file, const struct scan_sink *sink)
{
    TIFF *tiff = open_tiff(file, sink);
    struct layout layout = layout_of(tiff, sink);
    size_t bytes = (size_t)TIFFScanlineSize(tiff);
    if (bytes < ((size_t)layout.width * layout.samples * layout.bits + 7) / 8)
        sink->fail(sink->self, advice);
    uint8_t *row = memory_zeroed(1, bytes), *rgb = memory_zeroed(layout.width, 3);
    struct turn turn;
    struct scan_sink turning;
    const struct scan_sink *rows =
        turn_begin(&turn, &turning, sink, layout.orientation, layout.width, layout.height);
    rows->size(rows->self, layout.width, layout.height);
    for (uint32_t y = 0; y < layout.height; y++) {
        if (TIFFReadScanline(tiff, row, y, 0) != 1)
            sink->fail(sink->self, "the picture is cut short");
        convert(&layout, row, rgb);
        rows->row(rows->self, rgb);
    }
    turn_end(&turn);
    free(row);
    free(rgb);
    TIFFClose(tiff);
}
