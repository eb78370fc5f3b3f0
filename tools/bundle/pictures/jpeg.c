#include "scan.h"

#include "base/memory.h"

#include <stdlib.h>

#include <jpeglib.h>

/* The library's error manager comes first, so that its address is this one's. */
struct errors {
    struct jpeg_error_mgr manager;
    const struct scan_sink *sink;
};

static void fail(j_common_ptr jpeg)
{
    char message[JMSG_LENGTH_MAX];
    const struct errors *errors = (const struct errors *)(const void *)jpeg->err;
    jpeg->err->format_message(jpeg, message);
    errors->sink->fail(errors->sink->self, message);
}

/* A warning is damage too: of a scan that is cut short the rest would be grey. */
static void hear(j_common_ptr jpeg, int level)
{
    if (level < 0)
        fail(jpeg);
}

void scan_jpeg(FILE *file, const struct scan_sink *sink)
{
    struct jpeg_decompress_struct jpeg = {0};
    struct errors errors = {.sink = sink};
    jpeg.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = fail;
    errors.manager.emit_message = hear;
    jpeg_create_decompress(&jpeg);
    jpeg_stdio_src(&jpeg, file);
    jpeg_read_header(&jpeg, TRUE);
    scan_check_size(sink, jpeg.image_width, jpeg.image_height);
    if (jpeg.num_components == 4)
        sink->fail(sink->self, "colours for print (CMYK); save it with RGB colours");
    if (jpeg_has_multiple_scans(&jpeg))
        scan_check_whole(sink, jpeg.image_width, jpeg.image_height,
                         "a progressive JPEG of more than 8 million pixels; save it as a plain "
                         "(baseline) one");
    jpeg.out_color_space = JCS_RGB;
    jpeg.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&jpeg);
    sink->size(sink->self, jpeg.output_width, jpeg.output_height);
    JSAMPLE *row = memory_zeroed(jpeg.output_width, 3);
    while (jpeg.output_scanline < jpeg.output_height) {
        jpeg_read_scanlines(&jpeg, &row, 1);
        sink->row(sink->self, row);
    }
    free(row);
    jpeg_destroy_decompress(&jpeg);
}
