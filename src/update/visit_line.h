/* The line that the viewer sends when a visitor has left (src/view/visit.md), as the keeper reads
 * it: nothing in it is believed before it was held to that description. */
#ifndef UPDATE_VISIT_LINE_H
#define UPDATE_VISIT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    VISIT_LINE_LENGTH_MAX = 32 << 10,
    VISIT_LINE_LETTERS_MAX = 32,
    VISIT_LINE_LANGUAGE_SIZE = 48,
    VISIT_LINE_LETTER_SIZE = 576, /* edition/id, every byte as %XX */
    VISIT_LINE_WORD_SIZE = 48,    /* of a state, a reason, the options */
    VISIT_LINE_SECONDS_MAX = 24 * 3600,
    VISIT_LINE_COUNT_MAX = 10000 /* of anything counted in one visit */
};

struct visit_line_letter {
    char letter[VISIT_LINE_LETTER_SIZE], language[VISIT_LINE_LANGUAGE_SIZE];
    char via[VISIT_LINE_WORD_SIZE];
    uint32_t opens, read_s, read_to_end, notes_opened, originals_opened;
};

struct visit_line {
    char language[VISIT_LINE_LANGUAGE_SIZE], input[VISIT_LINE_WORD_SIZE];
    char exit_state[VISIT_LINE_WORD_SIZE], exit_reason[VISIT_LINE_WORD_SIZE];
    char options_used[VISIT_LINE_WORD_SIZE];
    uint32_t seconds, letters_opened;
    struct visit_line_letter letters[VISIT_LINE_LETTERS_MAX];
    size_t letter_count;
};

/* Reads "visit 1 ..." without its line feed; false where anything in it is not as described. Words
 * of keys that are not known are passed over where they stand at the end. */
bool visit_line_parse(const char *line, size_t length, struct visit_line *ret_visit);

#endif
