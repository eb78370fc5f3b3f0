/* The line that tells staff what becomes of a stick, over whatever a visitor has open. It takes no
 * touch and covers no control: above the bottom bar, on small screens over the running head. */
#ifndef VIEW_STRIP_H
#define VIEW_STRIP_H

#include "view/stage.h"

/* How much it takes of the room above the bar. */
int strip_height_px(const struct look *look);

/* Where it stands. */
struct rect strip_rect(const struct stage *stage);

/* Draws the stage's notice, if there is one. */
void strip_draw(const struct stage *stage, struct draw_list *list);

#endif
