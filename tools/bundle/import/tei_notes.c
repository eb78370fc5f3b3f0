/* Notes: where they stand, where their mark goes, what they are called. */
#include "import/tei_roles.h"

#include "base/memory.h"

#include <string.h>

static bool is(const char *type, const char *word)
{
    return type && strcmp(type, word) == 0;
}

/* ---- Marks that stand before their notes -------------------------------------------------------
 */

static size_t add_pending(struct tei *tei, const char *id, const char *label)
{
    struct tei_letter *letter = &tei->letter;
    if (letter->pending_count == letter->pending_room) {
        letter->pending_room = letter->pending_room ? 2 * letter->pending_room : 16;
        letter->pending =
            memory_resized(letter->pending, letter->pending_room, sizeof *letter->pending);
    }
    size_t index = draft_add_note(&letter->draft, label, NOTE_EDITORS, tei_line(tei));
    letter->draft.notes[index].marked = true;
    letter->pending[letter->pending_count++] = (struct tei_pending_note){.id = id, .index = index};
    return index;
}

/* Adding may move the notes: their keys stay where they are. */
static void mark_pending(struct tei *tei, const char *id, const char *label)
{
    size_t index = add_pending(tei, id, label);
    prose_note(tei_prose(tei), tei->letter.draft.notes[index].key);
}

static struct tei_pending_note *find_pending(struct tei_letter *letter, const char *id)
{
    for (size_t i = 0; id && i < letter->pending_count; i++)
        if (!letter->pending[i].come && strcmp(letter->pending[i].id, id) == 0)
            return &letter->pending[i];
    return NULL;
}

static bool may_wait(const struct tei *tei)
{
    return !tei->divided && !tei->letter.is_card && tei->letter.draft.note_count < DRAFT_NOTES_MAX;
}

static bool has_mark(const struct tei_letter *letter, const char *id)
{
    for (size_t i = 0; i < letter->pending_count; i++)
        if (strcmp(letter->pending[i].id, id) == 0)
            return true;
    return false;
}

bool tei_is_note_mark(struct tei *tei, struct tei_frame *frame, const char *id)
{
    struct tei_letter *letter = &tei->letter;
    unsigned flags = string_set_get(tei->survey.ids, id);
    const char *words = tei_element_words(tei);
    if (strlen(words) > DRAFT_LABEL_MAX || tei->letter.is_card)
        return false;
    if (flags & TEI_ID_PAIRED)
        letter->reference_words = words;
    else if ((flags & TEI_ID_NOTE_APART) && may_wait(tei) && !has_mark(letter, id))
        mark_pending(tei, id, words);
    else
        return false;
    frame->left_out = true;
    return true;
}

void tei_mark_noted(struct tei *tei, struct tei_frame *frame)
{
    if (may_wait(tei) && !has_mark(&tei->letter, frame->noted))
        mark_pending(tei, frame->noted, NULL);
}

void tei_settle_pending_notes(struct tei *tei)
{
    struct tei_letter *letter = &tei->letter;
    for (size_t i = 0; i < letter->pending_count; i++) {
        struct draft_note *note = &letter->draft.notes[letter->pending[i].index];
        if (letter->pending[i].come && note->block_count > 0)
            continue;
        struct prose prose;
        prose_init(&prose, tei->letter_arena);
        prose_text(&prose, "[…]", strlen("[…]"));
        note->blocks = prose_finish(&prose, &note->block_count);
        prose_fini(&prose);
        import_report_warn(tei->report, tei->file, note->line, "mark-without-note",
                           "give it words, or take the mark out",
                           "the note \"%s\" has no words; its card shows \"[…]\"", note->label);
    }
}

/* ---- What a note is ----------------------------------------------------------------------------
 */

/* A line of the editors in the text, not a note with a mark. */
static bool is_source_line(struct tei *tei)
{
    return tei_has_word(tei_rendering(tei), "inline") || is(tei_attribute(tei, "place"), "inline");
}

static enum note_kind note_kind_of(struct tei *tei, const char *type, const char *label)
{
    if (is(type, "source") || (tei->letter.in_own_heading && is(label, "0")))
        return NOTE_SOURCE;
    if (is(type, "textConst") || is(type, "textual") || is(type, "critical"))
        return NOTE_TEXTUAL;
    if (is(type, "commentary") || is(type, "editorial"))
        return NOTE_EDITORS;
    bool sign = label && label[0] && !strpbrk(label, "0123456789");
    return sign || is(type, "authorial") || is(type, "author") || is(type, "footnote")
               ? NOTE_AUTHORS
               : NOTE_EDITORS;
}

/* "n39" is an id that was made of the number 39. */
static const char *shown_label(const char *label)
{
    size_t letters = label ? strspn(label, "abcdefghijklmnopqrstuvwxyz") : 0;
    const char *digits = label ? label + letters : "";
    bool made = letters > 0 && digits[0] && digits[strspn(digits, "0123456789")] == '\0';
    return made ? digits : label;
}

static struct tei_pending_note *awaited(struct tei *tei)
{
    const char *at = tei_attribute(tei, "target");
    struct tei_pending_note *pending = find_pending(&tei->letter, tei_attribute(tei, "id"));
    at = at ? at : tei_attribute(tei, "corresp");
    return pending || !at ? pending : find_pending(&tei->letter, tei_next_pointer(tei, &at));
}

static enum status begin(struct tei *tei, struct tei_frame *frame, const char *label,
                         enum note_kind kind)
{
    struct tei_letter *letter = &tei->letter;
    if (letter->note_depth == TEI_NOTE_DEPTH_MAX)
        return tei_fail(tei, STATUS_LIMIT, "notes stand more than %d deep in each other",
                        TEI_NOTE_DEPTH_MAX);
    if (letter->draft.note_count == DRAFT_NOTES_MAX)
        return tei_fail(tei, STATUS_LIMIT, "a letter has more than %d notes", DRAFT_NOTES_MAX);
    struct tei_pending_note *pending = awaited(tei);
    size_t index =
        pending ? pending->index : draft_add_note(&letter->draft, label, kind, tei_line(tei));
    letter->draft.notes[index].kind = kind;
    letter->draft.notes[index].id = tei_attribute(tei, "id");
    struct tei_note *note = &letter->notes[letter->note_depth++];
    note->index = index;
    note->marked = pending != NULL;
    if (pending)
        pending->come = true;
    prose_init(&note->prose, tei->letter_arena);
    letter->prose = &note->prose;
    letter->reference_words = NULL;
    frame->note = true;
    frame->like = (struct block){.kind = BLOCK_PARAGRAPH, .lang = frame->like.lang};
    tei_open_block(tei, frame);
    return STATUS_OK;
}

/* "<note><ref target="#person"/></note>": an editor's way to a card, not words for a reader. */
static bool is_link_to_card(struct tei *tei)
{
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    const char *target = NULL;
    for (node = node ? node->children : NULL; node; node = node->next) {
        if (node->type == XML_TEXT_NODE && xmlIsBlankNode(node))
            continue;
        if (node->type != XML_ELEMENT_NODE || node->children || target)
            return false;
        for (const xmlAttr *at = node->properties; at; at = at->next)
            if (strcmp((const char *)at->name, "target") == 0 && at->children)
                target = (const char *)at->children->content;
    }
    unsigned flags;
    return target && tei_known_pointer(tei, target, &flags);
}

/* A note apart from the text that points at nothing in it. */
static void warn_of_orphan(struct tei *tei, const char *label)
{
    static const char *const apart[] = {"back", "noteGrp", "standOff"};
    const char *target = tei_attribute(tei, "target");
    target = target ? target : tei_attribute(tei, "corresp");
    bool is_apart = false;
    for (size_t i = 0; target && i < tei->depth; i++)
        for (size_t k = 0; k < sizeof apart / sizeof *apart; k++)
            is_apart = is_apart || tei_is_named(tei->frames[i].element, apart[k]);
    if (is_apart)
        tei_warn(
            tei, "note-without-mark", NULL,
            "the note \"%s\" is about \"%s\", which is nowhere in the text; its mark stands at "
            "the end",
            label ? label : "*", target);
}

enum status tei_begin_note(struct tei *tei, struct tei_frame *frame)
{
    const char *type = tei_attribute(tei, "type"), *label = tei_attribute(tei, "n");
    if (!tei->letter.is_card && is_link_to_card(tei)) {
        frame->left_out = true;
        tei_count(tei, "left-out", "note");
        return STATUS_OK;
    }
    if (is_source_line(tei) && !tei_prose(tei)->open) {
        frame->like.kind = BLOCK_SOURCE_LINE;
        tei_open_block(tei, frame);
        return STATUS_OK;
    }
    if (is_source_line(tei) || tei->letter.is_card)
        return STATUS_OK;
    if (!label || !label[0])
        label = tei->letter.reference_words;
    if (!awaited(tei))
        warn_of_orphan(tei, label);
    return begin(tei, frame, shown_label(label), note_kind_of(tei, type, label));
}

/* The editors' own words about the letter are no part of it: a note at what stands before them. */
enum status tei_begin_commentary(struct tei *tei, struct tei_frame *frame)
{
    prose_close(tei_prose(tei));
    return begin(tei, frame, "*", NOTE_EDITORS);
}

/* ---- Ends --------------------------------------------------------------------------------------
 */

/* A gap alone tells nobody anything. */
static bool has_words(const struct draft_note *note)
{
    for (size_t i = 0; i < note->block_count; i++)
        if (note->blocks[i].length > 0 && strcmp(note->blocks[i].text, "[…]") != 0)
            return true;
    return false;
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
    if (note->marked)
        return STATUS_OK;
    drafted->marked = has_words(drafted);
    if (drafted->marked)
        prose_note(letter->prose, drafted->key);
    else {
        drafted->block_count = 0;
        tei_warn(tei, "empty-note", NULL, "the note \"%s\" has no words", drafted->label);
    }
    return STATUS_OK;
}

enum status tei_end_note(struct tei *tei, struct tei_frame *frame)
{
    if (frame->note)
        return end_footnote(tei);
    if (frame->like.kind == BLOCK_SOURCE_LINE)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

bool tei_repeats_note_label(struct tei *tei)
{
    const struct tei_letter *letter = &tei->letter;
    if (letter->note_depth == 0)
        return false;
    const struct tei_note *note = &letter->notes[letter->note_depth - 1];
    return strcmp(tei_element_words(tei), letter->draft.notes[note->index].label) == 0;
}
