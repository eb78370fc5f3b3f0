/* Edition plain text: one letter as it is copied from an edition's web page.
 *
 *   70. Letter From Chairman Khrushchev to President Kennedy 0
 *
 *   Dear Mr. President, ... my message to you of October 271 was also emphasized.
 *
 *   [Page 190]
 *
 *   N. Khrushchev
 *     1. Source:Problems of Communism ...
 *     2. Document 66.
 *
 * A blank line ends a paragraph. The first paragraph is the number and title. The last run of lines
 * that begin with rising numbers is the list of notes; before it stands the signature. Marks in the
 * text may be superior figures (¹) or stand in brackets ([1]), in the text and in the list. They
 * count on from the first one; the list may count from another number. What had to be guessed
 * is a warning with its line. */
#ifndef IMPORT_TEXT_H
#define IMPORT_TEXT_H

#include "base/status.h"
#include "import/import.h"
#include "import/source.h"

/* Delivers the letter and its anchor. STATUS_INVALID (not UTF-8, an empty letter) and STATUS_LIMIT
 * with file and line, and what the sink answers. */
enum status text_import(const struct source_letter *source, const struct import_sink *sink,
                        struct import_report *report, struct error *error) STATUS_CHECKED;

#endif
