/* Order of text of both directions (UAX #9), by FriBidi. Its own reordering is not used: text is
 * shaped in reading order and whole runs are put in place. */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "letter/letter.h"

/* Sets levels[i] to the embedding level of the character that byte i belongs to. The text is one
 * paragraph; its direction is given, not guessed. Damaged UTF-8 counts as U+FFFD a byte. */
void bidi_levels(const char *text, size_t length, enum direction direction, uint8_t *levels);

/* Whether a text has controls that reach as far as they like: embeddings, overrides, isolates. */
bool bidi_has_controls(const char *text, size_t length);

/* What stands for the text before a place: the controls of direction that are open there. */
struct bidi_open {
    char bytes[366]; /* of 60 controls, and a mark beside each */
    size_t length;
};

/* Finds what is open at text[at], a border between characters: put before the rest of the text, it
 * gives that the levels it has in the whole, but for what looks further back than to the last
 * letter. FSI is the isolate that it amounts to. False: more than 60 controls are open there or
 * before, so that how deep they reach cannot be told from the rest (UAX #9 knows 125 levels). */
bool bidi_open_at(const char *text, size_t length, size_t at, struct bidi_open *ret_open);

/* Rule L2 over the runs of one line: order[k] is the run that stands k-th from the left. */
void bidi_reorder(const uint8_t *levels, size_t count, size_t *order);

#endif
