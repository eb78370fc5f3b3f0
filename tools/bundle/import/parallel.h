/* Parallel versions of a letter as files beside each other: "x.md" and "x.ru.md", or "x.en.md" and
 * "x.ru.md". */
#ifndef IMPORT_PARALLEL_H
#define IMPORT_PARALLEL_H

#include "base/arena.h"

#include <stdbool.h>

/* A file's name without its extension, taken apart. */
struct parallel {
    const char *stem; /* of all versions */
    const char *lang; /* BCP 47; NULL: the name says none */
};

/* Whether it is a language tag as names have them, "ru", "grc", "sr-Latn", "pt-BR", and no Roman
 * numeral. */
bool parallel_is_language(const char *tag);

/* What a name may say: two or three small letters behind its last point are a language, but not a
 * Roman numeral ("volume.ii"). Whether they are one depends on there being another version. */
struct parallel parallel_read(const char *stem, struct arena *arena);

#endif
