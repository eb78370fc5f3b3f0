/* The list of letters. */
#ifndef VIEW_CONTENTS_H
#define VIEW_CONTENTS_H

#include "view/stage.h"

extern const struct stage_screen contents_screen;

/* Opens the list at the place's page with the place's filter. NULL where the letters cannot be
 * listed. Destroy through contents_screen. */
void *contents_create(const struct stage *stage, const struct place *place);

#endif
