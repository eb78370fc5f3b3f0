#include "import/text.h"

#include "base/arena.h"
#include "base/memory.h"
#include "import/delivery.h"
#include "import/draft.h"
#include "import/text_marks.h"
#include "import/text_parts.h"
#include "import/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A note of the list and the mark it belongs to. */
struct listed {
    const struct text_part *part;
    unsigned number; /* as the list has it */
    size_t note;     /* index in the draft */
    bool placed;
};

struct text {
    const struct source_letter *source;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    struct text_parts parts;
    struct draft draft;
    struct text_mark *marks; /* candidates */
    size_t mark_count, mark_next;
    struct listed *listed;
    size_t listed_count;
    unsigned offset; /* what the list is higher than the marks */
    size_t *chosen;  /* candidate for each listed note; mark_count: none */
};

/* ---- Notes and their marks ---------------------------------------------------------------------
 */

static void list_notes(struct text *text)
{
    const struct text_parts *parts = &text->parts;
    text->listed = arena_alloc(text->arena, parts->count + 1, sizeof *text->listed);
    for (size_t i = 0; i < parts->count; i++)
        if (parts->parts[i].kind == TEXT_NOTE)
            text->listed[text->listed_count++] =
                (struct listed){.part = &parts->parts[i], .number = parts->parts[i].number};
}

static bool is_source(const struct listed *listed, const char *bytes)
{
    return listed->part->end - listed->part->begin > 7 &&
           strncmp(bytes + listed->part->begin, "Source:", 7) == 0;
}

/* A note of the source belongs to the title; a mark further on is not its. */
static int choose_with(struct text *text, unsigned offset, size_t *chosen)
{
    unsigned first = text->listed[0].number - offset;
    unsigned last = text->listed[text->listed_count - 1].number - offset;
    int sum = text_marks_choose(text->marks, text->mark_count, first, last, chosen);
    bool astray = chosen[0] < text->mark_count &&
                  text->marks[chosen[0]].at > text->parts.parts[0].end &&
                  is_source(&text->listed[0], text->source->bytes);
    if (!astray)
        return sum;
    chosen[0] = text->mark_count;
    return first < last
               ? text_marks_choose(text->marks, text->mark_count, first + 1, last, chosen + 1)
               : 0;
}

/* The marks may be the list's numbers, or one lower: lists of web pages count from 1, editions
 * often from 0. The reading that makes more certain marks of the digits is taken. */
static int match_marks(struct text *text)
{
    if (text->listed_count == 0)
        return 0;
    size_t *lower = arena_alloc(text->arena, text->listed_count, sizeof *lower);
    text->chosen = arena_alloc(text->arena, text->listed_count, sizeof *text->chosen);
    int same = choose_with(text, 0, text->chosen);
    int below = text->listed[0].number > 0 ? choose_with(text, 1, lower) : 0;
    if (below <= same)
        return same;
    text->offset = 1;
    text->chosen = lower;
    import_report_warn(text->report, text->source->file, text->listed[0].part->line, "note-numbers",
                       "check that each note opens at its mark",
                       "the list counts the notes from %u, the marks count from %u",
                       text->listed[0].number, text->listed[0].number - 1);
    return below;
}

static void add_notes(struct text *text)
{
    char label[16];
    for (size_t i = 0; i < text->listed_count; i++) {
        struct listed *listed = &text->listed[i];
        struct prose prose;
        snprintf(label, sizeof label, "%u", listed->number - text->offset);
        listed->note = draft_add_note(
            &text->draft, label,
            i == 0 && is_source(listed, text->source->bytes) ? NOTE_SOURCE : NOTE_EDITORS,
            listed->part->line);
        struct draft_note *note = &text->draft.notes[listed->note];
        prose_init(&prose, text->arena);
        prose_text(&prose, text->source->bytes + listed->part->begin,
                   listed->part->end - listed->part->begin);
        note->blocks = prose_finish(&prose, &note->block_count);
        text->draft.prose.too_long |= prose.too_long;
        prose_fini(&prose);
    }
}

static void place_note(struct text *text, struct listed *listed)
{
    struct draft_note *note = &text->draft.notes[listed->note];
    listed->placed = note->marked = true;
    prose_note(&text->draft.prose, note->key);
}

/* ---- Paragraphs --------------------------------------------------------------------------------
 */

static unsigned line_of(const struct text *text, const struct text_part *part, size_t at)
{
    unsigned line = part->line;
    for (size_t i = part->begin; i < at; i++)
        line += text->source->bytes[i] == '\n';
    return line;
}

/* The listed note whose mark the candidate was chosen to be; NULL: its digits are words. */
static struct listed *listed_at(struct text *text, size_t mark)
{
    for (size_t i = 0; i < text->listed_count; i++)
        if (text->chosen[i] == mark)
            return &text->listed[i];
    return NULL;
}

static void put_words(struct text *text, size_t begin, size_t end)
{
    size_t label, label_end;
    while (begin < end) {
        size_t stop = text_page_find(text->source->bytes, begin, end, &label, &label_end);
        prose_text(&text->draft.prose, text->source->bytes + begin, stop - begin);
        if (stop == end)
            return;
        prose_page(&text->draft.prose,
                   arena_copy(text->arena, text->source->bytes + label, label_end - label), false);
        begin = label_end + 1;
    }
}

/* The words of a part, with the notes whose marks stand in it. */
static void put_part(struct text *text, const struct text_part *part, enum block_kind kind)
{
    const struct block like = {.kind = kind};
    size_t at = part->begin;
    prose_open(&text->draft.prose, &like);
    for (; text->mark_next < text->mark_count && text->marks[text->mark_next].at < part->end;
         text->mark_next++) {
        const struct text_mark *mark = &text->marks[text->mark_next];
        struct listed *listed = mark->at < at ? NULL : listed_at(text, text->mark_next);
        if (!listed)
            continue;
        put_words(text, at, mark->at);
        place_note(text, listed);
        at = mark->at + mark->length;
        if (mark->certainty < TEXT_MARK_CLEAR)
            import_report_warn(text->report, text->source->file, line_of(text, part, mark->at),
                               "doubtful-mark", "check that the note belongs there",
                               "the figure %u is taken for the mark of note %u", mark->number,
                               mark->number);
    }
    put_words(text, at, part->end);
}

/* A mark that nothing in the list answers stays in the text as it stands. */
static void warn_of_lone_marks(struct text *text)
{
    unsigned next = 1;
    if (text->listed_count > 0)
        next = text->listed[text->listed_count - 1].number - text->offset + 1;
    for (size_t i = 0; i < text->mark_count; i++) {
        const struct text_mark *mark = &text->marks[i];
        const struct text_part *part = text_parts_at(&text->parts, mark->at);
        bool first = text->listed_count == 0 && mark->number == 0;
        if (!part || mark->certainty < TEXT_MARK_CLEAR || (mark->number != next && !first))
            continue;
        import_report_warn(text->report, text->source->file, line_of(text, part, mark->at),
                           "mark-without-note", "add the note to the list, or part the figure",
                           "the figure %u looks like a mark, but there is no note %u; it is kept "
                           "as words",
                           mark->number, mark->number);
        next = mark->number + 1;
    }
}

static void warn_of_unmarked(struct text *text, const struct listed *listed, const char *where)
{
    import_report_warn(text->report, text->source->file, listed->part->line, "note-without-mark",
                       "put the mark behind its word", "note %u has no mark in the text; %s",
                       listed->number - text->offset, where);
}

/* The last note belongs to the signature where its mark is missing: editions note there how the
 * letter was signed. A note of the source belongs to the title. */
static void place_last(struct text *text)
{
    if (text->listed_count == 0)
        return;
    struct listed *last = &text->listed[text->listed_count - 1];
    if (!last->placed) {
        place_note(text, last);
        warn_of_unmarked(text, last, "it is placed at the signature");
    }
}

static void place_source(struct text *text)
{
    if (text->listed_count == 0)
        return;
    struct listed *first = &text->listed[0];
    if (text->chosen[0] == text->mark_count && is_source(first, text->source->bytes)) {
        place_note(text, first);
        warn_of_unmarked(text, first, "as a note of the source it is placed at the title");
    }
}

static void warn_of_rest(struct text *text)
{
    for (size_t i = 0; i < text->listed_count; i++)
        if (!text->listed[i].placed)
            warn_of_unmarked(text, &text->listed[i], "it is shown among the notes only");
}

/* ---- The letter --------------------------------------------------------------------------------
 */

static void put_title(struct text *text, const struct text_part *part)
{
    struct prose *prose = &text->draft.prose;
    struct letter_summary *summary = &text->draft.letter.summary;
    put_part(text, part, BLOCK_HEADING);
    place_source(text);
    prose_close(prose);
    struct block *block = prose_last(prose);
    if (!block)
        return;
    if (summary->number)
        prose_cut(prose, block, words_number(block->text, summary->number));
    summary->title = block->text;
}

static void put_dateline(struct text *text, const struct text_part *part)
{
    struct letter_summary *summary = &text->draft.letter.summary;
    put_part(text, part, BLOCK_DATELINE);
    prose_close(&text->draft.prose);
    const struct block *block = prose_last(&text->draft.prose);
    if (block)
        text_dateline(block->text, text->arena, &summary->place, &summary->date);
}

static void put_paragraph(struct text *text, const struct text_part *part, bool first)
{
    put_part(text, part, BLOCK_PARAGRAPH);
    prose_close(&text->draft.prose);
    struct block *block = prose_last(&text->draft.prose);
    if (block && first && words_are_salutation(block))
        block->kind = BLOCK_SALUTATION;
}

/* A line of the signature; the first may take leave in the same paragraph. */
static void put_signature(struct text *text, const struct text_part *part, bool last_line)
{
    struct prose *prose = &text->draft.prose;
    struct block *before = prose_last(prose);
    if (before && before->kind == BLOCK_PARAGRAPH && words_are_closing(before))
        before->kind = BLOCK_CLOSING;
    put_part(text, part,
             text->source->bytes[part->end - 1] == ',' ? BLOCK_CLOSING : BLOCK_SIGNATURE);
    if (last_line)
        place_last(text);
    prose_close(prose);
}

static void put_letter(struct text *text)
{
    bool first = true;
    for (size_t i = 0; i < text->parts.count; i++) {
        const struct text_part *part = &text->parts.parts[i];
        switch (part->kind) {
        case TEXT_TITLE:
            put_title(text, part);
            break;
        case TEXT_DATELINE:
            put_dateline(text, part);
            break;
        case TEXT_PAGE:
            prose_page(
                &text->draft.prose,
                arena_copy(text->arena, text->source->bytes + part->begin, part->end - part->begin),
                false);
            break;
        case TEXT_PARAGRAPH:
            put_paragraph(text, part, first);
            first = false;
            break;
        case TEXT_SIGNATURE:
            put_signature(text, part, text_parts_body_end(&text->parts) == part->end);
            break;
        case TEXT_NOTE:
            break;
        }
    }
}

static void name_letter(struct text *text)
{
    const struct source_letter *source = text->source;
    text->draft.letter.summary.number =
        text_number(source->bytes, &text->parts.parts[0], text->arena);
    delivery_name(&text->draft, source);
}

static void find_marks(struct text *text)
{
    const struct text_part *title = &text->parts.parts[0];
    text->marks = arena_alloc(text->arena, TEXT_CANDIDATES_MAX, sizeof *text->marks);
    text->mark_count = text_marks_find(text->source->bytes, title->begin,
                                       text_parts_body_end(&text->parts), title->end, text->marks);
}

/* Numbered paragraphs at the end that no mark leads to are the letter's own. */
static enum status reread_without_list(struct text *text)
{
    import_report_warn(text->report, text->source->file, text->listed[0].part->line,
                       "list-without-marks", "put marks into the text if these are its notes",
                       "no mark leads to the numbered paragraphs from here on; they are read as "
                       "the letter's own");
    text->listed_count = 0;
    enum status status =
        text_parts_read(text->source, false, text->arena, &text->parts, text->error);
    if (status == STATUS_OK)
        find_marks(text);
    return status;
}

static enum status read_letter(struct text *text)
{
    enum status status = STATUS_OK;
    name_letter(text);
    find_marks(text);
    list_notes(text);
    if (text->listed_count > DRAFT_NOTES_MAX)
        return error_set(text->error, STATUS_LIMIT, "%s:%u: more than %d notes", text->source->file,
                         text->listed[0].part->line, DRAFT_NOTES_MAX);
    if (match_marks(text) == 0 && text->parts.doubtful_list)
        status = reread_without_list(text);
    if (status != STATUS_OK)
        return status;
    add_notes(text);
    put_letter(text);
    warn_of_rest(text);
    warn_of_lone_marks(text);
    return STATUS_OK;
}

enum status text_import(const struct source_letter *source, const struct import_sink *sink,
                        struct import_report *report, struct error *error)
{
    struct text text = {
        .source = source, .report = report, .error = error, .arena = arena_create()};
    enum status status = text_parts_read(source, true, text.arena, &text.parts, error);
    if (status == STATUS_OK) {
        draft_init(&text.draft, text.arena, text.parts.parts[0].line);
        text.draft.letter.version_kind = source->kind;
        status = read_letter(&text);
    }
    if (status == STATUS_OK)
        status = delivery_letter(&text.draft, source->file, sink, report, error);
    draft_fini(&text.draft);
    arena_destroy(text.arena);
    return status;
}
