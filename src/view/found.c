#include "view/found.h"

#include <string.h>

/* A copy of the block with the found bytes marked; spans stay in their order. */
static struct block marked_block(struct arena *arena, const struct block *block,
                                 const struct place *place)
{
    struct block marked = *block;
    struct span *spans = arena_alloc(arena, block->span_count + 1, sizeof *spans);
    size_t at = 0;
    while (at < block->span_count && block->spans[at].start < place->found_start)
        at++;
    if (at > 0)
        memcpy(spans, block->spans, at * sizeof *spans);
    spans[at] =
        (struct span){.kind = SPAN_FOUND, .start = place->found_start, .end = place->found_end};
    if (at < block->span_count)
        memcpy(&spans[at + 1], &block->spans[at], (block->span_count - at) * sizeof *spans);
    marked.spans = spans;
    marked.span_count = block->span_count + 1;
    return marked;
}

static const struct block *with_found(struct arena *arena, const struct block *blocks, size_t count,
                                      const struct place *place)
{
    if (place->found_block >= count || place->found_end > blocks[place->found_block].length)
        return blocks;
    struct block *copy = arena_alloc(arena, count, sizeof *copy);
    memcpy(copy, blocks, count * sizeof *copy);
    copy[place->found_block] = marked_block(arena, &blocks[place->found_block], place);
    return copy;
}

void found_mark(struct letter *letter, const struct place *place, struct arena *arena)
{
    if (place->found_start >= place->found_end)
        return;
    if (place->overlay != OVERLAY_NOTE) {
        letter->blocks = with_found(arena, letter->blocks, letter->block_count, place);
        return;
    }
    struct note *notes = arena_alloc(arena, letter->note_count, sizeof *notes);
    for (size_t i = 0; i < letter->note_count; i++) {
        notes[i] = letter->notes[i];
        if (strcmp(notes[i].key, place->note) == 0)
            notes[i].blocks = with_found(arena, notes[i].blocks, notes[i].block_count, place);
    }
    letter->notes = notes;
}
