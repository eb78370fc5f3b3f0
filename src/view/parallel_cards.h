/* Marks, names and references of two versions side by side, and the card that one of them opens. */
#ifndef VIEW_PARALLEL_CARDS_H
#define VIEW_PARALLEL_CARDS_H

#include "view/parallel_state.h"

/* Adds what can be touched in both texts of the present page. */
void parallel_cards_targets(const struct parallel *parallel, struct draw_list *list);

/* What a touch of a mark, or of the open card, does; false: it is none of theirs. */
bool parallel_cards_act(struct parallel *parallel, enum action action, int index,
                        struct step *ret_step);

/* The open card's text follows the finger. */
struct step parallel_cards_drag(struct parallel *parallel, const struct gesture *gesture);

/* Back inside the card, or closes it. */
struct step parallel_cards_back(struct parallel *parallel);

/* Closes the card, if one is open. */
void parallel_cards_close(struct parallel *parallel);

/* Below the texts' targets: a touch outside the card closes it. Then the card itself. */
void parallel_cards_draw_ground(const struct parallel *parallel, struct draw_list *list);
void parallel_cards_draw(const struct parallel *parallel, struct draw_list *list);

#endif
