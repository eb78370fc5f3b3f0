#include "draw/qr.h"

#include <qrencode.h>
#include <string.h>

enum status qr_encode(const char *text, struct arena *arena, struct qr *ret_qr)
{
    size_t length = strlen(text);
    if (length == 0 || length > QR_TEXT_MAX)
        return STATUS_LIMIT;
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return STATUS_LIMIT;
    size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *dark = arena_alloc(arena, count, sizeof *dark);
    for (size_t i = 0; i < count; i++)
        dark[i] = code->data[i] & 1; /* the other bits tell what a square is for */
    *ret_qr = (struct qr){.side = code->width, .dark = dark};
    QRcode_free(code);
    return STATUS_OK;
}

bool qr_is_dark(const struct qr *qr, int column, int row)
{
    return qr->dark[row * qr->side + column] != 0;
}
