/* Punctuation that stands out of the column a little, so that its edge looks straight: hyphens,
 * stops, commas and quotation marks are light, and a line that ends or begins with one looks
 * indented where it is not. Inside src/text.
 *
 * Shares are hundredths of the character's width. Those of European signs are Hàn Thế Thành's
 * (protcode.tex of pdfTeX; "Micro-typographic extensions to the TeX typesetting system", 2000)
 * without his letters and brackets; signs of other scripts have those of the European sign that
 * they resemble. Of East Asian signs it is the blank half of their square, as W3C, "Requirements
 * for Japanese Text Layout", section 3.1.9, has it; Taiwan's and Hong Kong's stops stand in the
 * middle of theirs and stay. */
#ifndef TEXT_HANG_H
#define TEXT_HANG_H

#include "text/set_text.h"

enum { HANG_HYPHEN = 70 }; /* of the hyphen that a break puts in */

/* How much of the first character of set bytes start .. end - 1 hangs at a line's start, and where
 * the character ends. 0: nothing, as where the line runs on to its other side there. */
int hang_at_start(const struct set_text *text, uint32_t start, uint32_t end, uint32_t *ret_end);

/* How much of the last character hangs at a line's end, and where the character begins. */
int hang_at_end(const struct set_text *text, uint32_t start, uint32_t end, uint32_t *ret_start);

/* Whether what stands before a set offset is where lines end: text in the other direction does not
 * end there. */
bool hang_ends_line(const struct set_text *text, uint32_t at);

#endif
