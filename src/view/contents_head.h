/* What stands above the lists of the contents, on wide screens below them: the exhibit's title, the
 * tabs that lead from list to list, and the buttons of one of them. */
#ifndef VIEW_CONTENTS_HEAD_H
#define VIEW_CONTENTS_HEAD_H

#include "view/bar.h"

enum { CONTENTS_HEAD_CELLS = 6, CONTENTS_HEAD_EXTRAS = 2 };

struct contents_head {
    struct rect title;   /* h 0: a small screen has no room for it */
    struct rect content; /* what is left for the list */
    struct bar_cell cells[CONTENTS_HEAD_CELLS];
    struct rect rects[CONTENTS_HEAD_CELLS]; /* of the cells, on the screen */
    size_t cell_count, chosen; /* chosen: the present tab; cell_count: there are none */
    const char *caption;       /* small screens: said in the title's place, or NULL */
};

/* Lays it out for the list `tab`. `extras` are up to CONTENTS_HEAD_EXTRAS buttons of that list,
 * whose texts live as long as the head; tabs are there if there is more than one list. `caption`
 * may be NULL. */
void contents_head_make(struct contents_head *head, const struct stage *stage, enum stage_tab tab,
                        const struct bar_cell *extras, size_t extra_count, const char *caption);

/* Draws it; `end` stands at the title's end: a count, or the years; or NULL. */
void contents_head_draw(const struct contents_head *head, const struct stage *stage,
                        const char *end, struct draw_list *list);

#endif
