/* A text as a QR code (ISO/IEC 18004): the squares that a telephone's camera reads. */
#ifndef DRAW_QR_H
#define DRAW_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

/* Light squares that have to be free on each side (ISO/IEC 18004, section 5.3.8), and the longest
 * text that is encoded: a longer one would have squares too small for a screen. */
enum { QR_QUIET = 4, QR_TEXT_MAX = 400 };

struct qr {
    int side;            /* squares, without the quiet zone */
    const uint8_t *dark; /* side * side, row by row: 1 dark, 0 light */
};

/* Encodes with error correction M, so that a reflection on the glass does no harm. The squares are
 * made in the arena. STATUS_LIMIT: empty, or longer than QR_TEXT_MAX bytes. */
enum status qr_encode(const char *text, struct arena *arena, struct qr *ret_qr) STATUS_CHECKED;

/* Whether the square in that column and row is dark. */
bool qr_is_dark(const struct qr *qr, int column, int row);

#endif
