#include "text/metrics.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Enough for nearly every label; longer ones take the heap. */
enum { WIDTH_GLYPHS = 128 };

static int32_t total_advance(const struct text_glyph *glyphs, size_t count)
{
    int32_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += glyphs[i].advance_26_6;
    return total;
}

int text_metrics_width_px(const struct text_metrics *metrics, const struct text_style *style,
                          const char *text)
{
    struct text_glyph few[WIDTH_GLYPHS];
    size_t length = strlen(text);
    enum direction direction = letter_direction(style->lang);
    size_t count = metrics->calls->shape(metrics->self, style, text, length, 0, length, direction,
                                         few, WIDTH_GLYPHS);
    if (count <= WIDTH_GLYPHS)
        return (total_advance(few, count) + 63) / 64;

    struct text_glyph *glyphs = memory_zeroed(count, sizeof *glyphs);
    count = metrics->calls->shape(metrics->self, style, text, length, 0, length, direction, glyphs,
                                  count);
    int width_px = (total_advance(glyphs, count) + 63) / 64;
    free(glyphs);
    return width_px;
}

int32_t text_metrics_em_for_cap_height(const struct text_metrics *metrics, enum text_face face,
                                       int32_t cap_height_26_6)
{
    const int32_t trial_26_6 = 1000 * 64;
    struct text_style style = {.face = face, .size_26_6 = trial_26_6};
    int32_t trial_cap_26_6 = metrics->calls->extents(metrics->self, &style).cap_height_26_6;
    if (trial_cap_26_6 <= 0)
        return cap_height_26_6;
    return (int32_t)((int64_t)cap_height_26_6 * trial_26_6 / trial_cap_26_6);
}
