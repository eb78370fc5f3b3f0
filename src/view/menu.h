/* The menu of a small screen: what its bar has no room for. */
#ifndef VIEW_MENU_H
#define VIEW_MENU_H

#include "view/bar.h"

enum { MENU_CELLS_MAX = 12 };

/* The cells that several menus share. */
struct bar_cell menu_contents(const struct stage *stage);
struct bar_cell menu_about(const struct stage *stage);
struct bar_cell menu_search(const struct stage *stage);

/* Draws the panel on the bar with its cells in two columns or three, lower where they are many and
 * large, and adds their targets. */
void menu_draw(const struct stage *stage, const struct bar_cell *cells, size_t count,
               struct draw_list *list);

#endif
