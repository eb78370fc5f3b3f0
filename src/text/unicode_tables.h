/* The tables that tools/unicode/tables.py writes while building; only unicode.c reads them. */
#ifndef TEXT_UNICODE_TABLES_H
#define TEXT_UNICODE_TABLES_H

#include <stdint.h>

#include "text/unicode.h"

/* Code points in one block of the second stage. */
enum { UNICODE_BLOCK = 128 };

struct unicode_pair {
    uint8_t line;     /* enum line_class */
    uint8_t grapheme; /* enum grapheme_class */
};

/* The pairs that occur, the number of each block, and each block's pairs by their number. */
extern const struct unicode_pair unicode_pairs[];
extern const uint8_t unicode_index[], unicode_blocks[];

#endif
