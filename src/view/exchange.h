/* The exchange: a correspondence of two people in time, one on each side. */
#ifndef VIEW_EXCHANGE_H
#define VIEW_EXCHANGE_H

#include "view/stage.h"

extern const struct stage_screen exchange_screen;

/* Opens the correspondence that the place names, or else the first one, at the place's page; NULL
 * where there is none or its letters cannot be read. `stage` is borrowed. Destroy through
 * exchange_screen. */
void *exchange_create(const struct stage *stage, const struct place *place);

#endif
