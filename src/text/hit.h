/* Which character, word and mark stands where: for touches, for highlights, for a voice that
 * follows the words. Exact in both directions of writing: a character is a grapheme cluster, and
 * what is joined in one glyph shares its width alike. */
#ifndef TEXT_HIT_H
#define TEXT_HIT_H

#include "text/flow.h"

#define HIT_NO_OBJECT SIZE_MAX

/* What is nearest to a point. */
struct hit {
    size_t line;
    uint32_t block;
    uint32_t start, end;           /* of the character, bytes of the block's text */
    uint32_t word_start, word_end; /* of the word at it, without spaces and punctuation around it;
                                      of the character, where there is no word */
    size_t object;                 /* in flow_objects, or HIT_NO_OBJECT */
};

/* Looks among lines first_line .. first_line + line_count - 1, a page. `point` counts from the
 * flow's top left. The line is the nearest, the character the nearest on it; the object is the
 * nearest that can be touched on such a page, at most `reach_px` away. False: no line is there. */
bool hit_find(const struct flow *flow, size_t first_line, size_t line_count, struct point point,
              int reach_px, struct hit *ret_hit);

/* A rectangle as high as its line, around neighbouring characters. */
struct hit_rect {
    size_t line;
    struct rect rect; /* from the flow's top left */
};

/* Where bytes start .. end - 1 of a block stand, as far as it is set, in reading order of lines and
 * from left to right on each; the array lies in the arena. One character in part counts whole. */
size_t hit_rects(const struct flow *flow, uint32_t block, uint32_t start, uint32_t end,
                 struct arena *arena, const struct hit_rect **ret_rects);

#endif
