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

/* A note's element, and a division that is shown as a note (tei_notes.c). */
tei_role_fn tei_begin_note, tei_end_note, tei_begin_commentary;

/* A reference that is a note's mark, or that its note's own mark makes superfluous: leaves its
 * words out and answers true. */
bool tei_is_note_mark(struct tei *tei, struct tei_frame *frame, const char *id);

/* Behind an element that a note of the back speaks of: puts the note's mark. */
void tei_mark_noted(struct tei *tei, struct tei_frame *frame);

/* Notes whose mark stands but whose words never came. */
void tei_settle_pending_notes(struct tei *tei);

/* Whether it repeats the label of the note around it, and nothing else: a way back to the mark. */
bool tei_repeats_note_label(struct tei *tei);

/* A title on a letter's own title page is its heading: begins it, and answers true; ends it. */
bool tei_begins_title(struct tei *tei, struct tei_frame *frame);
void tei_end_title(struct tei *tei);

/* xml:lang of an element, for its blocks or its words (tei_language.c). */
void tei_begin_language(struct tei *tei, struct tei_frame *frame);

/* Outside letters (tei_lost.c): the part of front, back or body that the innermost element belongs
 * to; words that are not shown; the end of an element; and the lines for the report. */
struct tei_frame *tei_piece_of(struct tei *tei);
void tei_lose_words(struct tei *tei, const char *bytes, size_t length, unsigned line);
void tei_note_lost(struct tei *tei, const struct tei_frame *piece);
void tei_report_left_out(struct tei *tei);

/* The words of the element being read, with all it holds, trimmed; in the letter's arena. */
const char *tei_element_words(struct tei *tei);

/* Figures, and graphics without (tei_pictures.c); a figure's caption is open. */
tei_role_fn tei_begin_figure, tei_begin_graphic;
void tei_begin_caption(struct tei *tei);

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
