/* Finds the note marks of plain text: superior figures, figures in brackets, and plain ones glued
 * to words.
 *
 * Every number that stands where a mark could is a candidate with a certainty; the marks are the
 * candidates of rising numbers in rising places that are together the most certain (the heaviest
 * increasing subsequence). A plain number parted from its word by a space is never a mark, but for
 * one at the end of the title. */
#ifndef IMPORT_TEXT_MARKS_H
#define IMPORT_TEXT_MARKS_H

#include <stddef.h>

enum {
    TEXT_CANDIDATES_MAX = 4000,
    TEXT_MARK_CLEAR = 80 /* at least this certain: not to be mentioned */
};

struct text_mark {
    size_t at, length; /* of the figures, with their brackets */
    unsigned number;
    int certainty; /* 1..100 */
};

/* The candidates among bytes[begin..end), in order; `title_end` is where the title ends. Answers
 * how many, at most TEXT_CANDIDATES_MAX; `marks` has room for as many. */
size_t text_marks_find(const char *bytes, size_t begin, size_t end, size_t title_end,
                       struct text_mark *marks);

/* Chooses the marks numbered first..last. chosen[number - first] becomes the candidate's index, or
 * count where that mark is missing. Answers the sum of certainties. */
int text_marks_choose(const struct text_mark *marks, size_t count, unsigned first, unsigned last,
                      size_t *chosen);

#endif
