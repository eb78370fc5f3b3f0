/* Private to the TEI importer: what each element of a letter does when it begins and ends. */
#ifndef IMPORT_TEI_ROLES_H
#define IMPORT_TEI_ROLES_H

#include "import/tei_reading.h"

/* `frame` is the innermost one, that of the element. */
typedef enum status tei_role_fn(struct tei *tei, struct tei_frame *frame);

struct tei_role_calls {
    tei_role_fn *begin, *end; /* end may be NULL */
};

/* By role; each role is in one of them, or in tei_letter.c. */
extern const struct tei_role_calls tei_block_roles[TEI_ROLE_COUNT]; /* tei_blocks.c */
extern const struct tei_role_calls tei_span_roles[TEI_ROLE_COUNT];  /* tei_spans.c */
extern const struct tei_role_calls tei_mark_roles[TEI_ROLE_COUNT];  /* tei_marks.c */

/* Where words go now: the letter's prose, or the innermost note's. */
struct prose *tei_prose(struct tei *tei);

/* Opens a block like the frame's. */
void tei_open_block(struct tei *tei, struct tei_frame *frame);

/* Begins a range that ends with the frame, and then puts its words at *words. */
void tei_capture(struct tei *tei, struct tei_frame *frame, const char **words);

/* Whether a list of words, each with or without '#', has that one; `words` may be NULL. */
bool tei_has_word(const char *words, const char *word);

/* @rend, else @rendition, of the element being read; or NULL. */
const char *tei_rendering(struct tei *tei);

/* The element around the innermost one. */
const struct tei_element *tei_around(const struct tei *tei);

/* Whether it is of that name. */
bool tei_is_named(const struct tei_element *element, const char *name);

#endif
