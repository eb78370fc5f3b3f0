#include "support/fake_metrics.h"

#include "base/utf8.h"

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || (c >= 0x64B && c <= 0x65F) ||
           c == 0x200C || c == 0x200D || c == 0x2060;
}

static struct text_glyph make_glyph(const struct text_style *style, uint32_t c, size_t cluster)
{
    int32_t size = style->superior ? style->size_26_6 * 62 / 100 : style->size_26_6;
    return (struct text_glyph){
        .glyph = (uint16_t)c,
        .cluster = (uint32_t)cluster,
        .advance_26_6 = is_mark(c) ? 0 : size / 2 + style->tracking_26_6,
        .dy_26_6 = style->superior ? style->size_26_6 * 36 / 100 : 0,
        .size_26_6 = size,
    };
}

static size_t fake_shape(void *self, const struct text_style *style, const char *text,
                         size_t length, size_t start, size_t end, enum direction direction,
                         struct text_glyph *glyphs, size_t room)
{
    (void)self;
    size_t count = 0, cluster = start;
    for (size_t at = start; at < end; count++) {
        size_t begin = at;
        uint32_t c = utf8_next(text, length, &at);
        if (!is_mark(c))
            cluster = begin;
        if (count < room)
            glyphs[count] = make_glyph(style, c, cluster);
    }
    if (direction == DIRECTION_RTL && count <= room) {
        for (size_t i = 0; i < count / 2; i++) {
            struct text_glyph glyph = glyphs[i];
            glyphs[i] = glyphs[count - 1 - i];
            glyphs[count - 1 - i] = glyph;
        }
    }
    return count;
}

static struct text_extents fake_extents(void *self, const struct text_style *style)
{
    (void)self;
    return (struct text_extents){
        .ascent_26_6 = style->size_26_6 * 80 / 100,
        .descent_26_6 = style->size_26_6 * 20 / 100,
        .cap_height_26_6 = style->size_26_6 * 66 / 100,
        .x_height_26_6 = style->size_26_6 * 45 / 100,
    };
}

struct text_metrics fake_metrics(void)
{
    static const struct text_metrics_calls calls = {fake_shape, fake_extents};
    return (struct text_metrics){.calls = &calls};
}
