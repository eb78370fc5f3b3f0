/* A letter source over plain structs, for tests of what shows letters. */
#ifndef SUPPORT_MEMORY_SOURCE_H
#define SUPPORT_MEMORY_SOURCE_H

#include "letter/source.h"

/* One letter is something to another; both are given by their index in `letters`. */
struct memory_relation {
    size_t letter, other;
    enum letter_relation relation;
};

/* What the source serves; all borrowed for as long as the source is used. */
struct memory_source {
    struct exhibit exhibit;
    const struct letter *letters; /* in reading order; versions of one letter beside each other,
                                     the one shown first before the others */
    size_t letter_count;
    const struct entity *persons, *terms;
    size_t person_count, term_count;
    const struct memory_relation *relations;
    size_t relation_count;
    const struct slide *slides;
    size_t slide_count;
    const char *const *suggestions;
    size_t suggestion_count;
    enum status fails; /* unless STATUS_OK, what every call answers */
};

/* The source. Texts are handed out as they are, not copied; summary.position and summary.lang are
 * set, and so is exhibit.letter_count. */
struct letter_source memory_source(const struct memory_source *memory);

#endif
