/* What stands before a letter, and beside it for a telephone: its content notice, and its address
 * on the web as a QR code. */
#ifndef VIEW_READER_CARDS_H
#define VIEW_READER_CARDS_H

#include "view/reader_state.h"

/* The notice on an empty sheet, with the ways on and back. */
void reader_cards_draw_notice(const struct reader *reader, struct draw_list *list);

/* The code with its address over the page. */
void reader_cards_draw_web(const struct reader *reader, struct draw_list *list);

#endif
