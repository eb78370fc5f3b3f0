/* Strings met before, each with a number of the caller's: ids of a file, cards of an edition. */
#ifndef IMPORT_STRING_SET_H
#define IMPORT_STRING_SET_H

#include <stddef.h>

struct string_set;

struct string_set *string_set_create(void);

/* Takes NULL. */
void string_set_destroy(struct string_set *set);

/* The number of a string, to be read or changed: 0 where it is new. Good until the next call. */
unsigned *string_set_at(struct string_set *set, const char *string);

/* The number of a string; 0 where the set has not met it. */
unsigned string_set_get(const struct string_set *set, const char *string);

#endif
