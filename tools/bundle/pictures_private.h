/* The pictures' parts, for one another. Within tools/bundle. */
#ifndef BUNDLE_PICTURES_PRIVATE_H
#define BUNDLE_PICTURES_PRIVATE_H

#include "import/picture_files.h"
#include "import/string_set.h"
#include "pictures.h"

/* One picture of one letter. Its `about.number` is the place asked for; 0: behind the others. */
struct pictures_entry {
    struct import_picture picture;
    uint32_t position; /* of the letter: reading order, from 0 */
    size_t arrival;
    bool from_page;  /* a page of the text says that the scan shows it */
    bool is_written; /* its letter has it now */
};

/* What is known of a letter. */
struct pictures_of {
    const char *origin; /* "file:line" */
    uint32_t pages;     /* of the version shown first; 0: it has none */
};

struct pictures {
    struct bundle_writer *writer;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    const char *tiles; /* folder where they are kept; or NULL */
    const char *const *sources;
    size_t source_count;
    struct picture_files *files;  /* names files for pictures.csv */
    struct string_set *positions; /* "ED/ID": position and 1 */
    struct pictures_of *letters;  /* by position */
    size_t letter_count, letter_room;
    struct string_set *claimed; /* paths that somebody wants */
    struct pictures_entry *entries;
    size_t entry_count, entry_room;
    uint32_t images; /* so far */
};

/* Adds an entry; strings must outlive `pictures`. */
struct pictures_entry *pictures_add(struct pictures *pictures,
                                    const struct import_picture *picture);

/* The letter that "ID" or "ED/ID" names. */
bool pictures_find_letter(const struct pictures *pictures, const char *edition, const char *id,
                          struct key *ret_key);

/* "d1.jpg" is the first picture of d1, "d1-2.jpg" the second, unless there is a letter "d1-2". */
bool pictures_find_by_name(const struct pictures *pictures, const char *edition, const char *name,
                           struct key *ret_key, uint32_t *ret_number);

/* Reads pictures.csv of that folder, if there is one (picture_sheet.c). */
enum status pictures_read_sheet(struct pictures *pictures, const char *folder) STATUS_CHECKED;

/* Makes tiles of the entries, which are in order and numbered, and writes them (picture_tiles.c).
 */
enum status pictures_write(struct pictures *pictures) STATUS_CHECKED;

#endif
