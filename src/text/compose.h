/* The first half of setting a block: its text with everything put in, in styled stretches. */
#ifndef TEXT_COMPOSE_H
#define TEXT_COMPOSE_H

#include "text/set_text.h"

/* Fills all of `text` but what is measured: x_26_6, the levels of runs (which are one for each
 * stretch of a style) and the room between marks. */
void compose(struct set_text *text, struct arena *arena, const struct block *block,
             const struct set_options *options);

#endif
