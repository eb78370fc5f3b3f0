/* What the wording of a letter tells, whatever it is imported from. */
#ifndef IMPORT_WORDS_H
#define IMPORT_WORDS_H

#include "letter/letter.h"

/* Whether a paragraph that opens a letter is a salutation and nothing else: a short line closed by
 * a colon or comma, without figures. */
bool words_are_salutation(const struct block *block);

/* Whether a paragraph directly before a signature takes leave: "Sincerely,", "I have, etc." */
bool words_are_closing(const struct block *block);

/* Bytes of a salutation in capitals run into a first paragraph, "DEAR MR. PRESIDENT", without the
 * sign that closes it; 0: none. */
uint32_t words_capitals(const struct block *block);

/* Bytes of a document's number at the start of its heading with what follows it, "70. " or
 * "No. 70.\n"; 0: the heading does not begin with that number. */
uint32_t words_number(const char *heading, const char *number);

#endif
