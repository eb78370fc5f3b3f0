#include "text/stretch.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/font_faces.h"
#include "text/itemise.h"

enum {
    SIZES_KEPT = 24,      /* hb_fonts of one face at one size; a screen of text needs about six */
    SUPERIOR_SCALE = 62,  /* percent of the em, and ... */
    SUPERIOR_LEAST = 55,  /* a face's own: percent of the cap height, 16 of 29 minutes of arc */
    SUPERIOR_RISE = 36,   /* ... above the baseline: section 2 of the interface specification */
    CAPITALS_TRACKING = 5 /* percent of the em, of capitals that should be small ones */
};

struct sized_font {
    uint16_t face;
    int32_t size_26_6;
    hb_font_t *font;
};

struct stretch_shaper {
    struct font_list *list;
    hb_buffer_t *buffer;
    struct sized_font sizes[SIZES_KEPT];
    size_t size_next;
    hb_feature_t *features; /* of the stretch in hand */
    size_t feature_count, feature_room;
};

struct stretch_shaper *stretch_shaper_create(struct font_list *list)
{
    struct stretch_shaper *shaper = memory_zeroed(1, sizeof *shaper);
    shaper->list = list;
    shaper->buffer = hb_buffer_create();
    return shaper;
}

void stretch_shaper_destroy(struct stretch_shaper *shaper)
{
    if (!shaper)
        return;
    for (size_t i = 0; i < SIZES_KEPT; i++)
        hb_font_destroy(shaper->sizes[i].font);
    free(shaper->features);
    hb_buffer_destroy(shaper->buffer);
    free(shaper);
}

/* ---- Faces and sizes ---------------------------------------------------------------------------
 */

static hb_font_t *font_at(struct stretch_shaper *shaper, uint16_t face, int32_t size_26_6)
{
    for (size_t i = 0; i < SIZES_KEPT; i++) {
        const struct sized_font *sized = &shaper->sizes[i];
        if (sized->font && sized->face == face && sized->size_26_6 == size_26_6)
            return sized->font;
    }
    struct sized_font *sized = &shaper->sizes[shaper->size_next++ % SIZES_KEPT];
    hb_font_destroy(sized->font);
    sized->face = face;
    sized->size_26_6 = size_26_6;
    sized->font = hb_font_create(font_list_face(shaper->list, face));
    hb_font_set_scale(sized->font, size_26_6, size_26_6);
    return sized->font;
}

/* ---- Extents -----------------------------------------------------------------------------------
 */

static int32_t metric_or_height(hb_font_t *font, hb_ot_metrics_tag_t tag, hb_codepoint_t sample)
{
    hb_position_t value;
    hb_glyph_extents_t extents;
    hb_codepoint_t glyph;
    if (hb_ot_metrics_get_position(font, tag, &value) && value > 0)
        return value;
    if (hb_font_get_nominal_glyph(font, sample, &glyph) &&
        hb_font_get_glyph_extents(font, glyph, &extents))
        return extents.y_bearing;
    return 0;
}

struct text_extents stretch_extents(struct stretch_shaper *shaper, uint16_t face, int32_t size_26_6)
{
    hb_font_t *font = font_at(shaper, face, size_26_6);
    hb_font_extents_t extents;
    hb_font_get_h_extents(font, &extents);
    return (struct text_extents){
        .ascent_26_6 = extents.ascender,
        .descent_26_6 = -extents.descender,
        .cap_height_26_6 = metric_or_height(font, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H'),
        .x_height_26_6 = metric_or_height(font, HB_OT_METRICS_TAG_X_HEIGHT, 'x'),
    };
}

/* ---- Shaping -----------------------------------------------------------------------------------
 */

/* What a stretch may be given besides what its style always asks for. */
enum extra { EXTRA_NONE, EXTRA_SUPERIORS, EXTRA_SMALL_CAPITALS };

static void add_feature(struct stretch_shaper *shaper, hb_feature_t feature)
{
    if (shaper->feature_count == shaper->feature_room) {
        shaper->feature_room = shaper->feature_room * 2 + 16;
        shaper->features =
            memory_resized(shaper->features, shaper->feature_room, sizeof *shaper->features);
    }
    shaper->features[shaper->feature_count++] = feature;
}

static bool is_letter_before(const char *text, size_t length, size_t at)
{
    return at > 0 && itemise_is_letter(utf8_previous(text, length, &at));
}

/* Capitals become small ones but for the first of each word. */
static void add_small_capitals(struct stretch_shaper *shaper, const struct stretch_text *text,
                               size_t start, size_t end)
{
    const hb_tag_t tag = HB_TAG('c', '2', 's', 'c');
    add_feature(shaper, (hb_feature_t){tag, 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    for (size_t at = start, next = at; at < end; at = next) {
        bool letter = itemise_is_letter(utf8_next(text->bytes, end, &next));
        if (letter && !is_letter_before(text->bytes, text->length, at))
            add_feature(shaper, (hb_feature_t){tag, 0, (unsigned)at, (unsigned)next});
    }
}

static void list_features(struct stretch_shaper *shaper, const struct text_style *style,
                          enum extra extra)
{
    const struct {
        hb_tag_t tag;
        bool wanted;
        uint32_t value;
    } wishes[] = {
        {HB_TAG('o', 'n', 'u', 'm'), !style->lining_figures && !style->superior, 1},
        {HB_TAG('l', 'n', 'u', 'm'), style->lining_figures || style->superior, 1},
        {HB_TAG('t', 'n', 'u', 'm'), style->tabular_figures, 1},
        {HB_TAG('p', 'n', 'u', 'm'), !style->tabular_figures, 1},
        {HB_TAG('s', 'm', 'c', 'p'), style->small_caps, 1},
        {HB_TAG('s', 'u', 'p', 's'), extra == EXTRA_SUPERIORS, 1},
        {HB_TAG('l', 'i', 'g', 'a'), style->tracking_26_6 != 0, 0},
    };
    shaper->feature_count = 0;
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        if (wishes[i].wanted)
            add_feature(shaper, (hb_feature_t){wishes[i].tag, wishes[i].value,
                                               HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    }
}

/* Romanian writes commas below where old texts and faces have cedillas. */
static void use_commas_below(hb_buffer_t *buffer, hb_font_t *font)
{
    unsigned count;
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        uint32_t c = infos[i].codepoint, with_comma = 0;
        hb_codepoint_t glyph;
        if (c == 0x15E || c == 0x15F)
            with_comma = c - 0x15E + 0x218;
        else if (c == 0x162 || c == 0x163)
            with_comma = c - 0x162 + 0x21A;
        if (with_comma && hb_font_get_nominal_glyph(font, with_comma, &glyph))
            infos[i].codepoint = with_comma;
    }
}

static bool is_romanian(const char *lang)
{
    return lang && strncmp(lang, "ro", 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

static void shape_buffer(struct stretch_shaper *shaper, const struct stretch_text *text,
                         hb_font_t *font, size_t start, size_t end, enum extra extra)
{
    list_features(shaper, text->style, extra);
    if (extra == EXTRA_SMALL_CAPITALS)
        add_small_capitals(shaper, text, start, end);
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, text->bytes, (int)text->length, (unsigned)start, (int)(end - start));
    if (is_romanian(text->style->lang))
        use_commas_below(buffer, font);
    hb_buffer_set_direction(buffer,
                            text->direction == DIRECTION_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, text->script);
    hb_buffer_set_language(buffer, text->style->lang
                                       ? hb_language_from_string(text->style->lang, -1)
                                       : HB_LANGUAGE_INVALID);
    hb_shape(font, buffer, shaper->features, (unsigned)shaper->feature_count);
}

static bool is_plain_glyph(hb_font_t *font, uint32_t c, hb_codepoint_t glyph)
{
    hb_codepoint_t plain;
    return hb_font_get_nominal_glyph(font, c, &plain) && plain == glyph;
}

/* Whether each character was given a superior of its own, told by every glyph being another than
 * the plain one, and the tallest is high enough to be read. */
static bool are_good_superiors(struct stretch_shaper *shaper, const struct stretch_text *text,
                               hb_font_t *font)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    int32_t tallest = 0;
    for (unsigned i = 0; i < count; i++) {
        size_t at = infos[i].cluster;
        hb_glyph_extents_t extents;
        uint32_t c = utf8_next(text->bytes, text->length, &at);
        if (is_plain_glyph(font, c, infos[i].codepoint))
            return false;
        if (hb_font_get_glyph_extents(font, infos[i].codepoint, &extents) &&
            -extents.height > tallest)
            tallest = -extents.height;
    }
    int32_t cap_height = metric_or_height(font, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H');
    return tallest * 100 >= cap_height * SUPERIOR_LEAST;
}

/* Whether each letter within a word was given a small capital. */
static bool are_small_capitals(struct stretch_shaper *shaper, const struct stretch_text *text,
                               hb_font_t *font)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        size_t at = infos[i].cluster;
        uint32_t c = utf8_next(text->bytes, text->length, &at);
        if (itemise_is_letter(c) && is_letter_before(text->bytes, text->length, infos[i].cluster) &&
            is_plain_glyph(font, c, infos[i].codepoint))
            return false;
    }
    return true;
}

static void put_glyph(struct glyph_output *output, struct text_glyph glyph)
{
    if (output->count < output->room)
        output->glyphs[output->count] = glyph;
    output->count++;
}

static void take_glyphs(struct stretch_shaper *shaper, uint16_t face, int32_t size_26_6,
                        int32_t rise_26_6, int32_t tracking_26_6, struct glyph_output *output)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaper->buffer, NULL);
    for (unsigned i = 0; i < count; i++) {
        bool cluster_ends = i + 1 == count || infos[i + 1].cluster != infos[i].cluster;
        hb_glyph_flags_t flags = hb_glyph_info_get_glyph_flags(&infos[i]);
        put_glyph(output,
                  (struct text_glyph){
                      .face = face,
                      .glyph = (uint16_t)infos[i].codepoint,
                      .cluster = infos[i].cluster,
                      .advance_26_6 = positions[i].x_advance + (cluster_ends ? tracking_26_6 : 0),
                      .dx_26_6 = positions[i].x_offset,
                      .dy_26_6 = positions[i].y_offset + rise_26_6,
                      .size_26_6 = size_26_6,
                      .bound = (flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0,
                  });
    }
}

/* Superiors are the face's own, else figures made smaller and raised. */
static void shape_superiors(struct stretch_shaper *shaper, const struct stretch_text *text,
                            const struct fallback_stretch *stretch, int32_t size_26_6,
                            struct glyph_output *output)
{
    hb_font_t *font = font_at(shaper, stretch->face, size_26_6);
    int32_t tracking_26_6 = text->style->tracking_26_6;
    shape_buffer(shaper, text, font, stretch->start, stretch->end, EXTRA_SUPERIORS);
    if (are_good_superiors(shaper, text, font)) {
        take_glyphs(shaper, stretch->face, size_26_6, 0, tracking_26_6, output);
        return;
    }
    int32_t small_26_6 = size_26_6 * SUPERIOR_SCALE / 100;
    shape_buffer(shaper, text, font_at(shaper, stretch->face, small_26_6), stretch->start,
                 stretch->end, EXTRA_NONE);
    take_glyphs(shaper, stretch->face, small_26_6, size_26_6 * SUPERIOR_RISE / 100, tracking_26_6,
                output);
}

/* Small capitals are the face's own, else capitals set apart. */
static void shape_capitals(struct stretch_shaper *shaper, const struct stretch_text *text,
                           const struct fallback_stretch *stretch, int32_t size_26_6,
                           struct glyph_output *output)
{
    hb_font_t *font = font_at(shaper, stretch->face, size_26_6);
    int32_t tracking_26_6 = text->style->tracking_26_6;
    shape_buffer(shaper, text, font, stretch->start, stretch->end, EXTRA_SMALL_CAPITALS);
    if (!are_small_capitals(shaper, text, font)) {
        shape_buffer(shaper, text, font, stretch->start, stretch->end, EXTRA_NONE);
        tracking_26_6 += size_26_6 * CAPITALS_TRACKING / 100;
    }
    take_glyphs(shaper, stretch->face, size_26_6, 0, tracking_26_6, output);
}

void stretch_shape(struct stretch_shaper *shaper, const struct stretch_text *text,
                   const struct fallback_stretch *stretch, struct glyph_output *output)
{
    const struct text_style *style = text->style;
    int32_t size_26_6 =
        style->size_26_6 * font_list_size_percent(shaper->list, stretch->face) / 100;
    if (style->superior) {
        shape_superiors(shaper, text, stretch, size_26_6, output);
    } else if (style->small_caps && style->of_capitals) {
        shape_capitals(shaper, text, stretch, size_26_6, output);
    } else {
        shape_buffer(shaper, text, font_at(shaper, stretch->face, size_26_6), stretch->start,
                     stretch->end, EXTRA_NONE);
        take_glyphs(shaper, stretch->face, size_26_6, 0, style->tracking_26_6, output);
    }
}
