/* The picture files that letters name: where they lie, and which are missing. A name is looked up
 * in pictures/ of the source folders, in these folders, and beside the letter's file; the last part
 * of a path also by itself in pictures/. Nothing outside the source folders is opened. */
#ifndef IMPORT_PICTURE_FILES_H
#define IMPORT_PICTURE_FILES_H

#include "base/arena.h"
#include "import/report.h"
#include "letter/letter.h"

#include <stdbool.h>
#include <stdint.h>

struct picture_files;

/* `paths` are what the curator named; those that are folders may hold pictures. */
struct picture_files *picture_files_create(const char *const *paths, size_t count,
                                           struct import_report *report);

/* Takes NULL. */
void picture_files_destroy(struct picture_files *files);

/* From here on letters belong to that edition. */
void picture_files_begin(struct picture_files *files, const char *edition);

/* Where a picture is named. */
struct picture_mention {
    const char *name; /* as the source has it, the extension may be left out */
    const char *file; /* of the source */
    unsigned line;
    bool in_text; /* part of the text; else a scan */
};

/* The path of that picture, in the arena; NULL where there is none, or outside the folders: that is
 * told the curator, once for a file and name. `files` may be NULL: there are none. */
const char *picture_files_find(struct picture_files *files, const struct picture_mention *mention,
                               struct arena *arena);

/* The same, but nothing is told. */
const char *picture_files_path(struct picture_files *files, const char *name, const char *file,
                               struct arena *arena);

/* The name that pictures.csv has for a file: below pictures/, else below the source folder. */
const char *picture_files_name(const struct picture_files *files, const char *path,
                               struct arena *arena);

/* The number of a picture in the text of a letter: the same file has the same one in each version
 * of it. Numbers begin with 1. */
uint32_t picture_files_number(struct picture_files *files, struct key letter, const char *path);

/* Whether a name leads nowhere but down: not absolute, without "..", not to the web. */
bool picture_files_is_inside(const char *name);

/* Tells of the scans that are missing: of an edition none of whose scans are there in one line. */
void picture_files_finish(struct picture_files *files);

#endif
