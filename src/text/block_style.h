/* How each kind of block is set: the style sheet of letters, notes and cards (sections 1, 2 and 9
 * of the interface specification). */
#ifndef TEXT_BLOCK_STYLE_H
#define TEXT_BLOCK_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "letter/letter.h"

enum block_ink { BLOCK_INK_TEXT, BLOCK_INK_SECONDARY };

/* Lengths are hundredths: of the sheet's em for sizes and indents, of its leading for gaps. */
struct block_style {
    int16_t em;
    int16_t leading; /* of the block's own em; 0: in the sheet's proportion */
    enum block_align align;
    enum block_ink ink;
    bool italic, small_caps;
    bool balanced;
    bool first_indent;   /* the sheet's, where the block before allows it */
    bool indent_follows; /* a paragraph behind this is indented */
    bool justified;      /* where the sheet is */
    bool keep_with_next;
    int16_t left, turn; /* indent of all lines, and of the second and further ones */
    int16_t before,
        after; /* gaps; the larger of two neighbours' counts, none between equal kinds */
};

/* The style of a block, its level and quotation depth included. */
struct block_style block_style_of(const struct block *block);

#endif
