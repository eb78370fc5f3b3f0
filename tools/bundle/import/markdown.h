/* Markdown with footnotes and tables: one letter a file.
 *
 *   ---
 *   title: Letter to a Friend        (import/fields.h has all names; also id and lang)
 *   date: 1886-05-04
 *   ---
 *   Dear friend,
 *
 *   It rained[^1] all day.
 *
 *   [^1]: Since the third of May.
 *
 * The front matter may be absent. A first heading of level 1 is the letter's title, with its
 * number. A note named "source", or one in the heading that begins with "Source:", is the note of
 * the source. Raw HTML is refused, but for comments, which are passed over. */
#ifndef IMPORT_MARKDOWN_H
#define IMPORT_MARKDOWN_H

#include "base/status.h"
#include "import/import.h"
#include "import/source.h"

enum {
    MARKDOWN_MAX = 16 << 20,     /* bytes of a file */
    MARKDOWN_DEPTH_MAX = 32,     /* lists and quotations within each other */
    MARKDOWN_FRONT_MAX = 1 << 16 /* bytes of the front matter */
};

/* Delivers the letter and its anchor. STATUS_INVALID (not UTF-8, raw HTML, an empty letter, front
 * matter without an end) and STATUS_LIMIT with file and line, and what the sink answers. */
enum status markdown_import(const struct source_letter *source, const struct import_sink *sink,
                            struct import_report *report, struct error *error) STATUS_CHECKED;

#endif
