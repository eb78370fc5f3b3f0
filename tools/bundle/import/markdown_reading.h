/* Private to the Markdown importer: what is known while a file is read. markdown.c goes through the
 * tree, markdown_notes.c finds the footnotes in it. */
#ifndef IMPORT_MARKDOWN_READING_H
#define IMPORT_MARKDOWN_READING_H

#include "import/draft.h"
#include "import/import.h"
#include "import/markdown.h"

#include <cmark-gfm.h>

/* One list that is open. */
struct markdown_list {
    bool ordered;
    char close; /* behind the number */
    unsigned number;
};

struct markdown {
    const struct source_letter *source;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    struct draft draft;
    cmark_node *root;
    size_t begin;        /* of the text in the source, behind the front matter */
    unsigned first_line; /* the source's line before the text's first */
    unsigned last_line;  /* of the text; marks behind it were added by markdown_notes.c */
    struct prose *prose; /* the draft's, or the note's */
    struct prose note_prose;
    size_t note; /* the note that is open is its index; draft.note_count: none */
    struct markdown_list lists[MARKDOWN_DEPTH_MAX];
    unsigned list_depth, quote_depth, image_depth;
    const char *marker; /* waits for the item's first paragraph */
    struct block like;
    uint16_t table, row, column;
    bool in_own_heading, has_heading;
};

/* Parses the text and adds its footnotes to the draft, those without a mark too. The tree is at
 * `root`, to be freed with cmark_node_free. */
enum status markdown_notes_parse(struct markdown *markdown) STATUS_CHECKED;

/* The source's line of a node. */
unsigned markdown_line(const struct markdown *markdown, cmark_node *node);

#endif
