/* "Are you still reading?", over whatever is shown; and the service card, instead of everything. */
#ifndef VIEW_PROMPT_H
#define VIEW_PROMPT_H

#include "view/stage.h"

/* What is asked: whether somebody is there; or what is announced: a new edition, which may be put
 * off, or no longer. */
enum prompt_kind { PROMPT_READING, PROMPT_SOON, PROMPT_NOW };

/* Draws the question over the frame; `left_ms` until the screen starts again. */
void prompt_draw(const struct stage *stage, enum prompt_kind kind, uint64_t left_ms,
                 struct draw_list *list);

/* Draws the service card with its code. */
void prompt_draw_fault(const struct stage *stage, const char *code, struct draw_list *list);

#endif
