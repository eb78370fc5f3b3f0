/* The right column of a letter on wide screens: what it is, in brief, and the people in it. */
#ifndef VIEW_SIDE_H
#define VIEW_SIDE_H

#include "view/stage.h"

/* Sets the column as a flow as wide as `room`; its texts are made in the arena, which must outlive
 * it. *ret_lines: how many of its lines the room's height holds, without a heading that would stand
 * last. Destroy with flow_destroy. */
struct flow *side_create(const struct stage *stage, const struct letter *letter, struct rect room,
                         struct arena *arena, size_t *ret_lines);

/* The same as blocks, without the heading that names the letter, for a card. */
struct flow_text side_text(const struct stage *stage, const struct letter *letter,
                           struct arena *arena);

/* "About letter 70". */
const char *side_title(const struct stage *stage, const struct letter *letter, struct arena *arena);

#endif
