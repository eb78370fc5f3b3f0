/* The keyboards of the search screen, from assets/keyboards (assets/README.md has the format). */
#ifndef VIEW_KEYBOARD_H
#define VIEW_KEYBOARD_H

#include "base/status.h"

#include <stddef.h>

enum { KEYBOARD_ROWS_MAX = 3, KEYBOARD_KEYS_MAX = 12, KEYBOARD_KEY_SIZE = 12 };

/* One script's letters as they lie, from left to right. */
struct keyboard {
    char name[24];  /* on the key that leads to it: "АБВ" */
    char lang[16];  /* BCP 47: how its letters are drawn */
    char langs[64]; /* languages it is for, with spaces between them; "" : all that have no other */
    char keys[KEYBOARD_ROWS_MAX][KEYBOARD_KEYS_MAX][KEYBOARD_KEY_SIZE];
    size_t row_count, key_counts[KEYBOARD_ROWS_MAX];
};

struct keyboards;

/* Reads the keyboards of a directory. STATUS_NOT_FOUND, or STATUS_INVALID with file and line. */
enum status keyboards_load(const char *directory, struct keyboards **ret_keyboards,
                           struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void keyboards_destroy(struct keyboards *keyboards);

/* The keyboard a language is written with; those that no keyboard names have the Latin one. */
const struct keyboard *keyboards_find(const struct keyboards *keyboards, const char *lang);

/* Numbers and signs. Borrowed, as the others, until keyboards_destroy. */
const struct keyboard *keyboards_digits(const struct keyboards *keyboards);

#endif
