/* Whether a face may be set word by word. Inside src/text. */
#ifndef TEXT_FONT_SPACES_H
#define TEXT_FONT_SPACES_H

#include <hb.h>
#include <stdbool.h>

/* Whether any rule of the face, substitution or kerning, looks at the space, so that a word set by
 * itself might look otherwise than between its neighbours. */
bool font_minds_spaces(hb_font_t *font);

#endif
