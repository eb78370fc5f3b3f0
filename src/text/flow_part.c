#include <string.h>

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/flow_state.h"

/* Blocks longer than the first are set in parts of about the last: some forty lines. The first part
 * is smaller, for all its words are new. Of the lines of a part the last are not kept, but set anew
 * with what follows, for they were chosen without it. The best lines of the parts are not those of
 * the whole, which may differ by a word in each line for pages, but as even. Each part is composed
 * from some words before its first line on, so that all that looks back at them finds them. Bytes,
 * and lines. */
enum {
    WHOLE_MOST = 5000,
    FIRST_BYTES = 1600,
    PART_BYTES = 2400,
    WORDS_BEFORE = 200,
    LINES_HELD = 10
};

/* Whether what is open at a place can be told for every place of the block. */
static bool has_shallow_directions(const struct block *block)
{
    struct bidi_open open;
    return !bidi_has_controls(block->text, block->length) ||
           bidi_open_at(block->text, block->length, block->length, &open);
}

bool flow_part_wanted(const struct flow *flow, const struct block *block)
{
    bool running = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_POSTSCRIPT;
    return running && block->length > WHOLE_MOST && flow->sheet.max_lines == 0 &&
           (flow->next.byte > 0 || has_shallow_directions(block));
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
    uint32_t bytes = flow->next.byte > 0 ? PART_BYTES : FIRST_BYTES;
    for (;; bytes *= 2) { /* lines may be enormous */
        struct block_part part = part_from(flow, block, bytes);
        struct set_text *text = flow_block_compose_part(flow, block, style, part);
        uint32_t start = find_mark(text, &flow->next);
        if (flow_block_set_part(flow, block, style, text, place, start, LINES_HELD))
            return part.end == block->length;
    }
}
