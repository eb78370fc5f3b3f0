/* Private to the TEI importer: what is known while a file is read. tei.c goes through the file,
 * tei_letter.c through one letter, note or card in it. */
#ifndef IMPORT_TEI_READING_H
#define IMPORT_TEI_READING_H

#include "import/draft.h"
#include "import/import.h"
#include "import/tei_elements.h"

#include <libxml/xmlreader.h>

enum {
    TEI_DEPTH_MAX = 200,       /* elements within each other */
    TEI_NOTE_DEPTH_MAX = 4,    /* notes within each other */
    TEI_MARKER_MAX = 40,       /* bytes of a list label shown beside its item */
    TEI_LETTER_MAX = 16 << 20, /* bytes of text of one letter, notes included */
    TEI_TALLY_MAX = 64         /* kinds of element reported for a file */
};

/* One open element. Fields of `like` come from the element around it. */
struct tei_frame {
    const struct tei_element *element;
    struct block like;  /* for words that stand directly in it */
    bool opened;        /* a block was opened for it or around it: further words continue it */
    bool range;         /* a range of the prose ends with it */
    bool left_out;      /* its words are not shown */
    bool in_list;       /* stands in a list: the next list is a level deeper */
    bool block_quote;   /* a quotation set off as blocks */
    bool note;          /* a note whose blocks end with it */
    const char **words; /* where the range's words go at its end; or NULL */
    unsigned lost_line; /* outside letters: where words that are not shown begin; 0: none */
    bool lost_words;    /* and they are more than its heading */
    bool has_cards;     /* and cards were made in it */
};

/* An element name that was met and not fully shown, for one warning a file. */
struct tei_tally {
    const char *kind, *name;
    unsigned count, line;
};

struct tei_note {
    struct prose prose;
    size_t index; /* in the draft */
};

/* A letter, or a card, while its elements come. */
struct tei_letter {
    struct draft draft;
    struct prose *prose; /* where words go: the draft's, or the innermost note's */
    struct tei_note notes[TEI_NOTE_DEPTH_MAX];
    size_t note_depth;
    size_t size; /* bytes of text so far */
    uint16_t part_count, table_count, row, column;
    const char *marker;  /* a list label that waits for its item */
    bool in_own_heading; /* names there are the correspondents */
    bool has_heading, has_dateline;
    bool part_has_words; /* the current part's body has begun */
    struct block_page {
        const char *id, *label;
    } * pages; /* printed pages that begin in it, for anchors */
    size_t page_count, page_room;
    const char *source_id;            /* the letter's, as the source has it */
    struct letter_date document_date; /* the division's own, where no dateline tells it */
    bool is_card;
    const char *card_id, *card_name;
    enum span_kind card_kind; /* SPAN_PERSON or SPAN_TERM */
};

struct tei {
    xmlTextReaderPtr reader;
    const char *file; /* for messages */
    const struct import_sink *sink;
    struct import_report *report;
    struct error *error;
    struct arena *file_arena;   /* lives as long as the file is read */
    struct arena *letter_arena; /* lives as long as a letter */
    const char *stem;
    bool divided; /* letters are divisions; else the text is one letter */
    struct edition edition;
    bool edition_known; /* the sink has been told of it */
    const char *lang;   /* the file's */
    const char *title;  /* the file's; or NULL */
    const char *page;   /* printed page now; or NULL */
    struct tei_frame frames[TEI_DEPTH_MAX];
    size_t depth;
    struct tei_letter letter;
    size_t content_depth; /* depth of the letter's or card's element; 0: outside */
    size_t header_depth;  /* depth of teiHeader; 0: outside */
    struct buffer words;  /* of a title of the header, or a heading that is not shown */
    unsigned letter_count;
    struct tei_tally tallies[TEI_TALLY_MAX];
    size_t tally_count;
    char fault[256];     /* the parser's first complaint */
    unsigned fault_line; /* 0: none */
};

/* Opens a reader over bytes that must outlive it; refuses what is not UTF-8 without saying so.
 * Free with xmlFreeTextReader. `tei` needs its file and error. */
enum status tei_reader_open(struct tei *tei, const char *bytes, size_t length) STATUS_CHECKED;

/* Goes to the next node: STATUS_END behind the last one; STATUS_INVALID where the file is not
 * well-formed or brings a DTD of its own. */
enum status tei_reader_next(struct tei *tei) STATUS_CHECKED;

/* Line of the node being read. */
unsigned tei_line(const struct tei *tei);

/* An attribute of the element being read, by local name, in the letter's arena; NULL: absent. */
const char *tei_attribute(struct tei *tei, const char *name);

/* Records a failure at the line being read; answers `status`. */
enum status tei_fail(struct tei *tei, enum status status, const char *format, ...)
    STATUS_PRINTF(3, 4);

/* Warns at the line being read. */
void tei_warn(struct tei *tei, const char *kind, const char *advice, const char *format, ...)
    STATUS_PRINTF(4, 5);

/* Counts an element for a warning at the file's end. `kind` is static. */
void tei_count(struct tei *tei, const char *kind, const char *name);

/* Whether a division of this type is a letter of a volume. */
bool tei_is_letter_type(const char *type);

/* The innermost frame. */
struct tei_frame *tei_top(struct tei *tei);

/* Begins a letter or a card: its words follow. The frame of its element is on the stack. */
void tei_letter_begin(struct tei *tei, bool is_card);

/* An element of a letter begins: its frame is on the stack, with element and line set. */
enum status tei_letter_element(struct tei *tei) STATUS_CHECKED;

/* The innermost element ends; its frame is still on the stack. */
enum status tei_letter_element_end(struct tei *tei) STATUS_CHECKED;

/* Words of a letter. */
enum status tei_letter_text(struct tei *tei, const char *bytes, size_t length) STATUS_CHECKED;

/* Gives back the working memory of the letter; takes one that never began. */
void tei_letter_fini(struct tei *tei);

/* Settles what the reading of one letter's blocks has told (tei_settle.c): sender, date, title. */
void tei_settle_heading(struct tei *tei, struct block *block);
void tei_settle_paragraph(struct tei *tei, struct block *block);
void tei_settle_before_closer(struct tei *tei);

/* Reads what a date element says of itself into *ret_date: TEI P5 att.datable. */
void tei_date(struct tei *tei, struct letter_date *ret_date);

#endif
