/* Two versions of a letter side by side, original and translation, paragraph beside paragraph. */
#ifndef VIEW_PARALLEL_H
#define VIEW_PARALLEL_H

#include "view/bar.h"

extern const struct stage_screen parallel_screen;

/* The button that leads there; false: the letter has one version only, or the screen no room for
 * two. */
bool parallel_cell(const struct stage *stage, const struct letter *letter,
                   struct bar_cell *ret_cell);

/* Shows the letter of a place of kind PLACE_LETTER where that place is; its version beside the
 * original, or beside a translation where it is the original. NULL where there are no two. */
void *parallel_create(const struct stage *stage, const struct place *place, uint64_t now_ms);

#endif
