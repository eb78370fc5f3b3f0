/* Word files (Office Open XML, ECMA-376) with footnotes and endnotes: one letter a file.
 *
 * Paragraph styles tell title, headings, date, salutation, closing, signature, address, quotation,
 * caption; import/settle.h finds what they do not tell. Numbers of lists are those that Word shows.
 * Deletions of tracked changes are left out. In messages the number behind the file's name is that
 * of the paragraph. */
#ifndef IMPORT_DOCX_H
#define IMPORT_DOCX_H

#include "base/status.h"
#include "import/import.h"
#include "import/source.h"

#include <stdio.h>

/* Delivers the letter and its anchor. STATUS_INVALID (no Word file, damaged, malformed XML, a path
 * that leads out of the file, an empty letter) and STATUS_LIMIT (docx_archive.h) with the file, and
 * what the sink answers. */
enum status docx_import(const struct source_letter *source, const struct import_sink *sink,
                        struct import_report *report, struct error *error) STATUS_CHECKED;

/* Unpacks a picture of the file at `path`, as docx_import named it, into `out`. STATUS_INVALID
 * (damaged), STATUS_LIMIT (DOCX_PICTURE_MAX), STATUS_IO. */
enum status docx_unpack(const char *path, const char *member, FILE *out,
                        struct error *error) STATUS_CHECKED;

#endif
