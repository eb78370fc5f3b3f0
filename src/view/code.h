/* A QR code as a picture. */
#ifndef VIEW_CODE_H
#define VIEW_CODE_H

#include "draw/qr.h"
#include "text/glyph_page.h"
#include "view/look.h"

/* Whole pixels a square, so that the code is 30 mm wide at least, and 48 mm where `room_px` is
 * enough for that and its quiet zone. */
int code_square_px(const struct look *look, const struct qr *qr, int room_px);

/* The side of its picture, quiet zone included. */
int code_side_px(const struct qr *qr, int square_px);

/* The picture, dark on light in every theme; the caller's. */
const struct glyph_page *code_picture(const struct qr *qr, int square_px);

#endif
