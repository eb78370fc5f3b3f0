/* The pictures of a bundle: those that letters name, the rows of pictures.csv, and the files of
 * pictures/, where ID.jpg and ID-2.jpg are the first and second scan of the letter ID, in
 * pictures/EDITION/ of that edition's. */
#ifndef BUNDLE_PICTURES_H
#define BUNDLE_PICTURES_H

#include "bundle/writer.h"
#include "import/import.h"

/* Far above any exhibit. */
enum { PICTURES_FILES_MAX = 100000 };

struct pictures;

/* `sources` are what the curator named; they, writer and report must outlive the result. */
struct pictures *pictures_create(struct bundle_writer *writer, const char *const *sources,
                                 size_t count, struct import_report *report);

/* Takes NULL. */
void pictures_destroy(struct pictures *pictures);

/* From here on tiles are kept in `folder` between builds: bundle/pictures/tile_cache.h. NULL: they
 * are not. */
void pictures_keep_tiles(struct pictures *pictures, const char *folder);

/* To be told of each letter, in any version, and of each picture that one names. */
void pictures_letter(struct pictures *pictures, const struct letter *letter, const char *origin);
void pictures_named(struct pictures *pictures, const struct import_picture *picture);

/* Settles whose each picture is and in what order, and writes them all, once the letters are
 * written. A file that no letter claims, or that cannot be read, and a row about nothing are
 * findings. Failures: STATUS_INVALID (pictures.csv), STATUS_LIMIT, STATUS_IO, and what the writer
 * answers. */
enum status pictures_finish(struct pictures *pictures, struct error *error) STATUS_CHECKED;

/* Whether, behind pictures_finish, the letter has a picture of that number. */
bool pictures_has(const struct pictures *pictures, struct key letter, uint32_t number);

#endif
