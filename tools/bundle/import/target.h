/* Addresses of links that a curator writes in Markdown or Word, as what they lead to.
 *
 *   #71  letter-71.md  letter-71.docx   another letter of the edition, by id or file name
 *   EDITION#71                          a letter of another edition
 *   person:p_KNS  term:t_NATO           a card, of the edition or "EDITION/ID"
 *
 * Addresses on the web lead nowhere in an exhibit: their words stay plain. */
#ifndef IMPORT_TARGET_H
#define IMPORT_TARGET_H

#include "base/arena.h"
#include "letter/letter.h"

/* The span that a link becomes, and its target as bundle/writer.h has it, in the arena; false: the
 * words stay plain. */
bool target_read(const char *address, const char *edition, struct arena *arena,
                 enum span_kind *ret_kind, const char **ret_target);

#endif
