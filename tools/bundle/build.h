/* Making a bundle of sources. */
#ifndef BUNDLE_BUILD_H
#define BUNDLE_BUILD_H

#include "base/status.h"
#include "import/report.h"

#include <signal.h>
#include <stddef.h>

struct build_options {
    const char *const *sources; /* files and folders */
    size_t source_count;
    const char *target; /* the bundle's path */
    const char *strict; /* kinds of findings that are errors, as in import_report_strict; or NULL */
    const char *tiles;  /* folder where tiles of scans are kept between builds; or NULL */
    const char *assets; /* their folder, as seen from that of this program */
    const char *version; /* of this program */
};

/* Imports the sources into a new bundle, which gets its name when it is whole; findings go to the
 * report. STATUS_CANCELLED: one of build_ending_signals is pending; the caller has blocked them.
 * Failures are those of import_sources and of bundle/writer.h. */
enum status build_bundle(const struct build_options *options, struct import_report *report,
                         struct error *error) STATUS_CHECKED;

/* The signals that ask a program to end. */
void build_ending_signals(sigset_t *ret_signals);

#endif
