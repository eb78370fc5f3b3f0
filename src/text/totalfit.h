/* Breaks a whole paragraph into the best lines: Knuth and Plass, "Breaking Paragraphs into Lines",
 * Software: Practice and Experience 11 (1981), with integers throughout, so that every machine
 * breaks alike. All lengths are 26.6 fixed point pixels. */
#ifndef TEXT_TOTALFIT_H
#define TEXT_TOTALFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum totalfit_kind {
    TOTALFIT_BOX,    /* shown as it is: a word or a part of one */
    TOTALFIT_GLUE,   /* a space; a line may end at one that follows a box, and then loses it */
    TOTALFIT_PENALTY /* a place where a line may end, at a price; `width` counts only there */
};

enum {
    TOTALFIT_FORBIDDEN = 10000, /* a penalty this high or higher: never end a line here */
    TOTALFIT_FORCED = -10000    /* a penalty this low or lower: always end a line here */
};

struct totalfit_item {
    enum totalfit_kind kind;
    int32_t width;                /* not negative */
    int32_t stretch, shrink;      /* of glue, not negative; 0 for others */
    int32_t penalty;              /* of penalties */
    bool flagged;                 /* of penalties: the line would end with a hyphen */
    int32_t hang_start, hang_end; /* of boxes, and at the end of penalties: what of `width` stands
                                     out of a line that begins or ends with it; not more */
};

/* Begin with totalfit_defaults and change what differs. */
struct totalfit_settings {
    const int32_t
        *widths;          /* of the first, second ... line; further lines are as wide as the last */
    size_t width_count;   /* at least 1 */
    int32_t ragged;       /* 0: justified. More: ragged right; glue keeps its width, and each line
                             end stretches by this, which weighs how uneven the lines are */
    int tolerance;        /* worst badness, 100 |r|^3, of a line at the first try ... */
    int second_tolerance; /* ... and at the second, made where the first finds no lines, or none
                             whose last is not poor (below); not above `tolerance`: none is made */
    int line_demerits;    /* added to each line's badness before it is squared: more means fewer
                             lines */
    int flagged_demerits; /* for a hyphen on two lines running */
    int fitness_demerits; /* for a tight line beside a loose one, as TeX classes them */
    int last_flagged_demerits; /* for a hyphen on the last line but one */
    int flagged_most;   /* hyphens on lines running, 1 to 3; more only if there is no other way */
    int flagged_before; /* on the lines before the first, at most flagged_most */
    int32_t last_width; /* shortest last line wanted ... */
    int last_demerits;  /* ... and the price of a shorter one */
    int looseness;      /* lines more or fewer than the best paragraph has, if possible */
};

/* TeX's usual settings for lines of these widths, justified; borrows the widths. */
struct totalfit_settings totalfit_defaults(const int32_t *widths, size_t width_count);

struct totalfit_line {
    size_t first, end; /* items shown: from `first` up to, not including, `end`. The line ends at
                          item `end`: if that is a penalty, its hyphen is shown */
    int32_t width;     /* natural, with the hyphen, without what hangs */
    int32_t adjust;    /* to be spread over the line's glue; 0 in ragged lines, in the last line and
                          before forced ends, unless these must shrink */
    int64_t flex;      /* stretch (or shrink, if adjust < 0) of the line's glue in all */
};

/* Breaks `count` items into lines. The last line needs no closing glue or penalty: it and each line
 * that ends at a forced penalty is as long as it is. Glue before the first box is kept; what
 * follows the last box is left out. There is always an answer: if no lines within the tolerance
 * exist, any that are not too long are taken; a line longer than its width holds no place where it
 * could have ended (and its adjust is minus what it can shrink). No boxes give no lines. Answers
 * the number of lines; *ret_lines lies in `arena`. Time grows with count times the places where one
 * line could end, of which no more than a few hundred are looked at. */
size_t totalfit_break(struct arena *arena, const struct totalfit_item *items, size_t count,
                      const struct totalfit_settings *settings, struct totalfit_line **ret_lines);

/* What of the line's adjust falls on the glue before a point, given the stretch (or shrink) of that
 * glue: add it to the point's natural x. Shares add up exactly. */
static inline int32_t totalfit_share(const struct totalfit_line *line, int64_t flex_before)
{
    return line->flex == 0 ? 0 : (int32_t)(line->adjust * flex_before / line->flex);
}

#endif
