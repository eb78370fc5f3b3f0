/* Finds the letter files in what a curator names: files, or folders as README.md describes them. */
#ifndef IMPORT_SOURCE_H
#define IMPORT_SOURCE_H

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum {
    SOURCE_FILES_MAX = 100000,
    SOURCE_FOLDER_DEPTH_MAX = 16,
    SOURCE_FILE_MAX = 256 << 20 /* bytes */
};

enum source_kind { SOURCE_XML, SOURCE_TEXT, SOURCE_MARKDOWN, SOURCE_DOCX, SOURCE_UNREAD };

/* A file that may hold letters. */
struct source_file {
    const char *path;   /* as it was named, or below the folder that was */
    const char *stem;   /* its name without the last extension */
    const char *folder; /* stem of its folder; NULL when the file itself was named */
    enum source_kind kind;
    bool is_beside; /* beside the folder letters/: only registers count there */
};

struct picture_files;

/* A file of one letter, in memory. */
struct source_letter {
    const char *bytes;
    size_t length;
    const char *file;    /* for messages */
    const char *stem;    /* the letter's id, if it has no number */
    const char *id;      /* the letter's id, whatever its number: another version has it; or NULL */
    const char *edition; /* id of the edition */
    const char *lang;    /* BCP 47 */
    enum version_kind kind;         /* unless the letter says another */
    struct picture_files *pictures; /* where they are looked for; NULL: nowhere */
};

/* Files in reading order: as named, and in the byte order of paths within a folder. */
struct source_list {
    struct source_file *files;
    size_t count, room;
    struct arena *arena; /* strings; borrowed from the caller */
};

/* Adds what `path` names. *ret_exhibit gets the path of its exhibit.ini, or NULL. STATUS_NOT_FOUND:
 * no such file, or no letter files in the folder; STATUS_UNSUPPORTED: a kind of file that holds no
 * letters; STATUS_LIMIT, STATUS_IO. */
enum status source_list_add(struct source_list *list, const char *path, const char **ret_exhibit,
                            struct error *error) STATUS_CHECKED;

void source_list_fini(struct source_list *list);

bool source_is_folder(const char *path);

/* The path without slashes at its end, in the arena. */
const char *source_without_slashes(struct arena *arena, const char *path);

/* The last part of a path without its last extension, in the arena. */
const char *source_stem(struct arena *arena, const char *path);

/* Opens a file to be read piece by piece, of *ret_length bytes now; close with fclose. Failures as
 * below. */
enum status source_open(const char *path, FILE **ret_file, size_t *ret_length,
                        struct error *error) STATUS_CHECKED;

/* The whole file, closed by a NUL beyond *ret_length; free with free(). STATUS_NOT_FOUND,
 * STATUS_LIMIT (SOURCE_FILE_MAX), STATUS_IO. */
enum status source_read(const char *path, char **ret_bytes, size_t *ret_length,
                        struct error *error) STATUS_CHECKED;

/* STATUS_INVALID with file and line where the bytes are not UTF-8, or hold U+0000. */
enum status source_check_text(const struct source_letter *source,
                              struct error *error) STATUS_CHECKED;

#endif
