/* What an import has to tell the curator: warnings, each with its place, and where links stand. */
#ifndef IMPORT_REPORT_H
#define IMPORT_REPORT_H

#include "base/status.h"
#include "letter/letter.h"

/* One line for the curator: "file:line: message; advice". */
struct import_warning {
    const char *file; /* as the curator named it, below the folder named */
    unsigned line;    /* from 1; 0: the file as a whole */
    const char *kind; /* a fixed word for programs, "unmarked-note"; import/report.c lists them */
    const char *message;
    const char *advice; /* what to do; NULL: nothing needs doing */
};

/* Warnings in the order they arose, and counts. */
struct import_report;

struct import_report *import_report_create(void);

/* Takes NULL. */
void import_report_destroy(struct import_report *report);

/* Adds a warning; all strings are copied, `advice` may be NULL. Beyond IMPORT_WARNINGS_MAX only the
 * count goes on. */
void import_report_warn(struct import_report *report, const char *file, unsigned line,
                        const char *kind, const char *advice, const char *format, ...)
    STATUS_PRINTF(6, 7);

enum { IMPORT_WARNINGS_MAX = 100000 };

/* Remembers where a link stands, so that import_report_dead_link can name the line. */
void import_report_link(struct import_report *report, struct key from, enum span_kind kind,
                        const char *target, const char *file, unsigned line);

/* Turns a link that leads nowhere (bundle/writer.h, bundle_dead_link) into a warning with the file
 * and line where it stands. `target` is as import delivered it. */
void import_report_dead_link(struct import_report *report, struct key from, enum span_kind kind,
                             const char *target);

/* How many warnings are kept, and the index-th of them, borrowed until the report is destroyed. */
size_t import_report_count(const struct import_report *report);
const struct import_warning *import_report_at(const struct import_report *report, size_t index);

#endif
