/* Looks at letters as a second reader would, on their way into a bundle, and tells the curator what
 * is doubtful: references into the wrong volume, names that disagree with the person they are
 * linked to, letters without date or sender, notes that are long, characters no font has. The kinds
 * of findings are listed in import/report_kinds.c. */
#ifndef BUNDLE_LINT_LINT_H
#define BUNDLE_LINT_LINT_H

#include "base/arena.h"
#include "import/report.h"
#include "letter/letter.h"

/* A note of more words fills more than two cards of the usual screen at the usual size. */
enum { LINT_NOTE_WORDS_MAX = 300 };

struct lint;

/* Findings go to `report`, which must outlive the result. `fonts` is the path of the font list
 * (assets/fonts.ini); NULL: characters are not looked at. */
struct lint *lint_create(struct import_report *report, const char *fonts);

/* Takes NULL. */
void lint_destroy(struct lint *lint);

/* The Debian package of the n-th font that is listed and not there, without which characters are
 * not looked at; NULL after the last. */
const char *lint_missing_font(const struct lint *lint, size_t n);

/* To be told of all that is imported, in its order. `origin` is "file:line". What is answered is
 * the letter, but that doubtful references lead nowhere; it shares all else with it, and what
 * differs lies in the arena. `first`: it is the version shown first, whose date and sender are the
 * letter's. */
void lint_edition(struct lint *lint, const struct edition *edition);
void lint_person(struct lint *lint, const struct entity *person);
void lint_term(struct lint *lint, const struct entity *term);
struct letter lint_letter(struct lint *lint, struct arena *arena, const struct letter *letter,
                          const char *origin, bool first);

/* Tells of what only the whole exhibit shows. */
void lint_finish(struct lint *lint);

#endif
