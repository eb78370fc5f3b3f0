/* Takes a plain-text letter apart: title, dateline, paragraphs, pages, signature, notes. */
#ifndef IMPORT_TEXT_PARTS_H
#define IMPORT_TEXT_PARTS_H

#include "base/arena.h"
#include "base/status.h"
#include "import/text.h"
#include "letter/letter.h"

#include <stdbool.h>
#include <stddef.h>

enum text_part_kind {
    TEXT_TITLE,
    TEXT_DATELINE,
    TEXT_PAGE, /* begin..end is the label */
    TEXT_PARAGRAPH,
    TEXT_SIGNATURE,
    TEXT_NOTE /* begin..end is what follows the number */
};

/* Bytes begin <= i < end of the source, without white space at the ends; `line` is where it begins,
 * from 1. */
struct text_part {
    enum text_part_kind kind;
    size_t begin, end;
    unsigned line;
    unsigned number; /* TEXT_NOTE */
};

/* In the order of the source; the title is the first and always there. */
struct text_parts {
    struct text_part *parts;
    size_t count;
    bool doubtful_list; /* the notes look like numbered paragraphs of the letter */
};

/* Parts in the arena; without `with_list` numbered lines at the end are paragraphs. STATUS_INVALID:
 * not UTF-8, or nothing but white space. */
enum status text_parts_read(const struct source_letter *source, bool with_list, struct arena *arena,
                            struct text_parts *ret_parts, struct error *error) STATUS_CHECKED;

/* Where the words of the letter end and the list of notes begins. */
size_t text_parts_body_end(const struct text_parts *parts);

/* The part of the letter (no note) that holds a byte; NULL: none. */
const struct text_part *text_parts_at(const struct text_parts *parts, size_t at);

/* The number at the start of the title, "70"; NULL: none. In the arena. */
const char *text_number(const char *bytes, const struct text_part *title, struct arena *arena);

/* The first "[Page 190]" among bytes[begin..end): where it begins, and its label; `end` if there is
 * none. The closing bracket is at *ret_label_end. */
size_t text_page_find(const char *bytes, size_t begin, size_t end, size_t *ret_label,
                      size_t *ret_label_end);

/* Reads "Moscow, October 28, 1962." or "Moscow, 28 October 1962" into a place and a date; sets what
 * it finds. Without an arena only the date's certainty is set. */
void text_dateline(const char *line, struct arena *arena, const char **ret_place,
                   struct letter_date *ret_date);

#endif
