/* The model: an exhibit of editions, letters and what belongs to them. Plain structs, no input or
 * output. Strings are UTF-8 and closed by NUL; an optional string that is absent is NULL.
 * Everything belongs to the arena it was made in. */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names a letter, person, term or picture: edition and id within it. Empty edition: none. */
struct key {
    const char *edition, *id;
};

enum direction { DIRECTION_LTR, DIRECTION_RTL };

/* ---- Text --------------------------------------------------------------------------------------
 */

/* What a range of a block's text is, or what stands at one place of it. */
enum span_kind {
    SPAN_ITALIC,
    SPAN_ROMAN, /* upright inside italics */
    SPAN_BOLD,
    SPAN_SMALL_CAPS,
    SPAN_SUPERSCRIPT,
    SPAN_SUBSCRIPT,
    SPAN_UNDERLINE,
    SPAN_DOUBLE_UNDERLINE,
    SPAN_LETTER_SPACED,
    SPAN_DELETED,
    SPAN_ADDED,
    SPAN_SUPPLIED,
    SPAN_UNCLEAR,
    SPAN_FOREIGN,    /* lang */
    SPAN_PERSON,     /* target: key of a person */
    SPAN_TERM,       /* target: key of a term */
    SPAN_REFERENCE,  /* target: a place; NULL: it leads out of this exhibit ("In another volume") */
    SPAN_NOTE,       /* start == end; target: the note's key in its letter */
    SPAN_PAGE_BREAK, /* start == end; target: label of the printed page that begins here */
    SPAN_PICTURE,    /* start == end; target: picture number in the letter; see BLOCK_CAPTION */
    SPAN_KIND_COUNT,
    SPAN_FOUND = SPAN_KIND_COUNT /* words a search found: put in by who shows them, never stored */
};

/* A byte range start <= end <= length of its block's text, on code point borders. Ranges may nest
 * and overlap; they are sorted by start, longer first, then by kind. */
struct span {
    enum span_kind kind;
    uint32_t start, end;
    const char *target; /* by kind, see above */
    const char *lang;   /* SPAN_FOREIGN: BCP 47 */
};

enum block_kind {
    BLOCK_HEADING,     /* the letter's own title, and titles of attachments (level > 0) */
    BLOCK_SOURCE_LINE, /* an editors' line above a heading: "[Inclosure in No. 2.]" */
    BLOCK_LETTERHEAD,
    BLOCK_ADDRESS,
    BLOCK_DATELINE,
    BLOCK_SALUTATION,
    BLOCK_PARAGRAPH,
    BLOCK_VERSE_LINE,
    BLOCK_LIST_HEAD,
    BLOCK_LIST_ITEM,
    BLOCK_TABLE_CELL,
    BLOCK_CLOSING,
    BLOCK_SIGNATURE,
    BLOCK_POSTSCRIPT,
    BLOCK_CAPTION, /* a SPAN_PICTURE at byte 0 is set above it; then the text may be empty. Anywhere
                      else a SPAN_PICTURE is a small raised box in its line, if it has pixels */
    BLOCK_RULE,    /* a drawn line; no text */
    BLOCK_KIND_COUNT
};

enum block_align { ALIGN_BY_KIND, ALIGN_START, ALIGN_CENTER, ALIGN_END };

/* A paragraph-like unit. Text holds no mark, no page number and no list marker: those are spans and
 * fields. U+000A in the text is a line break of the source. */
struct block {
    enum block_kind kind;
    enum block_align align;
    const char *text;
    uint32_t length; /* bytes, at most BLOCK_TEXT_MAX */
    const struct span *spans;
    size_t span_count;
    uint8_t level;               /* nesting of lists, headings and verse indents, 0 outermost */
    uint8_t quote_depth;         /* how many block quotations surround it */
    uint16_t part;               /* 0 the letter itself, 1.. its attachments in order */
    bool flush;                  /* the source asks for no first-line indent */
    uint16_t table, row, column; /* BLOCK_TABLE_CELL: table counted from 1 in the letter */
    const char *marker;          /* BLOCK_LIST_ITEM: "1.", "(a)", a dash ...; NULL: none */
    const char *lang;            /* BCP 47 where it differs from the version's; else NULL */
    const uint32_t *hyphens;     /* byte offsets where a hyphen may be set, rising */
    size_t hyphen_count;
};

enum { BLOCK_TEXT_MAX = 1 << 20 };

/* ---- Notes, persons, terms ---------------------------------------------------------------------
 */

enum note_kind {
    NOTE_EDITORS, /* commentary */
    NOTE_SOURCE,  /* provenance; stands at the heading, labelled "Source" */
    NOTE_AUTHORS, /* the writer's own footnote */
    NOTE_TEXTUAL  /* about the state of the text */
};

struct note {
    const char *key;   /* its label where that is unique in the letter, else "label~k" */
    const char *label; /* the edition's own number or sign, never empty */
    enum note_kind kind;
    const struct block *blocks;
    size_t block_count;
};

/* A card: a person of the edition's list of names, or a term of its list of abbreviations. */
struct entity {
    struct key key;
    const char *name; /* as the list prints it, without the comma: "Dobrynin, Anatoli F." */
    const char *sort; /* sorts persons and terms */
    const struct block *blocks;
    size_t block_count;
    struct key same; /* a person: whose card stands for this one; id NULL: its own */
};

/* ---- Letters -----------------------------------------------------------------------------------
 */

enum date_certainty { DATE_NONE, DATE_EXACT, DATE_RANGE, DATE_INFERRED };

/* Proleptic Gregorian calendar, ISO 8601: "1962-10-28", or shorter "1962-10", "1962". */
struct letter_date {
    enum date_certainty certainty;
    const char *from, *to; /* NULL with DATE_NONE; to == from unless DATE_RANGE */
    const char *text;      /* as the edition prints it, without a closing stop; may be NULL */
};

struct correspondent {
    const char *name;   /* as the letter names them */
    const char *person; /* id in the same edition, or NULL */
};

enum letter_kind {
    LETTER_LETTER,
    LETTER_EDITORIAL /* an editors' note among the letters */
};

/* What lists, filters and running heads need of a letter. */
struct letter_summary {
    struct key key;
    enum letter_kind kind;
    const char *number; /* number in the edition, "70"; NULL: none */
    const char *
        title; /* without number and mark: "Letter From Chairman Khrushchev to President Kennedy" */
    const char *short_title; /* the curator's, for cards; or NULL */
    const char *place;       /* of writing; may be NULL */
    struct letter_date date;
    struct correspondent sender, recipient; /* name NULL: unknown */
    const char *lang;                       /* of the version shown first */
    const char *first_words; /* the opening of the body, up to 160 bytes at a word's end */
    uint32_t words;          /* body and notes */
    uint32_t position;       /* reading order in the exhibit, from 0 */
    uint32_t reply_to;       /* position of the letter it answers, or LETTER_NONE */
    uint32_t picture_count;  /* scans; pictures in the text are not counted */
};

#define LETTER_NONE UINT32_MAX

/* What one letter is to another. */
enum letter_relation {
    RELATION_REPLY_TO, /* the letter it answers */
    RELATION_REPLY,    /* the letter that answers it */
    RELATION_PREVIOUS, /* the one before and after it between the same two */
    RELATION_NEXT,
    RELATION_RELATED /* by references and by the persons and terms of both */
};

struct related_letter {
    enum letter_relation relation;
    struct letter_summary summary;
};

/* Behind the language of a further version that has the words as the source has them, where the one
 * shown first has what editors made of them: "ru-x-orig" (BCP 47, private use). */
#define LETTER_AS_WRITTEN "-x-orig"

enum version_kind { VERSION_ORIGINAL, VERSION_TRANSLATION, VERSION_TRANSCRIPTION };

struct letter_version {
    const char *lang; /* BCP 47, "en" */
    enum version_kind kind;
};

/* What the curator would have nobody miss. */
struct passage {
    const char *place; /* where it begins: "letter/ED/ID:BLOCK.BYTE" */
    const char *title; /* or NULL */
};

#define BLOCK_NONE UINT32_MAX

/* A picture, as tiles of at most 512 x 512 pixels in levels: 0 at full size, each further one at
 * half of it, rounded up, the last one tile. */
struct facsimile {
    uint32_t number;           /* from 1 in its letter */
    uint32_t image;            /* names its tiles */
    const char *name;          /* of the file it was made of */
    const char *description;   /* or NULL */
    const char *credit;        /* or NULL */
    uint32_t width, height;    /* pixels */
    uint32_t focus_x, focus_y; /* thousandths of width and height */
    const char *const *pages;  /* labels of the printed pages it shows; may be none */
    size_t page_count;
    uint32_t block; /* of the version shown first, where what it shows begins; or BLOCK_NONE */
    bool in_text;   /* part of the text, where a SPAN_PICTURE stands for it; else a scan of it */
};

/* A letter in one of its parallel versions, whole. Where versions have as many paragraphs, block n
 * of one is block n of the other. */
struct letter {
    struct letter_summary summary;
    const char *version_lang; /* BCP 47, "en" */
    enum version_kind version_kind;
    enum direction direction;
    const struct block *blocks;
    size_t block_count;
    const struct note *notes; /* in order of their marks; unmarked ones last */
    size_t note_count;
    const char *first_page;         /* printed page on which it begins; or NULL */
    const char *brief;              /* the curator's 30 to 70 words; or NULL */
    const char *content_notice;     /* or NULL */
    const char *web;                /* address of the letter on the web; or NULL */
    const struct passage *passages; /* key passages, of the version shown first */
    size_t passage_count;
    const struct letter_version *versions; /* all, this one included; the one shown first first */
    size_t version_count;
    const struct facsimile *pictures; /* by number */
    size_t picture_count;
};

/* ---- Exhibit -----------------------------------------------------------------------------------
 */

struct edition {
    const char *id;
    const char *title;
    const char *lang;
    uint32_t letter_count;
};

struct exhibit {
    const char *id;
    const char *title;
    const char *years;              /* "1960–1963", from the dated letters; or NULL */
    const char *credits;            /* or NULL */
    const struct edition *editions; /* in the exhibit's order */
    size_t edition_count;
    const char *const *langs; /* interface languages, the default first */
    size_t lang_count;
    const char *const *text_langs; /* languages that letters are in, sorted by tag */
    size_t text_lang_count;
    uint32_t letter_count;
};

/* One slide of the attract mode. */
struct slide {
    const char *quote;   /* without quotation marks; may be empty where there is a picture */
    const char *caption; /* "Khrushchev to Kennedy · 9 November 1960" */
    const char *place;   /* what a tap on the quotation opens */
    const char *lang;
    enum direction direction;
    const struct facsimile *picture; /* of the letter that `place` opens; or NULL */
};

/* A letter that the curator would have visitors begin with. */
struct start_card {
    const char *place; /* what a tap opens */
    const char *title; /* the curator's; NULL: the letter's own */
    struct letter_summary summary;
    const char *brief;               /* or NULL */
    const struct facsimile *picture; /* the letter's first scan, else its first picture; or NULL */
};

/* One value that letters can be filtered by. */
struct facet {
    const char *value; /* person: "ED/ID"; year: "1962" */
    const char *name;  /* as it is shown */
    uint32_t count;    /* letters */
};

struct facets {
    const struct facet *persons; /* most letters first */
    size_t person_count;
    const struct facet *years; /* rising */
    size_t year_count;
};

/* Two persons who wrote to each other, both ways, EXCHANGE_LETTERS_MIN letters or more in all. */
struct exchange {
    const char *a, *b;           /* "ED/ID"; a wrote the first of the letters */
    const char *name_a, *name_b; /* as their cards have it */
    uint32_t from_a, from_b;     /* letters that each wrote to the other */
};

enum { EXCHANGE_LETTERS_MIN = 3 };

/* One of the curator's choices: theme, times. */
struct setting {
    const char *name, *value;
};

/* One of the museum's own words over the interface's. */
struct wording {
    const char *lang, *name, *value;
};

/* The note with that key, borrowed from the letter; NULL where there is none. */
const struct note *letter_find_note(const struct letter *letter, const char *key);

/* Whether a BCP 47 tag is written from right to left ("ar", "he", "syr", "fa", "ur", "yi", or an
 * explicit script Arab, Hebr, Syrc, Thaa). NULL is left to right. */
enum direction letter_direction(const char *lang);

/* Whether a version's language ends with LETTER_AS_WRITTEN. */
bool letter_is_as_written(const char *lang);

#endif
