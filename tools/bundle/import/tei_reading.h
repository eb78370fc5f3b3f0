/* Private to the TEI importer: what is known while a file is read. tei.c goes through the file,
 * tei_letter.c through one letter, note or card in it. */
#ifndef IMPORT_TEI_READING_H
#define IMPORT_TEI_READING_H

#include "import/draft.h"
#include "import/import.h"
#include "import/tei.h"
#include "import/tei_elements.h"
#include "import/tei_survey.h"

#include <libxml/xmlreader.h>

enum {
    TEI_DEPTH_MAX = 200,       /* elements within each other */
    TEI_NOTE_DEPTH_MAX = 4,    /* notes within each other */
    TEI_PAGE_LABEL_MAX = 16,   /* bytes of a printed page's number shown in the margin */
    TEI_MARKER_MAX = 40,       /* bytes of a list label shown beside its item */
    TEI_LETTER_MAX = 16 << 20, /* bytes of text of one letter, notes included */
    TEI_RELATIONS_MAX = 16,    /* of one letter to others, in its header */
    TEI_TALLY_MAX = 64         /* kinds of element reported for a file */
};

/* One open element. Fields of `like` come from the element around it. */
struct tei_frame {
    const struct tei_element *element;
    struct block like;   /* for words that stand directly in it */
    bool opened;         /* a block was opened for it or around it: further words continue it */
    bool range;          /* a range of the prose ends with it */
    bool left_out;       /* its words are not shown */
    bool in_list;        /* stands in a list: the next list is a level deeper */
    bool block_quote;    /* a quotation set off as blocks */
    bool note;           /* a note whose blocks end with it */
    bool inside_line;    /* a paragraph that goes on in the line around it */
    bool lang_range;     /* its words are in another language than those around it */
    const char *picture; /* of a figure: waits for its caption */
    bool described;      /* a figure whose description is its picture's */
    bool letterhead;     /* its parts are a letterhead's */
    bool titles;         /* a title in it is the letter's heading */
    bool parts_words;    /* a substitution: of a whole word by another */
    const char *lang;    /* of its words, BCP 47; NULL: the letter's */
    const char *noted;   /* id that a note of the back points at; or NULL */
    unsigned children;   /* elements in it so far */
    unsigned shown;      /* in a choice: which child is shown, from 1 */
    const char **words;  /* where the range's words go at its end; or NULL */
    unsigned lost_line;  /* outside letters: where words that are not shown begin; 0: none */
    bool lost_words;     /* and they are more than its heading */
    bool has_cards;      /* and cards were made in it */
};

/* An element name that was met and not fully shown, for one warning a file. */
struct tei_tally {
    const char *kind, *name;
    unsigned count, line;
};

struct tei_note {
    struct prose prose;
    size_t index; /* in the draft */
    bool marked;  /* its mark stood before it came */
};

/* A note whose mark stands and whose words are still to come. */
struct tei_pending_note {
    const char *id; /* its own, or what it points at */
    size_t index;   /* in the draft */
    bool come;
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
    bool has_other_words; /* a choice that is read otherwise as written */
    bool part_has_words;  /* the current part's body has begun */
    struct block_page {
        const char *id, *label;
    } * pages; /* printed pages that begin in it, for anchors */
    size_t page_count, page_room;
    struct tei_pending_note *pending;
    size_t pending_count, pending_room;
    const char *reference_words;      /* of a reference directly before its note; or NULL */
    const char *source_id;            /* the letter's, as the source has it; or NULL */
    struct letter_date document_date; /* the division's own, where no dateline tells it */
    bool is_card;
    const char *card_id, *card_name;
    enum span_kind card_kind; /* SPAN_PERSON or SPAN_TERM */
};

enum tei_part { TEI_PART_NONE, TEI_PART_SENDER, TEI_PART_RECIPIENT };

/* What the teiHeader tells; in the file's arena. */
struct tei_header {
    const char *title, *edition_title; /* NULL: none */
    unsigned title_rank, edition_rank; /* how well each names its thing */
    unsigned language_share;           /* of the language found so far */
    enum tei_part part;                /* whose correspAction is open */
    struct correspondent sender, recipient, author;
    const char *place;
    struct tei_relation {
        enum letter_relation relation;
        const char *target; /* "EDITION#ID" */
    } relations[TEI_RELATIONS_MAX];
    size_t relation_count;
    struct letter_date date, creation; /* of sending; of the text, as a second best */
};

/* A graphic of the facsimile, or an id that stands for a surface of it (url NULL). */
struct tei_surface {
    const char *id, *surface; /* its own, and that of the surface around it; or NULL */
    const char *url;
    unsigned line;
};

/* What stands outside the letters and is not shown, for one line in the report. */
struct tei_lost {
    unsigned count, line; /* line of the first */
    struct buffer titles; /* of the first few */
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
    enum tei_shape shape;
    bool divided;        /* letters are divisions or texts of a group; else a text is one letter */
    unsigned text_count; /* texts begun, but for those in others */
    enum version_kind kind; /* of letters that say none */
    struct edition edition;
    bool edition_known;       /* the sink has been told of it */
    bool as_written;          /* of a choice the source's own words are read, not the editors' */
    bool promises;            /* a register says what cards it has, no more */
    bool in_company;          /* the edition is a folder of such files, named by their series */
    struct string_set *cards; /* "EDITION/ID" of the cards delivered: enum tei_id */
    struct tei_survey survey;
    struct tei_header header;
    bool lang_told;         /* the source says what it is in; else `lang` is a guess */
    const char *lang;       /* the file's */
    const char *outer_lang; /* of the TEI element, the editors'; or NULL */
    const char *page;       /* printed page now; or NULL */
    const char *page_facs;  /* what shows it; or NULL */
    unsigned page_line;     /* where that is said */
    struct tei_surface *surfaces;
    size_t surface_count, surface_room;
    struct picture_files *pictures;
    struct tei_frame frames[TEI_DEPTH_MAX];
    size_t depth;
    struct tei_letter letter;
    size_t content_depth; /* depth of the letter's or card's element; 0: outside */
    size_t header_depth;  /* depth of teiHeader; 0: outside */
    struct tei_lost lost_heads, lost_parts;
    struct buffer words; /* of a title of the header, or a heading that is not shown */
    const char *text_id; /* of the TEI element; "": none */
    unsigned letter_count, empty_line; /* line of the first letter without words; 0: none */
    struct tei_tally tallies[TEI_TALLY_MAX];
    size_t tally_count;
    const char *waiting_page; /* id of a page that begins between letters; or NULL */
    char fault[256];          /* the parser's first complaint */
    unsigned fault_line;      /* 0: none */
};

/* Opens a reader over bytes that must outlive it, or, where they are NULL, over the file; refuses
 * what is not UTF-8 without saying so. Free with xmlFreeTextReader. `tei` needs its file and error.
 */
enum status tei_reader_open(struct tei *tei, const char *bytes, size_t length) STATUS_CHECKED;

/* Goes to the next node: STATUS_END behind the last one; STATUS_INVALID where the file is not
 * well-formed or brings a DTD of its own. */
enum status tei_reader_next(struct tei *tei) STATUS_CHECKED;

/* Line of the node being read. */
unsigned tei_line(const struct tei *tei);

/* An attribute of the element being read, by local name, in the letter's arena; NULL: absent. */
const char *tei_attribute(struct tei *tei, const char *name);

/* Whether type or subtype of the element being read holds a word, however it is written:
 * "previous_letter" and "prevLetter" both say "prev". */
bool tei_type_says(struct tei *tei, const char *word);

/* Records a failure at the line being read; answers `status`. */
enum status tei_fail(struct tei *tei, enum status status, const char *format, ...)
    STATUS_PRINTF(3, 4);

/* Warns at the line being read. */
void tei_warn(struct tei *tei, const char *kind, const char *advice, const char *format, ...)
    STATUS_PRINTF(4, 5);

/* Counts an element for a warning at the file's end. `kind` is static. */
void tei_count(struct tei *tei, const char *kind, const char *name);

/* Whether the element being read is a letter of a volume: a division of such a type, and not an
 * example of encoding; or a text of a group. */
bool tei_is_letter_division(struct tei *tei);

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
void tei_settle_title(struct tei *tei, struct letter_summary *summary);
void tei_settle_lines(struct tei *tei, struct letter_summary *summary);
void tei_settle_paragraph(struct tei *tei, struct block *block);
void tei_settle_before_closer(struct tei *tei);

/* Begins a heading that only the header has: the letter's text begins without one. */
void tei_begin_titled(struct tei *tei, const char *title);

/* Scans (tei_pictures.c): reads the facsimile that has begun; the scan of a page that begins in a
 * letter; those of a letter that begins, and ends. */
void tei_read_facsimile(struct tei *tei);
void tei_page_scan(struct tei *tei, const char *label);
void tei_begin_scans(struct tei *tei);
void tei_end_scans(struct tei *tei);

/* Adds a printed page of the letter, for anchors. */
void tei_remember_page(struct tei *tei, const char *id, const char *label);

/* The teiHeader (tei_header.c): its elements, and what it tells of the file's one letter. */
void tei_header_element(struct tei *tei);
void tei_header_element_end(struct tei *tei);
/* Whose a part of correspDesc of that type is: "sent", "addressee"; takes NULL. */
enum tei_part tei_part_of(const char *type);

void tei_header_settle(struct tei *tei, struct letter_summary *summary);
enum status tei_deliver_relations(struct tei *tei, struct key letter);

/* An entry of a register (tei_cards.c): delivers its card, once in an edition. */
enum status tei_register_entry(struct tei *tei);

/* What the edition knows of the card of that id, to be read or changed: enum tei_id. */
unsigned *tei_card_of(struct tei *tei, const char *id);

/* The first of several pointers that leads to a card, and to what kind; NULL: none does. */
const char *tei_known_pointer(struct tei *tei, const char *pointers, unsigned *ret_flags);

/* Tells the sink of the edition, once. */
enum status tei_tell_edition(struct tei *tei);

/* The words collected in `words`, in one line, in the file's arena. */
const char *tei_one_line(struct tei *tei);

/* The language of a letter that is told nowhere, by its script; and of the editors' words in a
 * letter that runs from right to left. */
void tei_settle_language(struct tei *tei, struct draft *draft);

/* BCP 47 for the three-letter codes that editions use where it has two letters. */
const char *tei_language(const char *code);

/* Reads what a date element says of itself into *ret_date: TEI P5 att.datable. */
void tei_date(struct tei *tei, struct letter_date *ret_date);

#endif
