#include "platform/image/jpeg.h"

#include <limits.h>
#include <stdlib.h>

#include <turbojpeg.h>

#include "base/memory.h"

struct jpeg_decoder {
    tjhandle handle; /* NULL: the library refused */
};

struct jpeg_decoder *jpeg_decoder_create(void)
{
    struct jpeg_decoder *decoder = memory_zeroed(1, sizeof *decoder);
    decoder->handle = tjInitDecompress();
    return decoder;
}

void jpeg_decoder_destroy(struct jpeg_decoder *decoder)
{
    if (decoder == NULL)
        return;
    if (decoder->handle != NULL)
        tjDestroy(decoder->handle);
    free(decoder);
}

static enum status failed(const struct jpeg_decoder *decoder, struct error *error)
{
    return error_set(error, STATUS_INVALID, "not a JPEG picture: %s",
                     tjGetErrorStr2(decoder->handle));
}

/* XRGB8888 is one number a pixel: which byte is blue depends on the machine. */
static int pixel_format(void)
{
    static const union {
        uint32_t number;
        unsigned char bytes[4];
    } probe = {.number = 0xFF};
    return probe.bytes[0] == 0xFF ? TJPF_BGRX : TJPF_XRGB;
}

enum status jpeg_decode(struct jpeg_decoder *decoder, const void *bytes, size_t length,
                        int side_max, uint32_t **ret_pixels, int *ret_w, int *ret_h,
                        struct error *error)
{
    int w, h, subsampling, colorspace;
    if (decoder->handle == NULL || length > ULONG_MAX ||
        tjDecompressHeader3(decoder->handle, bytes, (unsigned long)length, &w, &h, &subsampling,
                            &colorspace) != 0)
        return failed(decoder, error);
    if (w > side_max || h > side_max)
        return error_set(error, STATUS_LIMIT, "a picture of %d x %d pixels; at most %d a side", w,
                         h, side_max);
    uint32_t *pixels = memory_zeroed((size_t)w * (size_t)h, sizeof *pixels);
    if (tjDecompress2(decoder->handle, bytes, (unsigned long)length, (unsigned char *)pixels, w,
                      w * 4, h, pixel_format(), TJFLAG_STOPONWARNING) != 0) {
        free(pixels);
        return failed(decoder, error);
    }
    *ret_pixels = pixels;
    *ret_w = w;
    *ret_h = h;
    return STATUS_OK;
}
