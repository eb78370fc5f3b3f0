#include "scan.h"

#include "base/memory.h"
#include "turn.h"

#include <stdlib.h>
#include <string.h>

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

static int orientation_of(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker != NULL; marker = marker->next)
        if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 4 &&
            memcmp(marker->data, "Exif", 4) == 0)
            return turn_of_exif(marker->data, marker->data_length);
    return TURN_UPRIGHT;
}

void scan_jpeg(FILE *file, const struct scan_sink *sink)
{
    struct turn turn;
    struct scan_sink turning;
    struct jpeg_decompress_struct jpeg = {0};
    struct errors errors = {.sink = sink};
    jpeg.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = fail;
    errors.manager.emit_message = hear;
    jpeg_create_decompress(&jpeg);
    jpeg_stdio_src(&jpeg, file);
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xffff);
    jpeg_read_header(&jpeg, TRUE);
    scan_check_size(sink, jpeg.image_width, jpeg.image_height);
    if (jpeg.num_components == 4)
        sink->fail(sink->self, "colours for print (CMYK); save it with RGB colours");
    if (jpeg_has_multiple_scans(&jpeg))
        scan_check_whole(sink, jpeg.image_width, jpeg.image_height,
                         "a progressive JPEG of more than 8 million pixels; save it as a plain "
                         "(baseline) one");
    const struct scan_sink *rows = turn_begin(&turn, &turning, sink, orientation_of(&jpeg),
                                              jpeg.image_width, jpeg.image_height);
    jpeg.out_color_space = JCS_RGB;
    jpeg.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&jpeg);
    rows->size(rows->self, jpeg.output_width, jpeg.output_height);
    JSAMPLE *row = memory_zeroed(jpeg.output_width, 3);
    while (jpeg.output_scanline < jpeg.output_height) {
        jpeg_read_scanlines(&jpeg, &row, 1);
        rows->row(rows->self, row);
    }
    turn_end(&turn);
    free(row);
    jpeg_destroy_decompress(&jpeg);
}
