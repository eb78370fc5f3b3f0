/* Reads a curator's sources into letters: TEI P5, edition plain text, and folders of them.
 *
 * Letters are delivered one at a time, in the exhibit's reading order, to a sink; memory is bounded
 * by the largest letter and the largest source file. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "base/status.h"
#include "import/report.h"
#include "letter/letter.h"

/* A picture that belongs to a letter. */
struct import_picture {
    struct key letter;
    const char *path, *member; /* member: it lies in that .docx file; else NULL */
    const char *file;          /* of the source that names it */
    unsigned line;
    struct facsimile about; /* image, sizes: not known yet. number: of one in the text, its own; of
                               a scan, its place among those that this source names, from 1 */
};

/* Where letters go: a bundle, or memory in tests. The calls are those of bundle/writer.h, which
 * says what each argument means; what they are given is borrowed for the call. The order is:
 * edition by edition, each before what belongs to it, then what the spreadsheets add, and the
 * exhibit last. */
struct import_sink_calls {
    enum status (*exhibit)(void *self, const struct exhibit *exhibit, struct error *error);
    enum status (*edition)(void *self, const struct edition *edition, struct error *error);
    enum status (*letter)(void *self, const struct letter *letter, const char *origin,
                          struct error *error);
    enum status (*person)(void *self, const struct entity *person, struct error *error);
    enum status (*term)(void *self, const struct entity *term, struct error *error);
    enum status (*anchor)(void *self, const char *edition, const char *id, const char *place,
                          struct error *error);
    enum status (*relation)(void *self, struct key letter, enum letter_relation relation,
                            const char *target, struct error *error);
    enum status (*picture)(void *self, const struct import_picture *picture, struct error *error);
    enum status (*start)(void *self, const char *place, const char *title, struct error *error);
    enum status (*slide)(void *self, const struct slide *slide, const char *origin,
                         struct error *error);
};

struct import_sink {
    const struct import_sink_calls *calls;
    void *self;
};

/* Imports files and folders as the source folder in README.md describes them: exhibit.ini, if a
 * named folder has one, settles titles and order. The order of names does not matter within a
 * folder (byte order of paths); several names keep their order.
 *
 * Failures name file and line and what to do: STATUS_NOT_FOUND (no such file, no letters in it),
 * STATUS_INVALID (malformed XML, not UTF-8, an empty letter, an id twice), STATUS_LIMIT, STATUS_IO,
 * and what the sink answers. */
enum status import_sources(const char *const *paths, size_t count, const struct import_sink *sink,
                           struct import_report *report, struct error *error) STATUS_CHECKED;

#endif
