/* Order of text of both directions (UAX #9), by FriBidi. Its own reordering is not used: text is
 * shaped in reading order and whole runs are put in place. */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include <stddef.h>
#include <stdint.h>

#include "letter/letter.h"

/* Sets levels[i] to the embedding level of the character that byte i belongs to. The text is one
 * paragraph; its direction is given, not guessed. Damaged UTF-8 counts as U+FFFD a byte. */
void bidi_levels(const char *text, size_t length, enum direction direction, uint8_t *levels);

/* Rule L2 over the runs of one line: order[k] is the run that stands k-th from the left. */
void bidi_reorder(const uint8_t *levels, size_t count, size_t *order);

#endif
