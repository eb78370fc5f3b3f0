#include "text/unicode.h"

#include "text/unicode_tables.h"

enum { LAST_CODE_POINT = 0x10FFFF };

static const struct unicode_pair *pair_of(uint32_t code_point)
{
    static const struct unicode_pair beyond = {LINE_AL, GRAPHEME_OTHER};
    if (code_point > LAST_CODE_POINT)
        return &beyond;
    unsigned block = unicode_index[code_point / UNICODE_BLOCK];
    return &unicode_pairs[unicode_blocks[block * UNICODE_BLOCK + code_point % UNICODE_BLOCK]];
}

enum line_class unicode_line_class(uint32_t code_point)
{
    return (enum line_class)pair_of(code_point)->line;
}

enum grapheme_class unicode_grapheme_class(uint32_t code_point)
{
    return (enum grapheme_class)pair_of(code_point)->grapheme;
}
