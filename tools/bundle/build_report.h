/* What a build found, for the curator's eyes and for programs. */
#ifndef BUNDLE_BUILD_REPORT_H
#define BUNDLE_BUILD_REPORT_H

#include "base/status.h"
#include "import/report.h"

#include <stdio.h>

/* One line a warning: "file:line: warning: message; advice". */
void build_report_print(const struct import_report *report, FILE *out);

/* The same as JSON (README.md has the shape) to a file, replaced in one step. `message` is what
 * failed where `status` is not STATUS_OK. Failures: STATUS_IO. */
enum status build_report_write(const char *path, const char *bundle,
                               const struct import_report *report, enum status status,
                               const char *message, struct error *error) STATUS_CHECKED;

#endif
