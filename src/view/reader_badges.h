/* The line above a letter's heading: what the text is, and the ways to what belongs to the letter.
 */
#ifndef VIEW_READER_BADGES_H
#define VIEW_READER_BADGES_H

#include "view/reader_state.h"

/* Finds the badges of the letter and where they stand in the column; sets the badge height of the
 * sheet. */
void reader_badges_make(struct reader *reader);

/* Which badge does that: its index, or -1. */
int reader_badges_find(const struct reader *reader, enum action action);

/* Where a badge stands on the screen while the first page is shown, not pushed up by a card. */
struct rect reader_badges_rect(const struct reader *reader, size_t badge);

/* What touching a badge does. */
struct step reader_badges_act(struct reader *reader, size_t badge);

/* Draws them on the first page, and adds their targets. */
void reader_badges_draw(const struct reader *reader, struct draw_list *list);

#endif
