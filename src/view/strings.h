/* The interface's words in one language, from assets/strings/LL.ini (assets/README.md has the
 * format). */
#ifndef VIEW_STRINGS_H
#define VIEW_STRINGS_H

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

struct strings;

/* Reads `directory`/LL.ini. STATUS_NOT_FOUND, or STATUS_INVALID with file and line. */
enum status strings_load(const char *directory, const char *lang, struct strings **ret_strings,
                         struct error *error) STATUS_CHECKED;

/* Is told what is wrong with a museum's wording: "strings/ru.ini: nav.gain: the interface has no
 * such text". */
typedef void strings_fault_fn(void *self, const char *message);

/* Puts a museum's own words over those of the interface, where they are of this language. One whose
 * id is not known, or that lacks a placeholder or has one of its own, is told of and left out; a
 * plural form that names its number in words (zero, one, two) may lack {n}. Texts are copied. */
void strings_overlay(struct strings *strings, const struct wording *wordings, size_t count,
                     strings_fault_fn *fault_fn, void *self);

/* Takes NULL. */
void strings_destroy(struct strings *strings);

const char *strings_lang(const struct strings *strings);
enum direction strings_direction(const struct strings *strings);

/* The text of an id, borrowed; the id itself where there is none, so that a gap is seen. */
const char *strings_text(const struct strings *strings, const char *id);

/* What stands in for a placeholder: {name} becomes `text`. */
struct strings_value {
    const char *name, *text;
};

/* The text of an id with its placeholders filled, in the arena. `values` is closed by {0}; a name
 * that is not among them becomes nothing. Plural forms are chosen by n. */
const char *strings_fill(const struct strings *strings, struct arena *arena, const char *id, long n,
                         const struct strings_value *values);

/* The same for the usual case: {n} and {m} are numbers, and any other name is `word` (may be NULL).
 */
const char *strings_format(const struct strings *strings, struct arena *arena, const char *id,
                           long n, long m, const char *word);

#endif
