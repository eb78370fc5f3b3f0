/* The search screen: a keyboard of our own, and letters found while it is typed on. */
#ifndef VIEW_SEARCH_H
#define VIEW_SEARCH_H

#include "view/stage.h"

extern const struct stage_screen search_screen;

/* Opens the search of a place: with the keyboard, or at the page of the list that it remembers.
 * `stage` is borrowed. Destroy through search_screen. */
void *search_create(const struct stage *stage, const struct place *place);

#endif
