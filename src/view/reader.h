/* The letter screen: pages, marks, cards. */
#ifndef VIEW_READER_H
#define VIEW_READER_H

#include "text/flow.h"
#include "view/stage.h"

extern const struct stage_screen reader_screen;

/* Opens the letter of a place at its page, with its note, if it names one; NULL where the letter
 * cannot be read. `stage` is borrowed. Destroy through reader_screen. */
void *reader_create(const struct stage *stage, const struct place *place, uint64_t now_ms);

/* "Khrushchev to Kennedy", or the letter's title where the correspondents are not known. */
const char *reader_caption(const struct stage *stage, struct arena *arena,
                           const struct letter_summary *summary);

/* What is touched in a text: marks, names, terms and references. */
bool reader_is_touchable(enum span_kind kind);

/* The target of an object that is drawn there, without what touching it does. */
struct draw_target reader_object_target(const struct stage *stage, const struct flow_object *object,
                                        struct rect drawn, struct arena *arena);

#endif
