#include "view/code.h"

int code_square_px(const struct look *look, const struct qr *qr, int room_px)
{
    int least = (look_px(look, 300) + qr->side - 1) / qr->side;
    int most = look_px(look, 480) / qr->side, fits = room_px / (qr->side + 2 * QR_QUIET);
    int square = most < fits ? most : fits;
    return square > least ? square : least;
}

int code_side_px(const struct qr *qr, int square_px)
{
    return (qr->side + 2 * QR_QUIET) * square_px;
}

/* Runs of dark squares of a row as one rectangle each. */
const struct glyph_page *code_picture(const struct qr *qr, int square_px)
{
    int side = code_side_px(qr, square_px);
    struct glyph_page_builder *builder = glyph_page_builder_create(side, side, TOKEN_WHITE);
    for (int row = 0; row < qr->side; row++)
        for (int column = 0, end; column < qr->side; column = end + 1) {
            for (end = column; end < qr->side && qr_is_dark(qr, end, row);)
                end++;
            if (end > column)
                glyph_page_builder_rect(
                    builder, (struct page_rect){.rect = {(column + QR_QUIET) * square_px,
                                                         (row + QR_QUIET) * square_px,
                                                         (end - column) * square_px, square_px},
                                                .shape = SHAPE_RECT,
                                                .ink = TOKEN_BLACK});
        }
    return glyph_page_builder_finish(builder);
}
