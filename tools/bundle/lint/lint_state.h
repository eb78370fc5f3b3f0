/* Private to the linter: what its parts share. */
#ifndef BUNDLE_LINT_LINT_STATE_H
#define BUNDLE_LINT_LINT_STATE_H

#include "bundle/lint/lint.h"

/* A place in a source. */
struct lint_place {
    const char *file;
    unsigned line;
};

/* A link of the letter being read, in reading order. */
struct lint_link {
    const struct block *block;
    const struct span *span;
};

struct lint_names;
struct lint_fonts;

struct lint {
    struct import_report *report;
    struct lint_names *names;
    struct lint_fonts *fonts;    /* NULL: characters are not looked at */
    const struct letter *letter; /* the one being read */
    struct lint_place origin;
    struct lint_link *links;
    size_t link_count, link_room;
};

/* Where a link stands in its source; the letter's own place where that is not known. */
struct lint_place lint_link_place(const struct lint *lint, const struct lint_link *link);

/* References (lint_references.c): whether the words at one name another volume than it leads into;
 * tells of it. */
bool lint_reference_is_doubtful(struct lint *lint, const struct lint_link *link);

/* Names (lint_names.c). */
struct lint_names *lint_names_create(struct import_report *report);
void lint_names_destroy(struct lint_names *names);
void lint_names_card(struct lint_names *names, const struct entity *person);
void lint_names_link(struct lint *lint, const struct lint_link *link);
void lint_names_finish(struct lint_names *names);

/* Characters (lint_fonts.c). Answers NULL where the list cannot be read. */
struct lint_fonts *lint_fonts_create(struct import_report *report, const char *path);
void lint_fonts_destroy(struct lint_fonts *fonts);
void lint_fonts_block(struct lint_fonts *fonts, const struct block *block,
                      const struct lint_place *place);
const char *lint_fonts_missing(const struct lint_fonts *fonts, size_t n);

#endif
