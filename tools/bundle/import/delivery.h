/* The last step of every importer of single letters: the draft becomes a letter of the exhibit. */
#ifndef IMPORT_DELIVERY_H
#define IMPORT_DELIVERY_H

#include "import/draft.h"
#include "import/import.h"
#include "import/source.h"

/* Finishes the draft and gives the letter and its anchor to the sink, and where its
 * links stand to the report. The failures are those of
 * draft_finish, with file and line, and what the sink answers. */
enum status delivery_letter(struct draft *draft, const char *file, const struct import_sink *sink,
                            struct import_report *report, struct error *error) STATUS_CHECKED;

/* Numbers the pictures of the text, before the letter is finished; and gives all pictures to the
 * sink, behind the letter. */
void delivery_number_pictures(struct draft *draft);
enum status delivery_pictures(const struct draft *draft, const char *file,
                              const struct import_sink *sink, struct error *error) STATUS_CHECKED;

/* The letter's id, title, language and direction where they are not known: `number` or the file's
 * name for the id, the id for a title. */
void delivery_name(struct draft *draft, const struct source_letter *source);

#endif
