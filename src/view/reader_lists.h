/* What lies over a letter's page but is no card: this page's notes, all pages, and the end card. */
#ifndef VIEW_READER_LISTS_H
#define VIEW_READER_LISTS_H

#include "view/reader_state.h"

/* Opens a list or card over the page; an open card is closed. */
void reader_lists_open(struct reader *reader, enum place_overlay overlay);

/* Scrolls the rows by what is seen; 1 or -1. False at the end. */
bool reader_lists_scroll(struct reader *reader, int direction);

/* How many notes stand on the present page, the source note among them. */
int reader_lists_note_count(const struct reader *reader);

/* Draws what is open, with its targets. */
void reader_lists_draw(struct reader *reader, struct draw_list *list);

#endif
