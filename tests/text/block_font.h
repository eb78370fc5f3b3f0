/* A font of blocks, made while testing, whose pixels can be told by hand: its em is a square.
 * Glyph 1 fills the em above the baseline; glyph 2 is a bar, a quarter em wide, that begins a
 * quarter em from the left; glyph 0 is empty. */
#ifndef TEXT_BLOCK_FONT_H
#define TEXT_BLOCK_FONT_H

struct font_list;

enum { BLOCK_EMPTY, BLOCK_SQUARE, BLOCK_BAR };

/* A list of two faces: the blocks (face 0), and one whose file is not there (face 1). Destroy with
 * font_list_destroy. NULL, after a failed expectation, if it could not be made. */
struct font_list *block_font_list(void);

#endif
