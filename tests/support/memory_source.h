/* A letter source over plain structs, for tests of what shows letters. */
#ifndef SUPPORT_MEMORY_SOURCE_H
#define SUPPORT_MEMORY_SOURCE_H

#include "letter/source.h"

/* One letter is something to another; both are given by their index in `letters`. */
struct memory_relation {
    size_t letter, other;
    enum letter_relation relation;
};

/* A letter to start with. */
struct memory_start {
    const char *place, *title;
};

/* What the source serves; all borrowed for as long as the source is used. */
struct memory_source {
    struct exhibit exhibit;
    const struct letter *letters; /* in reading order; versions of one letter beside each other,
                                     the one shown first before the others; the first has the
                                     pictures and passages */
    size_t letter_count;
    const struct entity *persons, *terms;
    size_t person_count, term_count;
    const struct memory_relation *relations;
    size_t relation_count;
    const struct slide *slides;
    size_t slide_count;
    const struct memory_start *starts;
    size_t start_count;
    const struct setting *settings; /* sorted as letter/source.h has it, and so the wordings */
    size_t setting_count;
    const struct wording *wordings;
    size_t wording_count;
    const void *tile; /* a JPEG file that is every tile of every picture; NULL: there are none */
    size_t tile_length;
    const char *const *suggestions;
    size_t suggestion_count;
    enum status fails; /* unless STATUS_OK, what every call answers */
};

/* The source. Texts are handed out as they are, not copied; what follows from other letters is set:
 * position, lang, reply_to and picture_count of summaries, versions, exhibit.letter_count. */
struct letter_source memory_source(const struct memory_source *memory);

#endif
