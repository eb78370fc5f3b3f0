/* A sink that keeps nothing and ends the program when a letter is not as letter/letter.h has it. */
#ifndef IMPORT_CHECK_H
#define IMPORT_CHECK_H

#include "import/import.h"

/* `self` is not used. */
struct import_sink import_check_sink(void);

#endif
