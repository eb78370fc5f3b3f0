#include "import/docx_reading.h"

#include <string.h>

/* Lines between text and notes are kept as notes of a type. */
static bool is_note(const xmlNode *node, struct arena *arena)
{
    const char *type = NULL;
    if (!docx_is(node, "footnote") && !docx_is(node, "endnote"))
        return false;
    type = docx_attribute(node, "type", arena);
    return !type || strcmp(type, "normal") == 0;
}

static xmlNode *first_note(const struct docx_notes *notes)
{
    const xmlNode *root = notes->part ? xmlDocGetRootElement(notes->part) : NULL;
    return root ? root->children : NULL;
}

static xmlNode *find_note(const struct docx_notes *notes, const char *id, struct arena *arena)
{
    for (xmlNode *node = first_note(notes); node; node = node->next) {
        const char *own = is_note(node, arena) ? docx_attribute(node, "id", arena) : NULL;
        if (own && id && strcmp(own, id) == 0)
            return node;
    }
    return NULL;
}

static bool has_notes(const struct docx *docx, const struct docx_notes *notes)
{
    for (const xmlNode *node = first_note(notes); node; node = node->next)
        if (is_note(node, docx->arena))
            return true;
    return false;
}

/* As Word counts: footnotes 1, 2, 3; endnotes i, ii, iii, but like footnotes where there are none.
 */
static const char *next_label(struct docx *docx, struct docx_notes *notes)
{
    bool roman = notes == &docx->endnotes && has_notes(docx, &docx->footnotes);
    notes->count++;
    return roman ? docx_roman(notes->count, docx->arena)
                 : arena_format(docx->arena, "%u", notes->count);
}

/* Some programs write a mark of one's own before the words of the note as well. */
static void cut_repeated_mark(struct prose *prose, const char *label)
{
    size_t length = strlen(label);
    prose_close(prose);
    if (prose->block_count == 0)
        return;
    const char *text = prose->blocks[0].text;
    if (strncmp(text, label, length) == 0 && text[length] == ' ' &&
        strpbrk(label, "0123456789") == NULL)
        prose_cut(prose, &prose->blocks[0], (uint32_t)length + 1);
}

/* The note's blocks are read with a prose of their own; the paragraph around goes on behind. */
static enum status read_note(struct docx *docx, xmlNode *node, const char *label, size_t *ret_index)
{
    struct draft *draft = &docx->draft;
    struct prose prose, *outer = docx->prose;
    if (draft->note_count == DRAFT_NOTES_MAX)
        return error_set(docx->error, STATUS_LIMIT, "%s:%u: more than %d notes", docx->source->file,
                         docx->paragraph, DRAFT_NOTES_MAX);
    bool in_cell = docx->in_cell;
    size_t index = draft_add_note(draft, label, NOTE_EDITORS, docx->paragraph);
    node->_private = docx;
    prose_init(&prose, docx->arena);
    docx->prose = &prose;
    docx->in_note = true;
    docx->in_cell = false;
    enum status status = docx_put_blocks(docx, node);
    struct draft_note *note = &draft->notes[index];
    cut_repeated_mark(&prose, note->label);
    note->blocks = prose_finish(&prose, &note->block_count);
    draft->prose.too_long |= prose.too_long;
    prose_fini(&prose);
    docx->prose = outer;
    docx->in_note = false;
    docx->in_cell = in_cell;
    if (status == STATUS_OK && note->block_count == 0)
        docx_warn(docx, "empty-note", "write the note, or take its mark out",
                  "note %s has no words", note->label);
    *ret_index = index;
    return status;
}

enum status docx_put_note(struct docx *docx, const xmlNode *reference, const char *mark)
{
    bool foot = docx_is(reference, "footnoteReference");
    struct docx_notes *notes = foot ? &docx->footnotes : &docx->endnotes;
    xmlNode *node = find_note(notes, docx_attribute(reference, "id", docx->arena), docx->arena);
    size_t index = 0;
    if (!node || docx->in_note) {
        docx_warn(docx, "mark-without-note", "delete the mark and insert the note anew",
                  "a note mark has no note; it is left out");
        return STATUS_OK;
    }
    docx_set_formats(docx, 0);
    enum status status = read_note(docx, node, mark ? mark : next_label(docx, notes), &index);
    if (status != STATUS_OK)
        return status;
    docx->draft.notes[index].marked = true;
    prose_note(docx->prose, docx->draft.notes[index].key);
    return STATUS_OK;
}

enum status docx_put_lone_notes(struct docx *docx)
{
    struct docx_notes *const both[] = {&docx->footnotes, &docx->endnotes};
    enum status status = STATUS_OK;
    size_t index;
    for (int i = 0; i < 2; i++)
        for (xmlNode *node = first_note(both[i]); status == STATUS_OK && node; node = node->next) {
            if (!is_note(node, docx->arena) || node->_private)
                continue;
            const char *label = next_label(docx, both[i]);
            status = read_note(docx, node, label, &index);
            docx_warn(docx, "note-without-mark", "insert it anew where it belongs",
                      "note %s has no mark in the text; it is shown among the notes only", label);
        }
    return status;
}
