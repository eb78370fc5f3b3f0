/* The text of one block as it will be printed: with note marks, numbers and page numbers put in,
 * its styles, directions and places to break known, and every character measured. Inside src/text.
 *
 * "Set" offsets count bytes of this text, "block" offsets those of the block. */
#ifndef TEXT_SET_TEXT_H
#define TEXT_SET_TEXT_H

#include "base/arena.h"
#include "text/flow.h"

/* Characters of one style and direction. */
struct set_run {
    uint32_t start, end;
    struct text_style style;
    int32_t rise_26_6;             /* above the baseline, besides what superiors rise */
    uint8_t level;                 /* bidi embedding level */
    size_t first_glyph, end_glyph; /* as measured, in visual order */
};

/* Room on either side of a picture in a line, besides the spaces that part it from words: percent
 * of its box's height. About the side bearings of two letters. */
enum { SET_PICTURE_ROOM = 5 };

/* A range, or one place, that is drawn or touched in a way of its own. */
struct set_object {
    enum span_kind kind;
    uint32_t start, end;             /* set offsets; equal for page breaks in the margin */
    uint32_t block_start, block_end; /* of the span */
    const char *target, *label;      /* label NULL: the words of the range */
    uint32_t last;                   /* of marks: where the last character begins */
    int32_t before_26_6, after_26_6; /* of marks: room on their sides */
    const struct facsimile *picture; /* of pictures ... */
    int32_t box_w_26_6, box_h_26_6;  /* ... and their boxes, without the room around them */
};

#define SET_NO_OBJECT UINT32_MAX

enum set_flag {
    SET_HYPHEN = 1, /* a hyphen may be set before the byte */
    SET_BAR = 2     /* a space in which the bar of a printed page will stand */
};

struct set_text {
    const char *bytes;
    uint32_t length;
    enum direction direction;
    uint32_t *block_at;  /* block offset of each set byte and of the end */
    uint8_t *kinds;      /* enum break_kind at each set offset and at the end */
    uint8_t *flags;      /* enum set_flag of each set byte */
    uint32_t *object_at; /* innermost live object of each set byte, or SET_NO_OBJECT */
    int64_t *x_26_6;     /* sum of the advances before each set offset, in reading order */
    struct set_run *runs;
    size_t run_count;
    struct text_glyph *glyphs; /* as measured, run after run */
    size_t glyph_count, glyph_room;
    struct set_object *objects; /* by start */
    size_t object_count;
    struct set_object *strokes; /* underlined, deleted and found ranges, by start */
    size_t stroke_count;
};

/* What a block is set with, besides itself. */
struct set_options {
    const struct text_metrics *metrics;
    struct text_style style; /* of the block */
    int32_t mark_em_26_6;    /* of the text that note marks are made for */
    enum direction direction;
    uint32_t start, end;      /* block offsets: what of the block is composed */
    const char *prefix;       /* put before the text, "70. "; NULL: none */
    const char *source_label; /* of source notes; NULL: they have no mark */
    bool live, inline_pages, hyphenate;
    const struct note *notes;
    size_t note_count;
    const struct facsimile *pictures; /* that may stand in the text */
    size_t picture_count;
};

/* Composes and measures a block or a part of it, whose borders lie between characters: what stands
 * within a few words of a border inside the block may be set otherwise than in the whole.
 * Everything lies in `arena`; labels and targets are the letter's.
 */
struct set_text *set_text_create(struct arena *arena, const struct block *block,
                                 const struct set_options *options);

/* First run that reaches beyond `at`, or run_count; runs lie side by side and in order. */
size_t set_text_find_run(const struct set_text *text, uint32_t at);

/* Glyphs in visual order. */
struct set_glyphs {
    const struct text_glyph *glyphs;
    size_t count;
};

enum { SET_PIECES_MOST = 3 };

/* The glyphs of set bytes start .. end - 1 of one run, with `hyphen` a hyphen behind them, whose
 * cluster is `end`: pieces that follow each other from left to right, at most SET_PIECES_MOST. They
 * are as measured but at ends where letters look otherwise than within their word; those are shaped
 * again and lie in `arena`. Room between neighbouring marks is in the advances. */
size_t set_text_glyphs(const struct set_text *text, const struct text_metrics *metrics,
                       struct arena *arena, const struct set_run *run, uint32_t start, uint32_t end,
                       bool hyphen, struct set_glyphs ret_pieces[SET_PIECES_MOST]);

#endif
