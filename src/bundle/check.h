/* What every letter and card in a bundle keeps to. The writer asks before it writes, the reader
 * after it has read: no other code meets text that does not keep to it. Within src/bundle. */
#ifndef BUNDLE_CHECK_H
#define BUNDLE_CHECK_H

#include "base/status.h"
#include "letter/letter.h"

/* Far above any real letter (the longest in the test editions has 60,000 words and 90 notes). */
enum {
    CHECK_NAME_MAX = 4096,            /* bytes of an id, title, name, label, place */
    CHECK_ID_MAX = 95,                /* bytes of an id: what a place holds */
    CHECK_LETTER_TEXT_MAX = 1 << 20,  /* bytes of a letter with its notes, or of a card */
    CHECK_LETTER_BLOCKS_MAX = 100000, /* blocks of a letter with its notes */
    CHECK_LETTER_SPANS_MAX = 1000000, /* spans of a letter with its notes */
    CHECK_LETTER_NOTES_MAX = 10000,
    CHECK_LETTERS_MAX = 10000,
    CHECK_EDITIONS_MAX = 10000,
    CHECK_LANGS_MAX = 100,
    CHECK_SLIDES_MAX = 1000,
    CHECK_VERSIONS_MAX = 100,
    CHECK_PASSAGES_MAX = 100,
    CHECK_SETTINGS_MAX = 10000,
    CHECK_FACETS_MAX = 20000, /* a sender and a recipient of each letter */
    CHECK_IMAGES_MAX = 1 << 20,
    CHECK_PICTURES_MAX = 1000,      /* of a letter */
    CHECK_PICTURE_SIDE_MAX = 20000, /* pixels */
    CHECK_TILE_BYTES_MAX = 1 << 20,
    CHECK_NUMBER_MAX = 0x7fffffff /* of any other count or number */
};

/* Whether links are still as an importer gives them, or as a reader meets them. */
enum check_links { CHECK_LINKS_GIVEN, CHECK_LINKS_RESOLVED };

/* Ids, texts, spans and notes. Failures, without the letter's name: STATUS_INVALID, STATUS_LIMIT.
 */
enum status check_letter(const struct letter *letter, enum check_links links,
                         struct error *error) STATUS_CHECKED;

enum status check_entity(const struct entity *entity, enum check_links links,
                         struct error *error) STATUS_CHECKED;

#endif
