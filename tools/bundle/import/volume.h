/* Volumes that words name: "vol. XI", "Bd. 3", "том 59". */
#ifndef IMPORT_VOLUME_H
#define IMPORT_VOLUME_H

#include <stddef.h>

/* The number of the first single volume that text[0..length) names, from 1 to 999; 0: it names
 * none. *ret_end (may be NULL) is the offset behind it. "vols. X-XII" is no single volume. */
unsigned volume_named(const char *text, size_t length, size_t *ret_end);

/* The number in an edition's id, "frus1961-63v06"; 0: none. */
unsigned volume_of_id(const char *id);

#endif
