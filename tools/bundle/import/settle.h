/* Finds the parts of a letter that its source does not name: only clear ones, by their wording and
 * their place.
 *
 * A dateline is a short first line that is a date, with or without a place; a salutation a short
 * first line that a colon or comma closes; a closing a short line that a comma closes and one to
 * three short lines follow at the end, which are the signature; so are short lines at the end that
 * are set to the right. */
#ifndef IMPORT_SETTLE_H
#define IMPORT_SETTLE_H

#include "import/draft.h"

/* Gives paragraphs of the closed prose their kinds, and the letter the place and date of its
 * dateline where it has none. Blocks that are no plain paragraphs are left as they are. */
void settle_parts(struct draft *draft);

/* The letter's own heading: takes the number off, and sets number and title where not known. */
void settle_heading(struct draft *draft, struct block *heading);

#endif
