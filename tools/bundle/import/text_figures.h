/* Numbers of notes that a text sets apart: in superior figures, "word¹", or in brackets, "word[1]".
 */
#ifndef IMPORT_TEXT_FIGURES_H
#define IMPORT_TEXT_FIGURES_H

#include <stddef.h>

enum { TEXT_FIGURES_MAX = 4 }; /* digits */

/* Bytes of the superior figures at bytes[at], and their number; 0: there are none, or too many. */
size_t text_superior(const char *bytes, size_t at, size_t end, unsigned *ret_number);

/* Bytes of "[12]" at bytes[at], and the number; 0: something else stands there. */
size_t text_bracketed(const char *bytes, size_t at, size_t end, unsigned *ret_number);

#endif
