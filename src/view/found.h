/* What a search found, shown in its letter. */
#ifndef VIEW_FOUND_H
#define VIEW_FOUND_H

#include "base/arena.h"
#include "letter/letter.h"
#include "letter/place.h"

/* Marks the bytes that the place remembers as found, in the text or in the note that it names: the
 * letter gets copies, in the arena, of the blocks that change. */
void found_mark(struct letter *letter, const struct place *place, struct arena *arena);

#endif
