/* The attract mode: quotations from the exhibit's own letters, until somebody touches the screen.
 */
#ifndef VIEW_ATTRACT_H
#define VIEW_ATTRACT_H

#include "view/stage.h"

extern const struct stage_screen attract_screen;

/* Starts with slide `index` (from 0) of the bundle's order, or where `index` is past the last, with
 * the first of a shuffled loop. Never NULL: without slides the exhibit's title is shown. */
void *attract_create(const struct stage *stage, uint32_t index, uint64_t now_ms);

#endif
