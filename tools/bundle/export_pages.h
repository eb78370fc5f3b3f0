/* Pages in a folder: FOLDER/EDITION/LETTER.html, further versions FOLDER/EDITION/LETTER.LANG.html.
 */
#ifndef BUNDLE_EXPORT_PAGES_H
#define BUNDLE_EXPORT_PAGES_H

#include "base/buffer.h"
#include "base/status.h"
#include "letter/letter.h"

/* Writes one page, over an older one; makes the folders that are not there yet, but not the one
 * `folder` lies in. Failures: STATUS_IO, naming the file. */
enum status export_pages_write(const char *folder, const struct letter *letter,
                               const struct buffer *page, struct error *error) STATUS_CHECKED;

#endif
