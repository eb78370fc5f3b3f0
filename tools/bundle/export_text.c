#include "export_format.h"

#include "base/arena.h"

#include <string.h>

/* A note in a note in a note is as deep as editions go; deeper ones would only be a circle. */
enum { NESTING_MAX = 8 };

/* One letter on its way out; on a card there is none. */
struct text_export {
    struct buffer *out;
    const struct letter *letter;
    bool *marked; /* notes that have stood at their mark */
};

static void append_blocks(struct text_export *export, const struct block *blocks, size_t count,
                          const char *between, int nesting);

static void append_note(struct text_export *export, const char *key, int nesting)
{
    const struct note *note = letter_find_note(export->letter, key);
    if (note == NULL || nesting > NESTING_MAX)
        return;
    export->marked[note - export->letter->notes] = true;
    char last = export->out->length > 0 ? export->out->bytes[export->out->length - 1] : '\n';
    buffer_text(export->out, last == ' ' || last == '\n' ? "[" : " [");
    append_blocks(export, note->blocks, note->block_count, " ", nesting);
    buffer_byte(export->out, ']');
}

static void append_block(struct text_export *export, const struct block *block, int nesting)
{
    uint32_t at = 0;
    if (block->marker != NULL)
        buffer_format(export->out, "%s ", block->marker);
    for (size_t i = 0; i < block->span_count; i++) {
        const struct span *span = &block->spans[i];
        if (span->kind != SPAN_NOTE || export->letter == NULL)
            continue;
        buffer_append(export->out, block->text + at, span->start - at);
        at = span->start;
        append_note(export, span->target, nesting + 1);
    }
    buffer_append(export->out, block->text + at, block->length - at);
}

static void append_blocks(struct text_export *export, const struct block *blocks, size_t count,
                          const char *between, int nesting)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_text(export->out, between);
        append_block(export, &blocks[i], nesting);
    }
}

static void begin(struct buffer *out, enum export_part part)
{
    (void)out, (void)part;
}

static void letter(struct buffer *out, const struct letter *letter, bool first)
{
    (void)first;
    struct arena *arena = arena_create();
    struct text_export export = {out, letter,
                                 arena_alloc(arena, letter->note_count, sizeof *export.marked)};
    append_blocks(&export, letter->blocks, letter->block_count, "\n", 0);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < letter->note_count; i++)
        if (!export.marked[i]) {
            append_note(&export, letter->notes[i].key, 1);
            buffer_byte(out, '\n');
        }
    buffer_text(out, "\f\n");
    arena_destroy(arena);
}

const struct export_format export_text = {.begin = begin, .letter = letter};
