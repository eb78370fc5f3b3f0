/* Chooses the lines of a block: total fit over its words, spaces, hyphens and forced ends. Inside
 * src/text. */
#ifndef TEXT_PARAGRAPH_H
#define TEXT_PARAGRAPH_H

#include "text/set_text.h"

/* What stands on one line, in set offsets. */
struct paragraph_line {
    uint32_t start, end; /* what is shown */
    uint32_t next;       /* where the next line starts: behind the spaces that the break takes */
    bool hyphenated, ellipsis;
    int32_t width_26_6; /* what its spaces are to make it, beside what hangs; 0: they keep theirs */
};

struct paragraph_shape {
    int32_t first_width_26_6, width_26_6; /* of the first line, of the others */
    int32_t em_26_6;
    int32_t hang_26_6; /* what of a line's first and last character may hang, at most */
    bool justified;
    bool balanced;      /* lines of like length */
    size_t max_lines;   /* 0: any; the last one then ends in an ellipsis */
    uint32_t start;     /* set offset where the first line begins */
    int hyphens_before; /* on the lines running before the first */
    bool open;          /* the text goes on behind its end, so that its last line is like others */
};

/* Breaks a text into lines, which lie in `arena`; answers how many, at least 1. */
size_t paragraph_break(struct arena *arena, const struct set_text *text,
                       const struct text_metrics *metrics, const struct paragraph_shape *shape,
                       struct paragraph_line **ret_lines);

/* Width of the longest line the text has when nothing but forced ends breaks it, 26.6 pixels. */
int64_t paragraph_natural_width(const struct set_text *text);

/* What is set where max_lines cuts a text. */
extern const char paragraph_ellipsis[];

#endif
