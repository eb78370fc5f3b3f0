/* Private to the TEI importer: what has to be known of a file before its first letter is read. */
#ifndef IMPORT_TEI_SURVEY_H
#define IMPORT_TEI_SURVEY_H

#include "base/buffer.h"
#include "import/string_set.h"

#include <stdbool.h>

struct tei;

/* What an xml:id of the file is; several may hold. */
enum tei_id {
    TEI_ID_PERSON = 1,     /* has a card as a person */
    TEI_ID_TERM = 2,       /* has a card as a term, a place, a work, an organisation */
    TEI_ID_PAIRED = 4,     /* a note directly behind a reference to it: one mark, not two */
    TEI_ID_NOTE_APART = 8, /* a note in the back, or in a list of notes */
    TEI_ID_NOTED = 16,     /* a note that stands apart belongs here */
    TEI_ID_PROMISED = 32,  /* of a card: a register will deliver it */
    TEI_ID_LETTER = 64     /* a letter of the volume */
};

struct tei_survey {
    struct buffer headings; /* a byte for each text that is in no other: 1, it has a heading */
    struct string_set *ids; /* enum tei_id */
    bool has_cards;         /* some id has a card */
    bool has_page_scans;    /* some page says which scan shows it */
    bool has_choices;       /* there may be letters to be read as written */
    bool has_print_pages;   /* of two paginations, one is the print's: pb with ed="print" */
};

/* Reads the file of `tei` once. Faults are left to the reading proper. End with tei_survey_fini. */
void tei_survey_init(struct tei_survey *survey, struct tei *tei, const char *bytes, size_t length);

void tei_survey_fini(struct tei_survey *survey);

/* Whether a text, counted from 0, begins with a head or title, not with a paragraph. */
bool tei_survey_has_heading(const struct tei_survey *survey, unsigned text);

/* The next of several pointers at *at, without what is before its '#', in the letter's arena; NULL
 * behind the last one. */
const char *tei_next_pointer(struct tei *tei, const char **at);

#endif
