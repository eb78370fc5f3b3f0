/* A flow set with the fake metrics, written out for people and goldens: every line with its words
 * and their x, then its rectangles and objects. */
#ifndef FLOW_DUMP_H
#define FLOW_DUMP_H

#include "base/buffer.h"
#include "text/pages.h"

/* Appends all lines; `pages` NULL: no page borders. Extends both to the end. */
void flow_dump(struct flow *flow, struct pages *pages, struct buffer *out);

/* Compares with tests/text/golden/NAME.txt. Where they differ, or the golden is missing, what came
 * is written below the build tree, and its path is printed. */
void flow_expect_golden(const char *name, const struct buffer *got);

/* A sheet for fake metrics: em 20 px, leading 30 px, indent 25 px. */
struct flow_sheet flow_test_sheet(int measure_px);

#endif
