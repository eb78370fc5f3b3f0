/* The popover: a note, a person or a term over the text, with a way back through what was pushed.
 */
#ifndef VIEW_CARD_H
#define VIEW_CARD_H

#include "view/placement.h"
#include "view/stage.h"

struct card;

enum card_kind { CARD_NOTE, CARD_PERSON, CARD_TERM, CARD_ABOUT /* the letter itself */ };

/* The card of a mark, a name or a term. */
enum card_kind card_kind_of(enum span_kind kind);

/* A card that shows nothing yet. `letter` is where notes are looked up; both are borrowed. */
struct card *card_create(const struct stage *stage, const struct letter *letter);

/* Takes NULL. */
void card_destroy(struct card *card);

/* Shows a note, or a person or term by the span's target, or what is known of the letter, instead
 * of all that is shown; false where there is none of that key, and the card stays as it is. */
bool card_show(struct card *card, enum card_kind kind, const char *key);

/* The same on top of what is shown; the oldest drops beyond eight. */
bool card_push(struct card *card, enum card_kind kind, const char *key);

/* Back to what was shown before; false at the bottom. */
bool card_pop(struct card *card);

/* How many things lie in the card; 0: nothing was shown yet. */
int card_depth(const struct card *card);

/* What is on top: the note's key, or NULL for persons and terms. */
const char *card_note_key(const struct card *card);

/* Whether the letter itself is on top. */
bool card_is_about(const struct card *card);

/* Places the card by the mark and the line box it belongs to; `always_sheet` as in placement.h.
 * Answers the placement, which stays until the next call. */
struct placement card_place(struct card *card, struct rect mark, struct rect line,
                            bool always_sheet);

/* More and Up; `direction` 1 or -1. False at the end. */
bool card_scroll(struct card *card, int direction);

/* The finger dragged the text by dy_px since the drag began; `done` when it left. */
bool card_drag(struct card *card, int dy_px, bool done);

/* What a touched object inside leads to: index as in the targets' ACTION_CARD_OBJECT. NULL:
 * nothing. */
const struct flow_object *card_object(const struct card *card, int index);

/* Draws the card at its placement. */
void card_draw(const struct card *card, struct draw_list *list);

/* Words on the card, for the idle time. */
size_t card_words(const struct card *card);

#endif
