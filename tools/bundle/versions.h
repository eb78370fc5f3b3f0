/* The parallel versions of the letters of an exhibit: whether each letter has all of them, and
 * whether they run side by side. */
#ifndef BUNDLE_VERSIONS_H
#define BUNDLE_VERSIONS_H

#include "import/report.h"

#include <stdbool.h>

struct versions;

/* Findings go to `report`, which must outlive the result. */
struct versions *versions_create(struct import_report *report);

/* Takes NULL. */
void versions_destroy(struct versions *versions);

/* To be told of each letter in each version, the one shown first first; `origin` is "file:line".
 * Answers whether it is that one. Tells where a further one has more or fewer blocks: then block n
 * of one is not block n of the other. */
bool versions_letter(struct versions *versions, const struct letter *letter, const char *origin);

/* Tells of each edition that has versions how many letters, and which, cannot be read in a language
 * in which others have been given a version, or most letters are. */
void versions_finish(struct versions *versions);

#endif
