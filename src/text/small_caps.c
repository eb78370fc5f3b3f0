#include "text/small_caps.h"

#include "base/utf8.h"
#include "text/itemise.h"

/* Shaped from left to right, so that clusters rise. */
struct shaped {
    struct text_glyph *glyphs;
    size_t count;
};

static struct shaped shape(const struct text_metrics *metrics, struct arena *arena,
                           const struct text_style *style, const char *text, size_t length,
                           size_t start, size_t end)
{
    size_t room = 2 * (end - start) + 16;
    struct shaped shaped = {.glyphs = arena_alloc(arena, room, sizeof *shaped.glyphs)};
    size_t count = metrics->calls->shape(metrics->self, style, text, length, start, end,
                                         DIRECTION_LTR, shaped.glyphs, room);
    shaped.count = count < room ? count : room;
    return shaped;
}

/* The first glyph of a cluster at or behind `*at`; NULL: it begins none. */
static const struct text_glyph *find_cluster(const struct shaped *shaped, uint32_t cluster,
                                             size_t *at)
{
    while (*at < shaped->count && shaped->glyphs[*at].cluster < cluster)
        ++*at;
    bool found = *at < shaped->count && shaped->glyphs[*at].cluster == cluster;
    return found ? &shaped->glyphs[*at] : NULL;
}

/* Greek drops its accents in capitals, which no feature does: it stays as it is. */
static bool is_greek(uint32_t c)
{
    return (c >= 0x370 && c <= 0x3FF) || (c >= 0x1F00 && c <= 0x1FFF);
}

bool small_caps_are_whole(const struct text_metrics *metrics, struct arena *arena,
                          const struct text_style *style, const char *text, size_t length,
                          size_t start, size_t end)
{
    struct text_style plain_style = *style, caps_style = *style;
    plain_style.small_caps = plain_style.of_capitals = caps_style.of_capitals = false;
    caps_style.small_caps = true;
    struct shaped plain = shape(metrics, arena, &plain_style, text, length, start, end);
    struct shaped caps = shape(metrics, arena, &caps_style, text, length, start, end);
    size_t next = 0;
    for (size_t i = 0; i < caps.count; i++) {
        const struct text_glyph *glyph = &caps.glyphs[i];
        size_t at = glyph->cluster;
        uint32_t c = utf8_next(text, length, &at);
        if (!itemise_is_small(c))
            continue;
        if (is_greek(c))
            return false;
        const struct text_glyph *other = find_cluster(&plain, glyph->cluster, &next);
        if (other && other->glyph == glyph->glyph && other->face == glyph->face)
            return false;
    }
    return true;
}
