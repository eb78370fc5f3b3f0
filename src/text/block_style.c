#include "text/block_style.h"

/* One level of lists, verse and quotations. */
enum { LEVEL_INDENT = 150, LEVELS_MAX = 5, ATTACHMENT_EM = 115 };

static const struct block_style styles[BLOCK_KIND_COUNT] = {
    [BLOCK_HEADING] = {.em = 135,
                       .leading = 125,
                       .align = ALIGN_START,
                       .balanced = true,
                       .keep_with_next = true,
                       .before = 150,
                       .after = 50},
    [BLOCK_SOURCE_LINE] = {.em = 88,
                           .align = ALIGN_CENTER,
                           .ink = BLOCK_INK_SECONDARY,
                           .balanced = true,
                           .keep_with_next = true,
                           .before = 150,
                           .after = 25},
    [BLOCK_LETTERHEAD] = {.em = 100,
                          .align = ALIGN_CENTER,
                          .small_caps = true,
                          .keep_with_next = true,
                          .before = 25,
                          .after = 50},
    [BLOCK_ADDRESS] = {.em = 100, .align = ALIGN_START, .before = 25, .after = 50},
    [BLOCK_DATELINE] = {.em = 100,
                        .align = ALIGN_END,
                        .italic = true,
                        .keep_with_next = true,
                        .before = 25,
                        .after = 50},
    [BLOCK_SALUTATION] = {.em = 100,
                          .align = ALIGN_START,
                          .small_caps = true,
                          .keep_with_next = true,
                          .before = 25,
                          .after = 25},
    [BLOCK_PARAGRAPH] = {.em = 100,
                         .align = ALIGN_START,
                         .first_indent = true,
                         .indent_follows = true,
                         .justified = true},
    [BLOCK_VERSE_LINE] = {.em = 100,
                          .align = ALIGN_START,
                          .left = 150,
                          .turn = 200,
                          .indent_follows = true,
                          .before = 50,
                          .after = 50},
    [BLOCK_LIST_HEAD] = {.em = 100,
                         .align = ALIGN_START,
                         .italic = true,
                         .keep_with_next = true,
                         .before = 50,
                         .after = 10},
    [BLOCK_LIST_ITEM] = {.em = 100,
                         .align = ALIGN_START,
                         .indent_follows = true,
                         .justified = true,
                         .before = 25,
                         .after = 25},
    [BLOCK_TABLE_CELL] =
        {.em = 100, .align = ALIGN_START, .indent_follows = true, .before = 50, .after = 50},
    [BLOCK_CLOSING] = {.em = 100, .align = ALIGN_END, .keep_with_next = true, .before = 30},
    [BLOCK_SIGNATURE] = {.em = 100,
                         .align = ALIGN_END,
                         .small_caps = true,
                         .indent_follows = true,
                         .before = 20,
                         .after = 50},
    [BLOCK_POSTSCRIPT] = {.em = 100,
                          .align = ALIGN_START,
                          .first_indent = true,
                          .indent_follows = true,
                          .justified = true,
                          .before = 50},
    [BLOCK_CAPTION] = {.em = 85,
                       .align = ALIGN_CENTER,
                       .ink = BLOCK_INK_SECONDARY,
                       .balanced = true,
                       .before = 25,
                       .after = 50},
    [BLOCK_RULE] = {.em = 100, .align = ALIGN_CENTER, .before = 25, .after = 25},
};

static int16_t levels_of(unsigned levels)
{
    return (int16_t)((levels < LEVELS_MAX ? levels : LEVELS_MAX) * LEVEL_INDENT);
}

struct block_style block_style_of(const struct block *block)
{
    struct block_style style = styles[block->kind];
    if (block->kind == BLOCK_HEADING && block->level > 0)
        style.em = ATTACHMENT_EM;
    if (block->align != ALIGN_BY_KIND) {
        style.align = block->align;
        style.first_indent = style.first_indent && block->align == ALIGN_START;
        style.justified = style.justified && block->align == ALIGN_START;
    }
    if (block->flush)
        style.first_indent = false;
    if (block->flush && block->kind == BLOCK_SIGNATURE && block->align == ALIGN_BY_KIND)
        style.align = ALIGN_START;
    if (block->kind == BLOCK_LIST_ITEM || block->kind == BLOCK_VERSE_LINE)
        style.left = (int16_t)(style.left + levels_of(block->level));
    style.left = (int16_t)(style.left + levels_of(block->quote_depth));
    return style;
}
