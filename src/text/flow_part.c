#include <string.h>

#include "base/utf8.h"
#include "text/flow_state.h"

/* Blocks longer than the first are set in parts of about the second: some forty lines. Of the lines
 * of a part the last are not kept, but set anew with what follows, for they were chosen without it.
 * The best lines of the parts are not those of the whole, which may differ by a word in each line
 * for pages, but as even. Each part is composed from some words before its first line on, so that
 * all that looks back at them finds them. Bytes, and lines. */
enum { WHOLE_MOST = 5000, PART_BYTES = 2400, WORDS_BEFORE = 200, LINES_HELD = 10 };

/* Embeddings and isolates reach as far as they like: U+202A to U+202E, U+2066 to U+2069. */
static bool has_directions(const struct block *block)
{
    const char *at = block->text, *end = at + block->length;
    for (; (at = memchr(at, 0xE2, (size_t)(end - at))) && end - at >= 3; at++) {
        unsigned char second = (unsigned char)at[1], third = (unsigned char)at[2];
        if ((second == 0x80 && third >= 0xAA && third <= 0xAE) ||
            (second == 0x81 && third >= 0xA6 && third <= 0xA9))
            return true;
    }
    return false;
}

bool flow_part_wanted(const struct flow *flow, const struct block *block)
{
    bool running = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_POSTSCRIPT;
    return running && block->length > WHOLE_MOST && flow->sheet.max_lines == 0 &&
           (flow->next.byte > 0 || !has_directions(block));
}

/* The next border between characters. */
static uint32_t border_from(const struct block *block, uint32_t at)
{
    while (at < block->length && ((unsigned char)block->text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* The set offset of the mark. */
static uint32_t find_mark(const struct set_text *text, const struct block_mark *mark)
{
    uint32_t at = 0;
    while (at < text->length && text->block_at[at] < mark->byte)
        at++;
    return mark->byte == 0 ? 0 : at + mark->put_in;
}

/* A part of so many bytes behind the mark, or what is left where that is little more. */
static struct block_part part_from(const struct flow *flow, const struct block *block,
                                   uint32_t bytes)
{
    uint32_t from = flow->next.byte, left = block->length - from;
    struct block_part part = {.end = block->length};
    if (from > WORDS_BEFORE)
        part.start = border_from(block, from - WORDS_BEFORE);
    if (left / 4 * 3 > bytes)
        part.end = border_from(block, from + bytes);
    return part;
}

bool flow_part_set(struct flow *flow, const struct block *block, const struct block_style *style,
                   struct block_place *place)
{
    for (uint32_t bytes = PART_BYTES;; bytes *= 2) { /* lines may be enormous */
        struct block_part part = part_from(flow, block, bytes);
        struct set_text *text = flow_block_compose_part(flow, block, style, part);
        uint32_t start = find_mark(text, &flow->next);
        if (flow_block_set_part(flow, block, style, text, place, start, LINES_HELD))
            return part.end == block->length;
    }
}
