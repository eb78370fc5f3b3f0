/* Cuts text into runs of one script (UAX #24): characters common to all scripts, and marks, join
 * the run they stand in or, at the start of the text, the one that follows. */
#ifndef TEXT_ITEMISE_H
#define TEXT_ITEMISE_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* End of the run that begins at `start`, at most `end`, and its script; HB_SCRIPT_COMMON where the
 * text has no letter at all. */
size_t itemise_script(const char *text, size_t start, size_t end, hb_script_t *ret_script);

/* End of the word that begins at `start`: behind the next white space, or `end`. */
size_t itemise_word(const char *text, size_t start, size_t end);

/* Whether a character is a letter, a digit or a combining mark of any script. */
bool itemise_is_letter(uint32_t c);
bool itemise_is_digit(uint32_t c);
bool itemise_is_mark(uint32_t c);

/* Whether a character is a small letter, of a script that has capitals. */
bool itemise_is_small(uint32_t c);

/* Whether a script has italics, and text without a letter may have them. */
bool itemise_script_has_italics(hb_script_t script);

/* Whether text is of a script that has italics, told by its first letter; without one it may be. */
bool itemise_has_italics(const char *text, size_t start, size_t end);

/* Whether text has capitals and no small letter. */
bool itemise_is_capitals(const char *text, size_t start, size_t end);

#endif
