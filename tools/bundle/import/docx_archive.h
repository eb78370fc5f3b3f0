/* Private to the Word importer: the parts of a file. Nothing is written to disk, and no part is
 * looked for but in the file. */
#ifndef IMPORT_DOCX_ARCHIVE_H
#define IMPORT_DOCX_ARCHIVE_H

#include "base/arena.h"
#include "base/status.h"
#include "import/source.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>

enum {
    DOCX_ENTRIES_MAX = 10000,
    DOCX_PART_MAX = 16 << 20,    /* bytes of a part, unpacked */
    DOCX_PICTURE_MAX = 256 << 20 /* of a picture */
};

struct docx_archive;

/* Opens bytes that must outlive it; refuses what is no zip file, has too many entries, or one whose
 * name leads out of it. */
enum status docx_archive_open(const struct source_letter *source, struct docx_archive **ret_archive,
                              struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void docx_archive_close(struct docx_archive *archive);

/* Reads a part; *ret_part is NULL where there is none of that name. Free with xmlFreeDoc.
 * STATUS_LIMIT: larger than DOCX_PART_MAX; STATUS_INVALID: damaged, not well-formed, with a DTD. */
enum status docx_archive_part(struct docx_archive *archive, const char *name, xmlDoc **ret_part,
                              struct error *error) STATUS_CHECKED;

/* Whether there is a part of that name. */
bool docx_archive_has(struct docx_archive *archive, const char *name);

/* Unpacks a part of the .docx file at `path` into `out`, at most DOCX_PICTURE_MAX bytes.
 * STATUS_INVALID and STATUS_LIMIT: messages name file and part. */
enum status docx_archive_copy(const char *path, const char *name, FILE *out,
                              struct error *error) STATUS_CHECKED;

/* ---- What every part is read with ----
 */

/* Whether the node is an element of that local name. */
bool docx_is(const xmlNode *node, const char *name);

/* The first child element of that name; NULL: none, or no node. */
xmlNode *docx_child(const xmlNode *node, const char *name);

/* An attribute by local name, in the arena; NULL: absent, or no node. */
const char *docx_attribute(const xmlNode *node, const char *name, struct arena *arena);

/* The attribute `val` of the first child of that name. */
const char *docx_value(const xmlNode *node, const char *child, struct arena *arena);

/* The relationship of that id, or, without one, of that type's last word; its target, else NULL. */
const char *docx_relation(const xmlDoc *relations, const char *id, const char *type,
                          struct arena *arena);

#endif
