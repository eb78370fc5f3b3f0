/* Reading options: a panel over the screen whose choices act at once. */
#ifndef VIEW_OPTIONS_H
#define VIEW_OPTIONS_H

#include "view/stage.h"

/* One step larger (1) or smaller (-1) of 100, 125, 150, 200 %; the same at the ends. */
int options_size_step(int size_percent, int direction);

/* Draws the panel with the present choices, `theme` among them, and adds its targets. Where not all
 * choices have room it has pages: `page` from 0, the last for more. */
void options_draw(const struct stage *stage, enum theme_kind theme, int page,
                  struct draw_list *list);

#endif
