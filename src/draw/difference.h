/* What differs between two frames, for people who read a failing test. */
#ifndef DRAW_DIFFERENCE_H
#define DRAW_DIFFERENCE_H

#include "base/buffer.h"
#include "draw/list.h"

/* Appends a line "- item" for each item that only `before` draws and "+ item" for each that only
 * `after` draws, each marked by its place in the list; nothing where both draw the same. Items
 * that both draw first and last are passed over, what lies between is listed whole. */
void difference_write(struct buffer *out, const struct draw_list *before,
                      const struct draw_list *after);

#endif
