/* What a curator chooses of the viewer, and the museum's own words, on their way into a bundle. */
#ifndef BUNDLE_CHOICES_H
#define BUNDLE_CHOICES_H

#include "bundle/writer.h"
#include "import/report.h"

/* Adds the settings of the source folders' exhibit.ini (import/settings.h says which of its lines
 * are) and the words of their strings/LL.ini. `interface` is the folder of the interface's own
 * words: one that it does not have, or that lacks a placeholder, is a warning and left out, and so
 * is a line that cannot be read. Failures are those of the writer. */
enum status choices_add(struct bundle_writer *writer, const char *const *sources, size_t count,
                        const char *interface, struct import_report *report,
                        struct error *error) STATUS_CHECKED;

#endif
