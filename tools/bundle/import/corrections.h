/* The curator's spreadsheets beside the letters: they complete or correct what the letters lack.
 *
 * - letters.csv: edition id lang, then the fields of import/fields.h
 * - persons.csv: edition id name sort same_as text; cards; same_as is "EDITION/ID" of the card that
 *   stands for this one
 * - terms.csv: edition id name sort text
 * - overrides.csv: edition letter kind words target; kind: person, term, reference, note
 * - start.csv: letter title; "EDITION/ID" or "ID", in their order
 * - slides.csv: quote caption letter lang picture
 *
 * All of them may be absent, and any column but id, letter, kind, words, quote. An empty `edition`
 * means each edition that has the id, an empty `lang` each version of the letter. */
#ifndef IMPORT_CORRECTIONS_H
#define IMPORT_CORRECTIONS_H

#include "base/arena.h"
#include "base/status.h"
#include "import/import.h"

struct corrections;

/* Reads the sheets that lie in `folder` (NULL: none); `sink` and `report` must outlive the result.
 * Failures are those of sheet_read. */
enum status corrections_create(const char *folder, const struct import_sink *sink,
                               struct import_report *report, struct corrections **ret_corrections,
                               struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void corrections_destroy(struct corrections *corrections);

/* A sink that corrects what it is given and hands it on. */
struct import_sink corrections_sink(struct corrections *corrections);

/* Delivers cards that are only in the sheets, letters to start with and slides, and warns of rows
 * that are about nothing there is. To be called behind the last letter. */
enum status corrections_finish(struct corrections *corrections, struct error *error) STATUS_CHECKED;

#endif
