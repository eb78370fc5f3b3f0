#include "import/overrides.h"

#include "import/prose.h"

#include <string.h>

/* In the column `letter`. */
#define ALL_LETTERS "*"

/* A row about the letter. */
struct override {
    enum span_kind kind;
    const char *words, *target; /* target NULL: the words become plain */
    unsigned found;
};

static bool is_about(const struct sheet *sheet, const struct sheet_row *row,
                     const struct letter *letter)
{
    const char *edition = sheet_cell(sheet, row, "edition");
    return edition[0] == '\0' || strcmp(edition, letter->summary.key.edition) == 0;
}

static bool has_words(const struct block *block, const struct span *span, const char *words)
{
    size_t length = strlen(words);
    return span->end - span->start == length &&
           memcmp(block->text + span->start, words, length) == 0;
}

/* The block with the override's spans pointing elsewhere; as it was where there are none. */
static struct block correct_block(struct override *override, const struct block *block,
                                  struct arena *arena)
{
    struct block corrected = *block;
    struct span *spans = NULL;
    size_t count = 0;
    for (size_t i = 0; i < block->span_count; i++) {
        struct span span = block->spans[i];
        bool meant = span.kind == override->kind && has_words(block, &span, override->words);
        if (meant && !spans) {
            spans = arena_alloc(arena, block->span_count, sizeof *spans);
            memcpy(spans, block->spans, i * sizeof *spans);
        }
        override->found += meant;
        if (meant)
            span.target = override->target;
        if (spans && !(meant && !override->target))
            spans[count] = span;
        count += !(meant && !override->target);
    }
    if (spans) {
        corrected.spans = spans;
        corrected.span_count = count;
    }
    return corrected;
}

static const struct block *correct_blocks(struct override *override, const struct block *blocks,
                                          size_t count, struct arena *arena)
{
    struct block *copy = arena_alloc(arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = correct_block(override, &blocks[i], arena);
    return copy;
}

static struct note *copy_notes(struct letter *letter, struct arena *arena)
{
    struct note *notes = arena_alloc(arena, letter->note_count + 1, sizeof *notes);
    if (letter->note_count)
        memcpy(notes, letter->notes, letter->note_count * sizeof *notes);
    letter->notes = notes;
    return notes;
}

static void correct_correspondent(struct override *override, struct correspondent *who)
{
    if (override->kind != SPAN_PERSON || !who->name || strcmp(who->name, override->words) != 0)
        return;
    who->person = override->target;
    override->found++;
}

static void correct_links(struct override *override, struct letter *letter, struct arena *arena)
{
    struct note *notes = copy_notes(letter, arena);
    letter->blocks = correct_blocks(override, letter->blocks, letter->block_count, arena);
    for (size_t i = 0; i < letter->note_count; i++)
        notes[i].blocks = correct_blocks(override, notes[i].blocks, notes[i].block_count, arena);
    correct_correspondent(override, &letter->summary.sender);
    correct_correspondent(override, &letter->summary.recipient);
}

/* The note of that key gets other words. */
static void correct_note(struct override *override, struct letter *letter, struct arena *arena)
{
    struct note *notes = copy_notes(letter, arena);
    for (size_t i = 0; override->target && i < letter->note_count; i++) {
        struct prose prose;
        if (strcmp(notes[i].key, override->words) != 0)
            continue;
        prose_init(&prose, arena);
        prose_text(&prose, override->target, strlen(override->target));
        notes[i].blocks = prose_finish(&prose, &notes[i].block_count);
        prose_fini(&prose);
        override->found++;
    }
}

static bool kind_of(const char *word, enum span_kind *ret_kind)
{
    static const struct {
        const char *word;
        enum span_kind kind;
    } kinds[] = {{"person", SPAN_PERSON},
                 {"term", SPAN_TERM},
                 {"reference", SPAN_REFERENCE},
                 {"note", SPAN_NOTE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].word, word) == 0) {
            *ret_kind = kinds[i].kind;
            return true;
        }
    return false;
}

static void apply_row(const struct sheet *sheet, struct sheet_row *row, struct letter *letter,
                      struct arena *arena, struct import_report *report)
{
    const char *target = sheet_cell(sheet, row, "target");
    const char *kind = sheet_cell(sheet, row, "kind");
    struct override override = {.words = sheet_cell(sheet, row, "words"), .target = target};
    bool of_all = strcmp(sheet_cell(sheet, row, "letter"), ALL_LETTERS) == 0, told = row->used;
    row->used = true;
    if (!kind_of(kind, &override.kind)) {
        if (of_all && told)
            return;
        import_report_warn(report, sheet->file, row->line, "bad-value",
                           "write person, term, reference or note", "\"%s\" is no kind", kind);
        return;
    }
    if (strcmp(target, "-") == 0 || target[0] == '\0')
        override.target = NULL;
    else if (override.kind == SPAN_REFERENCE && target[0] == '#')
        override.target = arena_format(arena, "%s%s", letter->summary.key.edition, target);
    if (override.kind == SPAN_NOTE)
        correct_note(&override, letter, arena);
    else
        correct_links(&override, letter, arena);
    import_report_settle(report, letter->summary.key, override.kind, override.words);
    if (override.found > 0 && override.target && override.kind != SPAN_NOTE)
        import_report_link(report, letter->summary.key, override.kind, override.target, sheet->file,
                           row->line);
    row->used = !of_all || told || override.found > 0;
    if (override.found == 0 && !of_all)
        import_report_warn(report, sheet->file, row->line, "unmatched-row",
                           "copy the words as the letter has them", "letter %s/%s has no %s \"%s\"",
                           letter->summary.key.edition, letter->summary.key.id, kind,
                           override.words);
}

static void apply_rows(const struct sheet *sheet, const char *id, struct letter *letter,
                       struct arena *arena, struct import_report *report)
{
    for (size_t i = sheet_find(sheet, id); i < sheet->row_count; i++) {
        struct sheet_row *row = sheet->by_id[i];
        if (strcmp(sheet_cell(sheet, row, "letter"), id) != 0)
            return;
        if (is_about(sheet, row, letter))
            apply_row(sheet, row, letter, arena, report);
    }
}

/* What is said of one letter comes last, and so counts more. */
void overrides_apply(const struct sheet *sheet, struct letter *letter, struct arena *arena,
                     struct import_report *report)
{
    apply_rows(sheet, ALL_LETTERS, letter, arena, report);
    apply_rows(sheet, letter->summary.key.id, letter, arena, report);
}
