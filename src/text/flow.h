/* Sets a sequence of blocks as lines of one measure: letters, notes, cards, slides, list rows
 * alike.
 *
 * Conventions of the edition: deleted words are struck out; what the writer added stands smaller
 * and higher, as between the lines (a block added as a whole, plain); what editors supplied stands
 * in upright brackets, what they could not read for certain before "[?]", unless the text prints
 * those signs itself. Half-lines of verse, parted by two em spaces, stand in two columns, or all of
 * a poem one below the other where one is too long. Capitals marked as small ones are the face's
 * small capitals but for the first of each word; where it has none, capitals set apart.
 *
 * A caption that begins with a picture (SPAN_PICTURE at byte 0) stands under a box that the flow
 * leaves for it: in the picture's proportions, at most as wide as the measure, as high as
 * picture_height_px and twice as large as its pixels. The box is a line of its own. Any other
 * picture in a text is a small box in its line, raised to stand like a letter; the line grows where
 * it is too low for it.
 *
 * A flow keeps no reference to a screen: lines have heights and break preferences, text/pages.h
 * cuts them into pages, and flow_emit puts any run of lines onto a surface. Lengths are pixels;
 * *_26_6 are pixels in 26.6 fixed point. */
#ifndef TEXT_FLOW_H
#define TEXT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/geometry.h"
#include "letter/letter.h"
#include "text/glyph_page.h"
#include "text/metrics.h"

/* Palette indices a flow uses; the caller's palette decides the colours. */
struct flow_inks {
    uint8_t text, secondary, accent, accent2, mark_pill, found, rule, background;
};

enum flow_setting { FLOW_RAGGED, FLOW_JUSTIFIED, FLOW_CENTERED };

/* How blocks are set: one role of the type table of the interface specification, at one size on one
 * screen. */
struct flow_sheet {
    enum text_face face;
    bool italic, bold; /* of the whole sheet */
    int32_t em_26_6;
    int leading_px;        /* baseline to baseline */
    int measure_px;        /* line length */
    int hang_px;           /* how far punctuation may stand out of the measure on either side */
    int picture_height_px; /* of pictures in the text, at most, and less than the lowest page;
                              0: they are left out */
    int max_lines;         /* 0: as many as needed; else the last line ends in an ellipsis */
    enum flow_setting setting;
    bool balanced; /* titles: lines of like length, never hyphenated */
    bool hyphenate;
    int32_t indent_26_6;  /* first lines of paragraphs, but where a letter or quotation begins */
    int paragraph_gap_px; /* between paragraphs; 0 in Book */
    bool lining_figures;  /* lists, dates, page numbers; else old-style where the face has them */
    bool inline_pages;    /* printed page numbers as [190] in the text; else in the margin */
    bool live;            /* names, terms, references and marks are touchable and drawn so */
    bool end_rule;        /* letters: a short centred rule after the last block */
    const char *lang;     /* BCP 47 default of the text */
    enum direction direction; /* of the column: where margins, indents and ends are */
    struct flow_inks inks;
};

/* One set line. Lines come in the order of their blocks. Those of table cells that stand side by
 * side begin at one top, cell by cell, and are tied; the box of a picture is a line of no text, the
 * first of its caption; the rule at the end is a line of no text of the last block. */
struct flow_line {
    int top_px, height_px; /* from the flow's top; gaps belong to no line */
    int baseline_px;       /* from the flow's top */
    int left_px,
        right_px;        /* ink of the text, from the column's left edge: what hangs lies outside */
    uint32_t block;      /* which block, counted from 0 */
    uint32_t start, end; /* bytes of the block's text that stand on this line */
    enum block_kind kind;
    bool first, last;    /* of its block */
    bool hyphenated;     /* ends in a hyphen that the source has not */
    bool keep_with_next; /* heading, salutation line, last body lines before a signature ... */
    bool tied; /* always on the page of the line before: cells of a row, captions of pictures but
                  for what is longer than half picture_height_px */
};

/* Something on a line that can be touched or shown: a mark, name, term, reference, page number. */
struct flow_object {
    enum span_kind kind; /* SPAN_NOTE, SPAN_PERSON, SPAN_TERM, SPAN_REFERENCE, SPAN_PAGE_BREAK */
    const char *target;  /* as in the span */
    const char *label;   /* what is printed: "3", "190", the words of the name */
    uint32_t line;       /* a range that breaks over lines is one object a line */
    struct rect rect;    /* from the flow's top left; margin numbers have negative x */
    uint32_t block, start, end;
    bool continues; /* goes on from the line before */
    /* Line of the mention before of the same person or term; FLOW_NO_LINE: none. */
    uint32_t previous_line;
};

#define FLOW_NO_LINE UINT32_MAX

/* Where a picture in the text is to be shown; flow_emit draws an empty ground there. */
struct flow_picture {
    uint32_t number;  /* in its letter, as in struct facsimile */
    uint32_t line;    /* of the box */
    struct rect rect; /* from the flow's top left, like an object's */
};

/* Whether an object can be touched on a page that begins with line `first_line`: a name or a term
 * only at its first mention there, all else always. flow_emit draws by the same rule. */
bool flow_object_is_live(const struct flow_object *object, size_t first_line);

struct flow;

/* What is to be set. Note labels are looked up in `notes`. Borrowed for the flow's life. */
struct flow_text {
    const char *number;       /* set before the first heading as "70. "; NULL: none */
    const char *source_label; /* mark of source notes, "Source" in the visitor's language; NULL:
                                 they have none, for a badge above the heading leads to them */
    const struct block *blocks;
    size_t block_count;
    const struct note *notes;
    size_t note_count;
    const struct facsimile *pictures; /* of the letter; those its text does not name do no harm */
    size_t picture_count;
};

/* A flow of no lines yet; `metrics` and what `text` points to are borrowed until flow_destroy. */
struct flow *flow_create(const struct text_metrics *metrics, const struct flow_sheet *sheet,
                         const struct flow_text *text);

/* Sets one string as a flow of one block, for titles, captions, rows and sentences of the
 * interface. `text` is borrowed until flow_destroy. */
struct flow *flow_create_text(const struct text_metrics *metrics, const struct flow_sheet *sheet,
                              const char *text);

/* Takes NULL. */
void flow_destroy(struct flow *flow);

/* Sets blocks, and long paragraphs some fifty lines at a time, until at least `line_count` lines
 * are there or the text ends (SIZE_MAX: all). Lines once set never change. Answers whether the
 * whole text is set. */
bool flow_extend(struct flow *flow, size_t line_count);

/* Lines, objects and pictures set until now, borrowed until the next flow_extend or destroy. */
const struct flow_line *flow_lines(const struct flow *flow, size_t *ret_count);
const struct flow_object *flow_objects(const struct flow *flow, size_t *ret_count);
const struct flow_picture *flow_pictures(const struct flow *flow, size_t *ret_count);

/* Height of all lines set until now. */
int flow_height_px(const struct flow *flow);

/* The line that shows byte `byte` of block `block`; extends the flow as far as needed. The last
 * line where there is no such byte. */
size_t flow_line_of(struct flow *flow, uint32_t block, uint32_t byte);

/* The words of a line as printed, marks and page numbers left out, in reading order, in the arena:
 * for dumps and speech. */
const char *flow_line_text(const struct flow *flow, size_t line, struct arena *arena);

/* Puts lines first .. first + count - 1 on a surface so that line `first` begins at `top_px` and
 * the column's left edge at `left_px`, underlines, pills and margin numbers included. Lines may lie
 * outside the surface. */
void flow_emit(const struct flow *flow, size_t first, size_t count, int left_px, int top_px,
               struct glyph_page_builder *builder);

#endif
