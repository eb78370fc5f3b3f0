/* The state of two versions side by side, shared by what acts on it (parallel.c) and what draws it
 * (parallel_draw.c). */
#ifndef VIEW_PARALLEL_STATE_H
#define VIEW_PARALLEL_STATE_H

#include "view/card.h"
#include "view/parallel.h"
#include "view/rows.h"
#include "view/turn.h"

enum { PARALLEL_PICTURES = 3 /* previous, current, next */ };

struct parallel_picture {
    size_t index;
    const struct glyph_page *page; /* NULL: free */
};

struct parallel {
    const struct stage *stage;
    struct arena *arena;
    struct letter letters[2];   /* the original, or what comes first, and the other */
    char lang[PLACE_PART_SIZE]; /* the version that was read alone; "": the one shown first */
    int read;                   /* which of the two it is */
    struct flow *flows[2];
    struct rows *rows;
    bool complete; /* every page is made */
    size_t page;
    struct rect content, columns[2];
    int head_px; /* of the line above the columns that names them */
    struct parallel_picture pictures[PARALLEL_PICTURES];
    struct turn turn;
    struct card *card; /* NULL: none open */
    int card_side;     /* of whose object it is */
    size_t card_object;
    struct placement placement;
};

/* Whether there is a page; makes it if need be. */
bool parallel_has_page(struct parallel *parallel, size_t index);

/* The picture of a page that is made; borrowed until three others were asked for. */
const struct glyph_page *parallel_picture(struct parallel *parallel, size_t index);

/* Draws the screen. */
void parallel_draw(void *self, uint64_t now_ms, struct draw_list *list);

#endif
