/* What is said of a letter in named fields: in the front matter of a Markdown file, and in the
 * columns of letters.csv.
 *
 *   title short number date date_text place from from_person to to_person kind version first_page
 *   brief notice web
 *
 * A date is "1962-10-28", "1962-10" or "1962"; two of them with "/" between are a range, one with
 * "?" behind it or in square brackets is inferred. `kind` is letter or editorial, `version`
 * original, translation or transcription. */
#ifndef IMPORT_FIELDS_H
#define IMPORT_FIELDS_H

#include "base/arena.h"
#include "letter/letter.h"

enum field_result { FIELD_SET, FIELD_UNKNOWN, FIELD_INVALID };

/* Sets the field of that name; strings go to the arena. An empty value leaves the field as it is,
 * "-" takes away what is known. FIELD_INVALID: the value is none that the field can have. */
enum field_result field_set(struct letter *letter, struct arena *arena, const char *name,
                            const char *value);

/* The index-th name; NULL behind the last. Static. */
const char *field_name(size_t index);

/* The value as field_set reads it back, NULL if there is none; in the arena or the letter's own. */
const char *field_get(const struct letter *letter, struct arena *arena, size_t index);

/* Reads a date as told above. */
bool field_date(const char *text, struct arena *arena, struct letter_date *ret_date);

#endif
