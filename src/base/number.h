/* Numbers as people write them on a command line or in a settings file. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>

/* Reads decimal figures, without sign or space, from the start of a text. Answers what follows, or
 * NULL where there are none or the number is not from `low` to `high`. */
const char *number_read(const char *text, long low, long high, long *ret_number);

/* The same for a text that is nothing but the number; false where it is more, or not possible. */
bool number_read_whole(const char *text, int low, int high, int *ret_number);

#endif
