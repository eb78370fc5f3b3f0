/* The forms in which letters are given back. */
#ifndef BUNDLE_EXPORT_FORMAT_H
#define BUNDLE_EXPORT_FORMAT_H

#include "base/buffer.h"
#include "letter/letter.h"

/* What comes next; an export of one letter goes from EXPORT_LETTERS to EXPORT_END. */
enum export_part { EXPORT_LETTERS, EXPORT_PERSONS, EXPORT_TERMS, EXPORT_END };

struct export_format {
    void (*begin)(struct buffer *out, enum export_part part);
    /* A letter in one version, or a card (NULL: cards are left out); `first` of its part. */
    void (*letter)(struct buffer *out, const struct letter *letter, bool first);
    void (*card)(struct buffer *out, const struct entity *card, bool first);
};

/* Text: a block a line, each note in square brackets where its mark stands, notes without a mark
 * at the end; each letter ends with a form feed on a line of its own; no cards. */
extern const struct export_format export_text;

/* JSON: README.md has the shape. */
extern const struct export_format export_json;

/* HTML: each letter a whole page that needs nothing else; no cards. Links lead to the pages that
 * export_pages.h writes. */
extern const struct export_format export_html;

#endif
