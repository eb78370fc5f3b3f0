/* Texts that are recorded in tests/golden. */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include <stddef.h>

/* Expects the text to be that of tests/golden/NAME. What came is kept in the folder golden/ of the
 * build tree where it is not; a missing or empty record fails. */
void golden_expect(const char *name, const char *text, size_t length);

#endif
