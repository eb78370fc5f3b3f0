#include "long.h"

#include <string.h>

static size_t count_words(const struct block *block)
{
    size_t words = 1;
    for (uint32_t i = 0; i < block->length; i++)
        words += block->text[i] == ' ';
    return words;
}

/* How many paragraphs, begun again and again, have so many words. */
static size_t count_blocks(const struct bench_paragraph *paragraphs, size_t count, size_t words)
{
    size_t blocks = 0;
    for (size_t found = 0; found < words; blocks++)
        found += count_words(&paragraphs[blocks % count].block);
    return blocks;
}

struct flow_text bench_long_letter(struct arena *arena, const struct bench_paragraph *paragraphs,
                                   size_t count, size_t words)
{
    size_t block_count = count_blocks(paragraphs, count, words);
    struct block *blocks = arena_alloc(arena, block_count, sizeof *blocks);
    for (size_t i = 0; i < block_count; i++)
        blocks[i] = paragraphs[i % count].block;
    return (struct flow_text){.blocks = blocks, .block_count = block_count};
}

/* Runs paragraphs together, a space behind each. */
static struct block join(struct arena *arena, const struct bench_paragraph *paragraphs,
                         size_t count, size_t parts)
{
    size_t bytes = 0, hyphens = 0;
    for (size_t i = 0; i < parts; i++) {
        bytes += paragraphs[i % count].block.length + 1;
        hyphens += paragraphs[i % count].block.hyphen_count;
    }
    struct block joined = paragraphs[0].block;
    char *text = arena_alloc(arena, bytes + 1, 1);
    uint32_t *points = arena_alloc(arena, hyphens + 1, sizeof *points);
    joined.length = joined.hyphen_count = 0;
    for (size_t i = 0; i < parts; i++) {
        const struct block *part = &paragraphs[i % count].block;
        for (size_t k = 0; k < part->hyphen_count; k++)
            points[joined.hyphen_count++] = joined.length + part->hyphens[k];
        memcpy(text + joined.length, part->text, part->length);
        joined.length += part->length;
        text[joined.length++] = ' ';
    }
    joined.text = text;
    joined.hyphens = points;
    return joined;
}

/* Notes of no text, their marks behind words. */
static void add_notes(struct arena *arena, struct block *block, struct note *notes, size_t count)
{
    struct span *spans = arena_alloc(arena, count, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)((i + 1) * (block->length - 1) / (count + 1));
        while (block->text[at] != ' ')
            at++;
        notes[i].key = notes[i].label = arena_format(arena, "%zu", i + 1);
        spans[i] = (struct span){.kind = SPAN_NOTE, .start = at, .end = at, .target = notes[i].key};
    }
    block->spans = spans;
    block->span_count = count;
}

struct flow_text bench_long_paragraph(struct arena *arena, const struct bench_paragraph *paragraphs,
                                      size_t count, size_t words, size_t note_count)
{
    struct block *block = arena_alloc(arena, 1, sizeof *block);
    struct note *notes = arena_alloc(arena, note_count, sizeof *notes);
    *block = join(arena, paragraphs, count, count_blocks(paragraphs, count, words));
    add_notes(arena, block, notes, note_count);
    return (struct flow_text){
        .blocks = block, .block_count = 1, .notes = notes, .note_count = note_count};
}
