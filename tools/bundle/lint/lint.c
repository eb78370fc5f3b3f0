#include "bundle/lint/lint.h"

#include "base/memory.h"
#include "bundle/lint/lint_state.h"
#include "import/volume.h"

#include <stdlib.h>
#include <string.h>

enum { NOTES_DEEP_MAX = 8 }; /* marks in notes that are followed to their notes */

struct lint *lint_create(struct import_report *report, const char *fonts)
{
    struct lint *lint = memory_zeroed(1, sizeof *lint);
    lint->report = report;
    lint->names = lint_names_create(report);
    lint->fonts = fonts ? lint_fonts_create(report, fonts) : NULL;
    return lint;
}

void lint_destroy(struct lint *lint)
{
    if (!lint)
        return;
    lint_names_destroy(lint->names);
    lint_fonts_destroy(lint->fonts);
    free(lint->links);
    free(lint);
}

const char *lint_missing_font(const struct lint *lint, size_t n)
{
    return lint->fonts ? lint_fonts_missing(lint->fonts, n) : NULL;
}

/* ---- The links of a letter ---------------------------------------------------------------------
 */

/* One letter, in reading order: a note stands where its mark does. */
struct walk {
    struct lint *lint;
    const struct letter *letter;
    bool *read; /* notes */
    int depth;
};

static void add_link(struct lint *lint, const struct block *block, const struct span *span)
{
    if (lint->link_count == lint->link_room) {
        lint->link_room = lint->link_room ? 2 * lint->link_room : 256;
        lint->links = memory_resized(lint->links, lint->link_room, sizeof *lint->links);
    }
    lint->links[lint->link_count] = (struct lint_link){.block = block, .span = span};
    lint->link_count++;
}

static void walk_blocks(struct walk *walk, const struct block *blocks, size_t count);

static void walk_note(struct walk *walk, const char *key)
{
    const struct note *note = letter_find_note(walk->letter, key);
    size_t index = note ? (size_t)(note - walk->letter->notes) : 0;
    if (!note || walk->read[index] || walk->depth == NOTES_DEEP_MAX)
        return;
    walk->read[index] = true;
    walk->depth++;
    walk_blocks(walk, note->blocks, note->block_count);
    walk->depth--;
}

static void walk_blocks(struct walk *walk, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < blocks[i].span_count; n++) {
            const struct span *span = &blocks[i].spans[n];
            if (span->kind == SPAN_NOTE)
                walk_note(walk, span->target);
            else if ((span->kind == SPAN_PERSON || span->kind == SPAN_REFERENCE) && span->target)
                add_link(walk->lint, &blocks[i], span);
        }
}

/* How many links of this kind and target stand before it. */
static unsigned count_before(const struct lint *lint, const struct lint_link *link)
{
    unsigned count = 0;
    for (const struct lint_link *at = lint->links; at < link; at++)
        count +=
            at->span->kind == link->span->kind && strcmp(at->span->target, link->span->target) == 0;
    return count;
}

struct lint_place lint_link_place(const struct lint *lint, const struct lint_link *link)
{
    struct lint_place place = lint->origin;
    const struct span *span = link->span;
    import_report_find_link(lint->report, lint->letter->summary.key, span->kind, span->target,
                            count_before(lint, link), &place.file, &place.line);
    return place;
}

/* The blocks with this link leading nowhere. A block is known by its text, for a copy shares it. */
static const struct block *cut_blocks(const struct block *blocks, size_t count,
                                      const struct lint_link *link, struct arena *arena)
{
    size_t index = (size_t)(link->span - link->block->spans);
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].text != link->block->text)
            continue;
        struct block *copy = arena_alloc(arena, count, sizeof *copy);
        struct span *spans = arena_alloc(arena, blocks[i].span_count, sizeof *spans);
        memcpy(copy, blocks, count * sizeof *copy);
        memcpy(spans, blocks[i].spans, blocks[i].span_count * sizeof *spans);
        spans[index].target = NULL;
        copy[i].spans = spans;
        return copy;
    }
    return blocks;
}

static void cut_link(struct letter *letter, const struct lint_link *link, struct arena *arena)
{
    letter->blocks = cut_blocks(letter->blocks, letter->block_count, link, arena);
    struct note *notes = arena_alloc(arena, letter->note_count + 1, sizeof *notes);
    for (size_t i = 0; i < letter->note_count; i++) {
        notes[i] = letter->notes[i];
        notes[i].blocks = cut_blocks(notes[i].blocks, notes[i].block_count, link, arena);
    }
    letter->notes = notes;
}

static struct letter read_links(struct lint *lint, struct arena *arena, const struct letter *letter)
{
    struct letter checked = *letter;
    struct walk walk = {.lint = lint,
                        .letter = letter,
                        .read = arena_alloc(arena, letter->note_count + 1, sizeof(bool))};
    lint->link_count = 0;
    walk_blocks(&walk, letter->blocks, letter->block_count);
    for (size_t i = 0; i < lint->link_count; i++) {
        const struct lint_link *link = &lint->links[i];
        if (link->span->kind == SPAN_PERSON)
            lint_names_link(lint, link);
        else if (lint_reference_is_doubtful(lint, link))
            cut_link(&checked, link, arena);
    }
    return checked;
}

/* ---- The letter itself -------------------------------------------------------------------------
 */

static void read_summary(const struct lint *lint, const struct letter_summary *summary)
{
    const struct lint_place *at = &lint->origin;
    if (summary->kind != LETTER_LETTER)
        return;
    if (summary->date.certainty == DATE_NONE && !summary->date.text)
        import_report_warn(lint->report, at->file, at->line, "no-date", NULL,
                           "the letter %s (\"%s\") has no date", summary->key.id, summary->title);
    if (!summary->sender.name)
        import_report_warn(lint->report, at->file, at->line, "no-sender", NULL,
                           "the letter %s (\"%s\") names no sender", summary->key.id,
                           summary->title);
}

static size_t count_words(const struct block *block)
{
    size_t words = 0;
    bool within = false;
    for (uint32_t i = 0; i < block->length; i++) {
        bool space = block->text[i] == ' ' || block->text[i] == '\n';
        words += !space && !within;
        within = !space;
    }
    return words;
}

static void read_note(const struct lint *lint, const struct note *note)
{
    size_t words = 0;
    for (size_t i = 0; i < note->block_count; i++)
        words += count_words(&note->blocks[i]);
    if (words > LINT_NOTE_WORDS_MAX)
        import_report_warn(lint->report, lint->origin.file, lint->origin.line, "long-note", NULL,
                           "the note %s of the letter %s has %zu words; visitors turn several "
                           "pages in its card",
                           note->label, lint->letter->summary.key.id, words);
}

static void read_characters(struct lint *lint, const struct letter *letter)
{
    for (size_t i = 0; i < letter->block_count; i++)
        lint_fonts_block(lint->fonts, &letter->blocks[i], &lint->origin);
    for (size_t n = 0; n < letter->note_count; n++)
        for (size_t i = 0; i < letter->notes[n].block_count; i++)
            lint_fonts_block(lint->fonts, &letter->notes[n].blocks[i], &lint->origin);
}

/* ---- What is told ------------------------------------------------------------------------------
 */

void lint_edition(struct lint *lint, const struct edition *edition)
{
    unsigned volume = volume_named(edition->title, strlen(edition->title), NULL);
    if (volume && !import_report_volume_of(lint->report, edition->id))
        import_report_volume(lint->report, edition->id, volume);
}

void lint_person(struct lint *lint, const struct entity *person)
{
    const struct lint_place place = {.file = person->key.edition};
    lint_names_card(lint->names, person);
    for (size_t i = 0; lint->fonts && i < person->block_count; i++)
        lint_fonts_block(lint->fonts, &person->blocks[i], &place);
}

void lint_term(struct lint *lint, const struct entity *term)
{
    const struct lint_place place = {.file = term->key.edition};
    for (size_t i = 0; lint->fonts && i < term->block_count; i++)
        lint_fonts_block(lint->fonts, &term->blocks[i], &place);
}

struct letter lint_letter(struct lint *lint, struct arena *arena, const struct letter *letter,
                          const char *origin, bool first)
{
    const char *colon = strrchr(origin, ':');
    size_t length = colon ? (size_t)(colon - origin) : strlen(origin);
    lint->origin = (struct lint_place){.file = arena_copy(arena, origin, length),
                                       .line = colon ? (unsigned)strtoul(colon + 1, NULL, 10) : 0};
    lint->letter = letter;
    if (first)
        read_summary(lint, &letter->summary);
    for (size_t i = 0; i < letter->note_count; i++)
        read_note(lint, &letter->notes[i]);
    if (lint->fonts)
        read_characters(lint, letter);
    return read_links(lint, arena, letter);
}

void lint_finish(struct lint *lint)
{
    lint_names_finish(lint->names);
}
