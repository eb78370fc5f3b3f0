/* What a TEI header says of a letter's other versions: the file that is named, and, by correspDesc,
 * who wrote to whom on which day. Within import. */
#ifndef IMPORT_TEI_EXCHANGE_H
#define IMPORT_TEI_EXCHANGE_H

#include "import/tei.h"
#include "import/tei_reading.h"

/* Takes note of what the element that the reader stands on says: @corresp of TEI, text or
 * correspDesc; a ref or ptr of correspContext whose type says "translation", "version" or
 * "original"; correspDesc as a whole; and the languages of header and text. */
void tei_exchange_see(struct tei *tei, const char *name, struct tei_probe *probe);

#endif
