/* The list of letters. */
#ifndef VIEW_CONTENTS_H
#define VIEW_CONTENTS_H

#include "view/stage.h"

extern const struct stage_screen contents_screen;

/* Opens the list at the page that holds letter number `position` of the reading order (from 0).
 * `filter` is the place's. NULL where the letters cannot be listed. Destroy through
 * contents_screen. */
void *contents_create(const struct stage *stage, const struct place *place, uint32_t position);

#endif
