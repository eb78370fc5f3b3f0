/* Private to the Markdown importer: keeps the parser from taking for a footnote's mark what is
 * none.
 *
 * cmark-gfm takes a bracket with ^ behind it for a mark and cuts its label out of the source by
 * columns of one line. Where the label goes on over a line's end, holds another bracket, or its ^
 * is an escape, it loses words, cuts characters in two or reads memory that is not its own; of
 * "![^1]" it takes the ! for part of the mark. */
#ifndef IMPORT_MARKDOWN_MARKS_H
#define IMPORT_MARKDOWN_MARKS_H

#include "base/buffer.h"

#include <cmark-gfm.h>
#include <stddef.h>

/* Length of the mark "[^label]" at the start of these bytes; 0: there is none that the parser would
 * read right. A label has no space, bracket, backslash, ` or <. */
size_t markdown_mark_length(const char *bytes, size_t length);

/* Appends the text (UTF-8) with a byte that no UTF-8 has in every place the parser would misread.
 */
void markdown_marks_guard(struct buffer *guarded, const char *bytes, size_t length);

/* Takes these bytes out of all words and addresses of the tree. */
void markdown_marks_restore(cmark_node *root);

#endif
