/* Elements that stand at one point of the text: notes, pages, line breaks, gaps, pictures. */
#include "import/tei_roles.h"

#include "base/memory.h"

#include <string.h>

static void remember_page(struct tei *tei, const char *label)
{
    struct tei_letter *letter = &tei->letter;
    if (letter->page_count == letter->page_room) {
        letter->page_room = letter->page_room ? 2 * letter->page_room : 16;
        letter->pages = memory_resized(letter->pages, letter->page_room, sizeof *letter->pages);
    }
    letter->pages[letter->page_count].id = tei_attribute(tei, "id");
    letter->pages[letter->page_count++].label = label;
}

static enum status begin_page(struct tei *tei, struct tei_frame *frame)
{
    const char *label = tei_attribute(tei, "n"), *joins = tei_attribute(tei, "break");
    (void)frame;
    if (!label || !label[0])
        return STATUS_OK;
    prose_page(tei_prose(tei), label, joins && strcmp(joins, "no") == 0);
    remember_page(tei, label);
    return STATUS_OK;
}

static enum status begin_line_break(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    prose_break(tei_prose(tei));
    return STATUS_OK;
}

static enum status begin_space(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    return tei_letter_text(tei, " ", 1);
}

/* "[10 words omitted]", as the printed editions say it. */
static enum status begin_gap(struct tei *tei, struct tei_frame *frame)
{
    const char *quantity = tei_attribute(tei, "quantity"), *unit = tei_attribute(tei, "unit");
    (void)frame;
    if (!quantity || !unit)
        return tei_letter_text(tei, "[…]", strlen("[…]"));
    bool one = strcmp(quantity, "1") == 0;
    size_t length = strlen(unit);
    bool plural = length > 0 && unit[length - 1] == 's';
    const char *words = arena_format(tei->letter_arena, "[%s %.*s%s omitted]", quantity,
                                     (int)(length - plural), unit, one ? "" : "s");
    return tei_letter_text(tei, words, strlen(words));
}

static enum status begin_graphic(struct tei *tei, struct tei_frame *frame)
{
    const char *url = tei_attribute(tei, "url");
    (void)frame;
    tei_warn(tei, "picture", "name it in pictures.csv to show it",
             "the picture \"%s\" is not taken into the bundle", url ? url : "");
    return STATUS_OK;
}

/* ---- Notes -------------------------------------------------------------------------------------
 */

static bool is_type(const char *type, const char *word)
{
    return type && strcmp(type, word) == 0;
}

/* A line of the editors above a heading, not a note with a mark. */
static bool is_source_line(struct tei *tei)
{
    return tei_has_word(tei_rendering(tei), "inline");
}

static enum note_kind note_kind_of(struct tei *tei, const char *type, const char *label)
{
    if (is_type(type, "source") || (tei->letter.in_own_heading && is_type(label, "0")))
        return NOTE_SOURCE;
    if (is_type(type, "textConst") || is_type(type, "textual"))
        return NOTE_TEXTUAL;
    bool sign = label && label[0] && !strpbrk(label, "0123456789");
    return sign || is_type(type, "authorial") || is_type(type, "author") ? NOTE_AUTHORS
                                                                         : NOTE_EDITORS;
}

static enum status begin_note(struct tei *tei, struct tei_frame *frame)
{
    struct tei_letter *letter = &tei->letter;
    const char *type = tei_attribute(tei, "type"), *label = tei_attribute(tei, "n");
    if (is_source_line(tei) && !tei_prose(tei)->open) {
        frame->like.kind = BLOCK_SOURCE_LINE;
        tei_open_block(tei, frame);
        return STATUS_OK;
    }
    if (is_source_line(tei) || letter->is_card)
        return STATUS_OK;
    if (letter->note_depth == TEI_NOTE_DEPTH_MAX)
        return tei_fail(tei, STATUS_LIMIT, "notes stand more than %d deep in each other",
                        TEI_NOTE_DEPTH_MAX);
    if (letter->draft.note_count == DRAFT_NOTES_MAX)
        return tei_fail(tei, STATUS_LIMIT, "a letter has more than %d notes", DRAFT_NOTES_MAX);
    size_t index =
        draft_add_note(&letter->draft, label, note_kind_of(tei, type, label), tei_line(tei));
    letter->draft.notes[index].id = tei_attribute(tei, "id");
    struct tei_note *note = &letter->notes[letter->note_depth++];
    note->index = index;
    prose_init(&note->prose, tei->letter_arena);
    letter->prose = &note->prose;
    frame->note = true;
    frame->like = (struct block){.kind = BLOCK_PARAGRAPH};
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_footnote(struct tei *tei)
{
    struct tei_letter *letter = &tei->letter;
    struct tei_note *note = &letter->notes[--letter->note_depth];
    struct draft_note *drafted = &letter->draft.notes[note->index];
    drafted->blocks = prose_finish(&note->prose, &drafted->block_count);
    letter->draft.prose.too_long |= note->prose.too_long;
    prose_fini(&note->prose);
    letter->prose =
        letter->note_depth ? &letter->notes[letter->note_depth - 1].prose : &letter->draft.prose;
    drafted->marked = drafted->block_count > 0;
    if (drafted->marked)
        prose_note(letter->prose, drafted->key);
    else
        tei_warn(tei, "empty-note", "it is left out", "the note \"%s\" has no words",
                 drafted->label);
    return STATUS_OK;
}

static enum status end_note(struct tei *tei, struct tei_frame *frame)
{
    if (frame->note)
        return end_footnote(tei);
    if (frame->like.kind == BLOCK_SOURCE_LINE)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

const struct tei_role_calls tei_mark_roles[TEI_ROLE_COUNT] = {
    [TEI_NOTE] = {begin_note, end_note},         [TEI_PAGE_BREAK] = {begin_page, NULL},
    [TEI_LINE_BREAK] = {begin_line_break, NULL}, [TEI_GAP] = {begin_gap, NULL},
    [TEI_SPACE] = {begin_space, NULL},           [TEI_GRAPHIC] = {begin_graphic, NULL},
};
