/* What follows a letter: the next one, its answer, and others that it is related to. */
#ifndef VIEW_READER_END_H
#define VIEW_READER_END_H

#include "view/reader_state.h"

/* Reads what follows, once for a letter. */
void reader_end_load(struct reader *reader);

/* To the letter that follows in the exhibit's order, or to a related one by its row. */
struct step reader_end_next(const struct reader *reader);
struct step reader_end_related(const struct reader *reader, int index);

/* Draws the card with its targets. */
void reader_end_draw(const struct reader *reader, struct draw_list *list);

#endif
