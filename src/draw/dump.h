/* A frame as text, for tests: the JSON that --dump writes. tests/README.md names every field. */
#ifndef DRAW_DUMP_H
#define DRAW_DUMP_H

#include <stdint.h>

#include "base/buffer.h"
#include "draw/list.h"

/* What pixels are in front of a visitor. */
struct dump_screen {
    int px_per_mm_milli; /* thousandths: 5941 is 5.941 px a millimetre; over 0 */
    int distance_mm;     /* from eye to glass; over 0 */
};

struct dump_frame {
    const char *place; /* the state's address */
    const struct draw_list *list;
    const struct theme *theme; /* the list's */
    struct dump_screen screen;
    uint64_t now_ms; /* timers say what remains from now on */
};

/* Appends the JSON object and a line feed; the same frame gives the same bytes. Rectangles are
 * [x, y, w, h]. */
void dump_write(struct buffer *out, const struct dump_frame *frame);

/* Hundredths of a millimetre for pixels, and tenths of a minute of arc for a height in 26.6 pixels
 * seen from the distance (small angles: height / distance); rounded. */
int dump_mm_hundredths(const struct dump_screen *screen, int px);
int dump_arcmin_tenths(const struct dump_screen *screen, int32_t height_26_6);

#endif
