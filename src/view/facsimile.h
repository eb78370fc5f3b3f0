/* The facsimile screen: a letter's scans, as near as a visitor wants to be, and beside them the
 * text in step. */
#ifndef VIEW_FACSIMILE_H
#define VIEW_FACSIMILE_H

#include "view/stage.h"

extern const struct stage_screen facsimile_screen;

/* Shows the picture that a place of kind PLACE_PICTURE names; NULL where the letter has none of
 * that number. The block and byte of the place, if it has any, are where the visitor was in the
 * text: back there leads the way back, as long as the same sheet is shown. */
void *facsimile_create(const struct stage *stage, const struct place *place, uint64_t now_ms);

/* The scan that shows what stands at a byte of the letter's block; NULL: the letter has no scans.
 */
const struct facsimile *facsimile_of(const struct letter *letter, uint32_t block, uint32_t byte);

/* A picture as the draw list wants it. */
struct mosaic_picture facsimile_picture(const struct facsimile *facsimile);

#endif
