/* Private to the corrections: what overrides.csv says of one letter. */
#ifndef IMPORT_OVERRIDES_H
#define IMPORT_OVERRIDES_H

#include "import/report.h"
#include "import/sheet.h"
#include "letter/letter.h"

/* Corrects links, names and notes of a letter; what changes is copied to the arena. */
void overrides_apply(const struct sheet *sheet, struct letter *letter, struct arena *arena,
                     struct import_report *report);

#endif
