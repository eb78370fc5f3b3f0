/* The lines of fields between two lines "---" at the head of a Markdown file. */
#ifndef IMPORT_MARKDOWN_FRONT_H
#define IMPORT_MARKDOWN_FRONT_H

#include "base/arena.h"
#include "import/report.h"
#include "import/source.h"

/* Sets what the front matter says; *ret_end is where the text behind it begins, 0 without any. A
 * field that is not known is a warning. STATUS_INVALID: a line that is no field, no end. */
enum status markdown_front_read(const struct source_letter *source, struct letter *letter,
                                struct arena *arena, struct import_report *report, size_t *ret_end,
                                struct error *error) STATUS_CHECKED;

#endif
