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
    uint32_t tile_width, tile_height; /* 0: it is in strips */
    const uint16_t *palette[3];       /* of 1 << bits colours, with 16 bits */
    uint16_t planes;                  /* of one sample each; 1: one plane holds all samples */
};

static const char advice[] =
    "a kind of TIFF that is not read; save it as RGB, grey, CMYK or with a palette";

enum {
    PLANES_MAX = 4,
    STRIP_BYTES_MAX = 48 << 20, /* of one strip, compressed */
    BAND_BYTES_MAX = 32 << 20   /* of a row of tiles, as RGB */
};

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
    lseek(fileno(file), 0, SEEK_SET); /* which all its descriptors share */
    TIFF *tiff = TIFFFdOpenExt(dup(fileno(file)), "scan", "r", options);
    TIFFOpenOptionsFree(options);
    if (tiff == NULL)
        sink->fail(sink->self, "not a TIFF picture");
    return tiff;
}

/* Samples a pixel has at least; 0: its colours are not known. */
static unsigned samples_of(const struct layout *layout)
{
    switch (layout->photometric) {
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
        return 1;
    case PHOTOMETRIC_PALETTE:
        return layout->bits <= 8 ? 1 : 0;
    case PHOTOMETRIC_RGB:
        return 3;
    case PHOTOMETRIC_SEPARATED:
        return 4;
    default:
        return 0;
    }
}

static bool is_known(const struct layout *layout)
{
    unsigned samples = samples_of(layout), bits = layout->bits;
    return samples > 0 && layout->samples >= samples && layout->samples <= 8 &&
           (bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16);
}

static struct layout layout_of(TIFF *tiff, const struct scan_sink *sink)
{
    struct layout layout = {.planes = 1};
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &layout.width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &layout.height);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &layout.planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &layout.compression);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &layout.orientation);
    scan_check_size(sink, layout.width, layout.height);
    bool apart = layout.planar == PLANARCONFIG_SEPARATE && layout.samples > 1;
    if (layout.photometric == PHOTOMETRIC_YCBCR && layout.compression == COMPRESSION_JPEG &&
        !apart) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        layout.photometric = PHOTOMETRIC_RGB;
    }
    if (layout.photometric == PHOTOMETRIC_PALETTE &&
        TIFFGetField(tiff, TIFFTAG_COLORMAP, &layout.palette[0], &layout.palette[1],
                     &layout.palette[2]) != 1)
        sink->fail(sink->self, "it has no palette; save it anew");
    if (TIFFIsTiled(tiff)) {
        TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &layout.tile_width);
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &layout.tile_height);
    }
    if (!is_known(&layout))
        sink->fail(sink->self, advice);
    if (apart) /* planes that show nothing are not read */
        layout.samples = layout.planes = (uint16_t)samples_of(&layout);
    return layout;
}

/* ---- Colours -----------------------------------------------------------------------------------
 */

/* A row of the picture: its planes' rows lie `stride` bytes apart. */
struct samples {
    const uint8_t *first;
    size_t stride;
};

/* One sample as it is; 16-bit samples are in the machine's order already. */
static unsigned sample_at(const struct layout *layout, const struct samples *row, size_t x,
                          unsigned channel)
{
    bool apart = layout->planes > 1;
    const uint8_t *plane = row->first + (apart ? channel * row->stride : 0);
    size_t index = apart ? x : x * layout->samples + channel;
    if (layout->bits == 16) {
        uint16_t sample;
        memcpy(&sample, plane + 2 * index, sizeof sample);
        return sample;
    }
    if (layout->bits == 8)
        return plane[index];
    size_t bit = index * layout->bits;
    return plane[bit / 8] >> (8 - layout->bits - bit % 8) & ((1u << layout->bits) - 1);
}

/* One sample as eight bits. */
static uint8_t level_at(const struct layout *layout, const struct samples *row, size_t x,
                        unsigned channel)
{
    unsigned sample = sample_at(layout, row, x, channel);
    return (uint8_t)(layout->bits == 8 ? sample : sample * 255 / ((1u << layout->bits) - 1));
}

static uint8_t channel_of(const struct layout *layout, const struct samples *row, size_t x,
                          unsigned channel)
{
    switch (layout->photometric) {
    case PHOTOMETRIC_PALETTE:
        return (uint8_t)(layout->palette[channel][sample_at(layout, row, x, 0)] >> 8);
    case PHOTOMETRIC_SEPARATED: /* how much ink of one colour there is, and of black */
        return (uint8_t)((255 - level_at(layout, row, x, channel)) *
                         (255 - level_at(layout, row, x, 3)) / 255);
    case PHOTOMETRIC_MINISWHITE:
        return 255 - level_at(layout, row, x, 0);
    case PHOTOMETRIC_MINISBLACK:
        return level_at(layout, row, x, 0);
    default:
        return level_at(layout, row, x, channel);
    }
}

static void convert(const struct layout *layout, struct samples row, size_t pixels, uint8_t *rgb)
{
    for (size_t x = 0; x < pixels; x++)
        for (unsigned channel = 0; channel < 3; channel++)
            rgb[3 * x + channel] = channel_of(layout, &row, x, channel);
}

/* ---- Pixels ------------------------------------------------------------------------------------
 */

/* Bytes of so many pixels of a plane. */
static size_t bytes_of(const struct layout *layout, uint32_t pixels)
{
    unsigned samples = layout->planes > 1 ? 1 : layout->samples;
    return ((size_t)pixels * samples * layout->bits + 7) / 8;
}

/* Each plane is read through a TIFF of its own: one alone would unpack its strips anew for every
 * row, as it keeps but one of them. */
static void read_strips(TIFF *const planes[], const struct layout *layout,
                        const struct scan_sink *sink)
{
    size_t bytes = (size_t)TIFFScanlineSize(planes[0]);
    if (bytes < bytes_of(layout, layout->width))
        sink->fail(sink->self, advice);
    uint8_t *row = memory_zeroed(layout->planes, bytes), *rgb = memory_zeroed(layout->width, 3);
    for (uint32_t y = 0; y < layout->height; y++) {
        for (unsigned plane = 0; plane < layout->planes; plane++)
            if (TIFFReadScanline(planes[plane], row + plane * bytes, y, (uint16_t)plane) != 1)
                sink->fail(sink->self, "the picture is cut short");
        convert(layout, (struct samples){row, bytes}, layout->width, rgb);
        sink->row(sink->self, rgb);
    }
    free(row);
    free(rgb);
}

static void read_planes_of_strips(FILE *file, TIFF *tiff, const struct layout *layout,
                                  const struct scan_sink *rows, const struct scan_sink *sink)
{
    TIFF *planes[PLANES_MAX] = {tiff};
    for (unsigned plane = 1; plane < layout->planes; plane++)
        planes[plane] = open_tiff(file, sink);
    read_strips(planes, layout, rows);
    for (unsigned plane = 1; plane < layout->planes; plane++)
        TIFFClose(planes[plane]);
}

/* One row of tiles, side by side in `band`, as far as they show something. `tile` holds one of each
 * plane. */
static void read_band(TIFF *tiff, const struct layout *layout, uint32_t top, uint8_t *tile,
                      uint8_t *band, const struct scan_sink *sink)
{
    size_t bytes = (size_t)TIFFTileRowSize(tiff), stride = (size_t)TIFFTileSize(tiff);
    for (uint32_t left = 0; left < layout->width; left += layout->tile_width) {
        uint32_t rest = layout->width - left;
        uint32_t pixels = rest < layout->tile_width ? rest : layout->tile_width;
        for (unsigned plane = 0; plane < layout->planes; plane++)
            if (TIFFReadTile(tiff, tile + plane * stride, left, top, 0, (uint16_t)plane) < 0)
                sink->fail(sink->self, "the picture is cut short");
        for (uint32_t y = 0; y < layout->tile_height && top + y < layout->height; y++)
            convert(layout, (struct samples){tile + y * bytes, stride}, pixels,
                    band + 3 * ((size_t)y * layout->width + left));
    }
}

static void read_tiles(TIFF *tiff, const struct layout *layout, const struct scan_sink *sink)
{
    uint64_t pixels = (uint64_t)layout->width * layout->tile_height;
    uint64_t tile_pixels = (uint64_t)layout->tile_width * layout->tile_height;
    if (tile_pixels == 0 || 3 * pixels > BAND_BYTES_MAX || 8 * tile_pixels > BAND_BYTES_MAX)
        sink->fail(sink->self, "its tiles are too large; save it with tiles of 256 x 256 pixels");
    if ((size_t)TIFFTileRowSize(tiff) < bytes_of(layout, layout->tile_width))
        sink->fail(sink->self, advice);
    uint8_t *tile = memory_zeroed(layout->planes, (size_t)TIFFTileSize(tiff));
    uint8_t *band = memory_zeroed((size_t)pixels, 3);
    for (uint32_t top = 0; top < layout->height; top += layout->tile_height) {
        read_band(tiff, layout, top, tile, band, sink);
        for (uint32_t y = 0; y < layout->tile_height && top + y < layout->height; y++)
            sink->row(sink->self, band + 3 * (size_t)y * layout->width);
    }
    free(tile);
    free(band);
}

void scan_tiff(FILE *file, const struct scan_sink *sink)
{
    TIFF *tiff = open_tiff(file, sink);
    struct layout layout = layout_of(tiff, sink);
    struct turn turn;
    struct scan_sink turning;
    const struct scan_sink *rows =
        turn_begin(&turn, &turning, sink, layout.orientation, layout.width, layout.height);
    rows->size(rows->self, layout.width, layout.height);
    if (layout.tile_width)
        read_tiles(tiff, &layout, rows);
    else
        read_planes_of_strips(file, tiff, &layout, rows, sink);
    turn_end(&turn);
    TIFFClose(tiff);
}
