/* What an import has to tell the curator: findings, each with its place, and what a later look at
 * the letters needs to know of their sources. */
#ifndef IMPORT_REPORT_H
#define IMPORT_REPORT_H

#include "base/status.h"
#include "letter/letter.h"

#include <stdbool.h>

/* One line for the curator: "file:line: message; visitors see ...; advice". */
struct import_warning {
    const char *file; /* as the curator named it, below the folder named */
    unsigned line;    /* from 1; 0: the file as a whole */
    const char *kind; /* a fixed word for programs: struct import_kind */
    const char *message;
    const char *visitors; /* what visitors see of it; NULL: the message says it */
    const char *advice;   /* what to do; NULL: nothing needs doing */
    bool error;           /* of a kind that import_report_strict chose */
};

/* A kind of finding. */
struct import_kind {
    const char *name;     /* "dead-reference" */
    const char *meaning;  /* one line, for the list of kinds */
    const char *visitors; /* what visitors see, unless the finding says it; or NULL */
    const char *advice;   /* what to do, unless the finding says it; or NULL */
};

/* The index-th kind there is, in the order of names; NULL behind the last. */
const struct import_kind *import_kind_at(size_t index);

/* The kind of that name, which need not end with a NUL; NULL: there is none. */
const struct import_kind *import_kind_find(const char *name, size_t length);

/* Findings in the order they arose, and counts. */
struct import_report;

struct import_report *import_report_create(void);

/* Takes NULL. */
void import_report_destroy(struct import_report *report);

/* From here on findings of these kinds are errors: names with commas between, "": all. `kinds` must
 * outlive the report. */
void import_report_strict(struct import_report *report, const char *kinds);

/* Adds a finding, unless the same was found at the same place before; all strings are copied,
 * `advice` may be NULL for that of the kind. Beyond IMPORT_WARNINGS_MAX only errors are counted on.
 */
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

/* The file and line of the nth link, from 0, of that kind and target in a letter; false: there is
 * no such link. *ret_file is borrowed until the report is destroyed. */
bool import_report_find_link(const struct import_report *report, struct key from,
                             enum span_kind kind, const char *target, unsigned nth,
                             const char **ret_file, unsigned *ret_line);

/* Says that the curator has settled where such words of a letter lead: nobody need doubt it. */
void import_report_settle(struct import_report *report, struct key letter, enum span_kind kind,
                          const char *words);
bool import_report_is_settled(const struct import_report *report, struct key letter,
                              enum span_kind kind, const char *words);

/* The number of the volume that an edition says it is; 0: it says none. */
void import_report_volume(struct import_report *report, const char *edition, unsigned volume);
unsigned import_report_volume_of(const struct import_report *report, const char *edition);

/* How many findings are kept, and the index-th of them, borrowed until the report is destroyed. */
size_t import_report_count(const struct import_report *report);
const struct import_warning *import_report_at(const struct import_report *report, size_t index);

/* How many findings are errors. */
size_t import_report_errors(const struct import_report *report);

#endif
