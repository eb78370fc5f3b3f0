/* Builds blocks of text from a running source: words arrive in pieces with white space of the
 * source's own layout, ranges open and close, marks stand between words.
 *
 * White space: any run of it is one space, none at the ends of a block, none before a note mark
 * that is followed by closing punctuation, none before a stop or comma where it is nothing but a
 * line's end and indentation beside a tag; a line break of the source is U+000A and swallows the
 * spaces around it. No space is invented but at a page break between two words that has none. */
#ifndef IMPORT_PROSE_H
#define IMPORT_PROSE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "letter/letter.h"

/* More ranges open at once than this are a limit failure. */
enum { PROSE_RANGES_MAX = 64 };

/* A kind for prose_begin that leaves no span: only the range is wanted. */
enum { PROSE_RANGE_ONLY = SPAN_KIND_COUNT };

/* What white space or break lies between the last word and the next. */
enum prose_gap { GAP_NONE, GAP_PAGE, GAP_SPACE, GAP_BREAK };

struct prose_range {
    unsigned kind; /* enum span_kind or PROSE_RANGE_ONLY */
    const char *target, *lang;
    uint32_t start;
    bool started; /* its first word has come, in this block */
};

/* One sequence of blocks: a letter's, a note's or a card's. */
struct prose {
    struct arena *arena;
    struct block *blocks; /* finished ones */
    size_t block_count, block_room;
    bool open;         /* a block is open */
    bool too_long;     /* a block would exceed BLOCK_TEXT_MAX, or too many ranges */
    struct block like; /* the open block's kind and fields */
    struct buffer text;
    enum prose_gap gap;
    bool gap_is_before_mark; /* no white space since the last note mark */
    bool gap_is_layout;      /* nothing but ends of lines of the source, beside its tags */
    struct span *spans;
    size_t span_count, span_room;
    struct prose_range ranges[PROSE_RANGES_MAX];
    size_t range_count;
    const char **pages; /* labels of printed pages that begin with the next word */
    size_t page_count, page_room;
};

/* Blocks will be made in `arena`. */
void prose_init(struct prose *prose, struct arena *arena);

/* Gives back the working memory; the finished blocks stay in the arena until it ends. */
void prose_fini(struct prose *prose);

/* Ends the open block and begins one with the fields of `like` (text and spans are ignored). */
void prose_open(struct prose *prose, const struct block *like);

/* Ends the open block, if any. One without text and marks is dropped, but
 * for a rule. */
void prose_close(struct prose *prose);

/* Whether there is nothing but the source's white space. */
bool prose_is_blank(const char *bytes, size_t length);

/* Adds running text; begins a paragraph if no block is open and it is not all white space. */
void prose_text(struct prose *prose, const char *bytes, size_t length);

/* Adds a line break of the source. */
void prose_break(struct prose *prose);

/* Begins a range at the next word. `target` and `lang` must live as long as the arena. */
void prose_begin(struct prose *prose, unsigned kind, const char *target, const char *lang);

/* Ends the innermost range and adds its span. If *ret_text is asked for (may be NULL), it gets the
 * range's words in this block, copied to the arena, or NULL if there were none. */
void prose_end(struct prose *prose, const char **ret_text);

/* Puts a note mark behind the last word: in the open block, else at the end of the last one. */
void prose_note(struct prose *prose, const char *target);

/* Puts a picture behind the last word of the open block. `target` as in struct span. */
void prose_picture(struct prose *prose, const char *target);

/* Puts a printed page's beginning before the next word. `joins`: no word ends here. */
void prose_page(struct prose *prose, const char *label, bool joins);

/* Ends everything; what begins a page after the last word stands at its end. The blocks live as
 * long as the arena. */
const struct block *prose_finish(struct prose *prose, size_t *ret_count);

/* The last finished block, to be changed in place; NULL: none. */
struct block *prose_last(struct prose *prose);

/* Takes the first `length` bytes off a finished block and moves its spans along. */
void prose_cut(struct prose *prose, struct block *block, uint32_t length);

/* Adds a span to a finished block. */
void prose_add_span(struct prose *prose, struct block *block, struct span span);

#endif
