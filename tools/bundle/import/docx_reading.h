/* Private to the Word importer: what is known while a file is read. docx.c goes through paragraphs
 * and tables, docx_runs.c through what stands in a paragraph, docx_notes.c through notes. */
#ifndef IMPORT_DOCX_READING_H
#define IMPORT_DOCX_READING_H

#include "import/docx_styles.h"
#include "import/draft.h"
#include "import/import.h"

enum { DOCX_BOXES_MAX = 64 };

/* footnotes.xml or endnotes.xml. */
struct docx_notes {
    xmlDoc *part;
    unsigned count; /* that were marked so far */
};

struct docx {
    const struct source_letter *source;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    struct docx_archive *archive;
    const char *folder; /* of the main part, "word/" */
    xmlDoc *document, *relations, *note_relations;
    struct docx_notes footnotes, endnotes;
    struct docx_styles styles;
    struct draft draft;
    struct prose *prose;                             /* the draft's, or the note's */
    unsigned formats;                                /* bits of the open ranges */
    unsigned open_formats[DOCX_FORMATS], open_count; /* in the order they were opened */
    unsigned paragraph; /* of the text, from 1: the "line" of messages */
    bool in_note, in_cell, in_link, has_heading, tells_deleted, tells_comments;
    uint16_t table;
    const xmlNode *boxes[DOCX_BOXES_MAX]; /* text boxes that follow the paragraph */
    size_t box_count;
};

/* Warns at the paragraph being read. */
void docx_warn(struct docx *docx, const char *kind, const char *advice, const char *format, ...)
    STATUS_PRINTF(4, 5);

/* Words, marks and links of a paragraph (or of what holds runs) go to the prose. */
enum status docx_put_inlines(struct docx *docx, const xmlNode *node) STATUS_CHECKED;

/* Ends what ranges are open but those of `formats`. */
void docx_set_formats(struct docx *docx, unsigned formats);

/* Paragraphs and tables of a body, a cell, a note or a text box. */
enum status docx_put_blocks(struct docx *docx, const xmlNode *node) STATUS_CHECKED;

/* Puts the mark of a footnote or endnote, and reads the note. `reference` is its element; `mark`
 * the sign that its author chose, or NULL. */
enum status docx_put_note(struct docx *docx, const xmlNode *reference,
                          const char *mark) STATUS_CHECKED;

/* Reads the notes that no mark has led to. */
enum status docx_put_lone_notes(struct docx *docx) STATUS_CHECKED;

#endif
