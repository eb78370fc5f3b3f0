/* Whether text can be set in small capitals at all: a face that has some but not those of each
 * letter would mix the two. Inside src/text. */
#ifndef TEXT_SMALL_CAPS_H
#define TEXT_SMALL_CAPS_H

#include "base/arena.h"
#include "text/metrics.h"

/* Whether every small letter of text[start..end) has a small capital in the faces of `style`, told
 * by the feature giving it another glyph; never for Greek. Work lies in `arena`. */
bool small_caps_are_whole(const struct text_metrics *metrics, struct arena *arena,
                          const struct text_style *style, const char *text, size_t length,
                          size_t start, size_t end);

#endif
