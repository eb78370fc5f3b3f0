/* What the elements of TEI P5 mean for a letter on a screen. */
#ifndef IMPORT_TEI_ELEMENTS_H
#define IMPORT_TEI_ELEMENTS_H

#include "letter/letter.h"

/* TEI Guidelines P5, chapters 3 (common elements), 4 (text structure), 11 (primary sources), 14
 * (tables, figures). */
enum tei_role {
    TEI_TRANSPARENT, /* its text belongs to what surrounds it */
    TEI_CONTAINER,   /* holds blocks; its own text is paragraphs */
    TEI_BLOCK,       /* is a block of `kind` */
    TEI_PARAGRAPH,   /* a block whose kind its surroundings decide */
    TEI_SPAN,        /* is a span of `kind` */
    TEI_HIGHLIGHT,   /* a span that @rend decides */
    TEI_PERSON,
    TEI_TERM,
    TEI_REFERENCE,
    TEI_NOTE,
    TEI_PAGE_BREAK,
    TEI_LINE_BREAK,
    TEI_GAP,
    TEI_SPACE,
    TEI_HEAD,
    TEI_DIVISION,
    TEI_ATTACHMENT,
    TEI_QUOTE,
    TEI_LIST,
    TEI_LABEL,
    TEI_ITEM,
    TEI_TABLE,
    TEI_ROW,
    TEI_CELL,
    TEI_FIGURE,
    TEI_GRAPHIC,
    TEI_DATELINE,
    TEI_DATE,
    TEI_PLACE_NAME,
    TEI_CLOSER,
    TEI_SIGNED,
    TEI_SALUTE,
    TEI_POSTSCRIPT,
    TEI_SEGMENT,      /* part of a line, or of a letterhead */
    TEI_CHARACTER,    /* one sign and how it is written */
    TEI_SUBSTITUTION, /* what was struck out, and what was written for it */
    TEI_CHOICE,       /* one of its children is shown */
    TEI_INDEX,        /* a register: in the back no text of the letter */
    TEI_ENTRY,        /* an entry of one: a card */
    TEI_ALTERNATIVE,  /* in a choice, shown only where there is nothing else */
    TEI_LEFT_OUT,     /* not part of the letter's text */
    TEI_UNKNOWN,      /* transparent, and reported */
    TEI_ROLE_COUNT
};

struct tei_element {
    const char *name;
    enum tei_role role;
    unsigned kind; /* TEI_BLOCK: enum block_kind; TEI_SPAN: enum span_kind */
};

/* The element of that local name; one of role TEI_UNKNOWN (and no name) for any other. Static. */
const struct tei_element *tei_element_find(const char *name);

/* The span that a word of @rend or @rendition asks for; false: none that we know. *ret_plain is
 * set for words that are known to ask for none. */
bool tei_rend_span(const char *word, enum span_kind *ret_kind, bool *ret_plain);

#endif
