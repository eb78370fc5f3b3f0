#include "scan.h"

#include "base/memory.h"

#include <png.h>
#include <stdlib.h>

static void fail(png_structp png, png_const_charp message)
{
    const struct scan_sink *sink = png_get_error_ptr(png);
    sink->fail(sink->self, message);
}

/* What is odd but readable. */
static void pass_over(png_structp png, png_const_charp message)
{
    (void)png, (void)message;
}

/* Every kind of PNG as 8-bit red, green, blue, alpha. */
static void transform(png_structp png, png_infop info)
{
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
    png_read_update_info(png, info);
}

/* What is see-through lies on white, as on paper. In place. */
static void lay_on_white(uint8_t *row, uint32_t width)
{
    for (size_t x = 0; x < width; x++)
        for (size_t channel = 0; channel < 3; channel++) {
            unsigned alpha = row[4 * x + 3], value = row[4 * x + channel];
            row[3 * x + channel] = (uint8_t)((value * alpha + 255 * (255 - alpha) + 127) / 255);
        }
}

void scan_png(FILE *file, const struct scan_sink *sink)
{
    union {
        const struct scan_sink *borrowed;
        void *pointer;
    } self = {.borrowed = sink};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, self.pointer, fail, pass_over);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    if (info == NULL)
        sink->fail(sink->self, "cannot be read: no memory");
    png_init_io(png, file);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_read_info(png, info);
    uint32_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    scan_check_size(sink, width, height);
    if (png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
        sink->fail(sink->self, "an interlaced PNG; save it without interlacing");
    transform(png, info);
    sink->size(sink->self, width, height);
    uint8_t *row = memory_zeroed(width, 4);
    for (uint32_t y = 0; y < height; y++) {
        png_read_row(png, row, NULL);
        lay_on_white(row, width);
        sink->row(sink->self, row);
    }
    free(row);
    png_destroy_read_struct(&png, &info, NULL);
}
