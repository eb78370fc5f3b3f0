/* Pictures on the letter screen: those in the text, the scan in the right column, and the way to
 * the facsimile. */
#ifndef VIEW_READER_PICTURES_H
#define VIEW_READER_PICTURES_H

#include "view/bar.h"
#include "view/reader_state.h"

/* Draws the pictures of a page whose left edge is at `x`. */
void reader_pictures_draw(const struct reader *reader, size_t page, int x, struct draw_list *list);

/* Adds the targets of those of the present page. */
void reader_pictures_targets(const struct reader *reader, struct draw_list *list);

/* The button that shows the original; false: the letter has no scans. */
bool reader_pictures_cell(const struct reader *reader, struct bar_cell *ret_cell);

/* To a picture by number, or with 0 to the scan of the present page. */
struct step reader_pictures_open(const struct reader *reader, int number);

#endif
