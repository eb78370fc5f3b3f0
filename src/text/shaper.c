/* Text metrics by HarfBuzz. A piece of text is cut into scripts, each script into stretches of
 * words that one face can set, and each stretch is shaped whole; word by word, and each word but
 * once, where script and face let a word look the same whatever stands beyond its spaces. */
#include <hb-ot.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/fallback.h"
#include "text/font_faces.h"
#include "text/itemise.h"
#include "text/word_cache.h"

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

struct font_shaper {
    struct font_list *list;
    hb_buffer_t *buffer;
    struct sized_font sizes[SIZES_KEPT];
    size_t size_next;
    struct fallback *fallback;
    struct word_cache *words;
    hb_feature_t *features; /* of the stretch in hand */
    size_t feature_count, feature_room;
};

/* Where glyphs go; `count` goes on past `room`. */
struct output {
    struct text_glyph *glyphs;
    size_t count, room;
};

/* What is to be shaped. */
struct job {
    const struct text_style *style;
    const char *text;
    size_t length;
    enum direction direction;
    hb_script_t script;
    const struct fallback_chain *chain;
    bool by_words;
    struct word_look look; /* if by words */
};

/* ---- Faces and sizes ---------------------------------------------------------------------------
 */

static hb_font_t *font_at(struct font_shaper *shaper, uint16_t face, int32_t size_26_6)
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

static struct text_extents shaper_extents(void *self, const struct text_style *style)
{
    struct font_shaper *shaper = self;
    uint16_t face;
    const struct fallback_chain *chain = fallback_chain(shaper->fallback, style, HB_SCRIPT_LATIN);
    if (!fallback_first_face(shaper->fallback, chain, &face))
        return (struct text_extents){0};
    hb_font_t *font = font_at(shaper, face, style->size_26_6);
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

static void add_feature(struct font_shaper *shaper, hb_feature_t feature)
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
static void add_small_capitals(struct font_shaper *shaper, const struct job *job, size_t start,
                               size_t end)
{
    const hb_tag_t tag = HB_TAG('c', '2', 's', 'c');
    add_feature(shaper, (hb_feature_t){tag, 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    for (size_t at = start, next = at; at < end; at = next) {
        bool letter = itemise_is_letter(utf8_next(job->text, end, &next));
        if (letter && !is_letter_before(job->text, job->length, at))
            add_feature(shaper, (hb_feature_t){tag, 0, (unsigned)at, (unsigned)next});
    }
}

static void list_features(struct font_shaper *shaper, const struct text_style *style,
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

static void shape_buffer(struct font_shaper *shaper, const struct job *job, hb_font_t *font,
                         size_t start, size_t end, enum extra extra)
{
    list_features(shaper, job->style, extra);
    if (extra == EXTRA_SMALL_CAPITALS)
        add_small_capitals(shaper, job, start, end);
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, job->text, (int)job->length, (unsigned)start, (int)(end - start));
    if (is_romanian(job->style->lang))
        use_commas_below(buffer, font);
    hb_buffer_set_direction(buffer,
                            job->direction == DIRECTION_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, job->script);
    hb_buffer_set_language(buffer, job->style->lang ? hb_language_from_string(job->style->lang, -1)
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
static bool are_good_superiors(struct font_shaper *shaper, const struct job *job, hb_font_t *font)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    int32_t tallest = 0;
    for (unsigned i = 0; i < count; i++) {
        size_t at = infos[i].cluster;
        hb_glyph_extents_t extents;
        uint32_t c = utf8_next(job->text, job->length, &at);
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
static bool are_small_capitals(struct font_shaper *shaper, const struct job *job, hb_font_t *font)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        size_t at = infos[i].cluster;
        uint32_t c = utf8_next(job->text, job->length, &at);
        if (itemise_is_letter(c) && is_letter_before(job->text, job->length, infos[i].cluster) &&
            is_plain_glyph(font, c, infos[i].codepoint))
            return false;
    }
    return true;
}

static void put_glyph(struct output *output, struct text_glyph glyph)
{
    if (output->count < output->room)
        output->glyphs[output->count] = glyph;
    output->count++;
}

static void take_glyphs(struct font_shaper *shaper, uint16_t face, int32_t size_26_6,
                        int32_t rise_26_6, int32_t tracking_26_6, struct output *output)
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
static void shape_superiors(struct font_shaper *shaper, const struct job *job,
                            const struct fallback_stretch *stretch, int32_t size_26_6,
                            struct output *output)
{
    hb_font_t *font = font_at(shaper, stretch->face, size_26_6);
    int32_t tracking_26_6 = job->style->tracking_26_6;
    shape_buffer(shaper, job, font, stretch->start, stretch->end, EXTRA_SUPERIORS);
    if (are_good_superiors(shaper, job, font)) {
        take_glyphs(shaper, stretch->face, size_26_6, 0, tracking_26_6, output);
        return;
    }
    int32_t small_26_6 = size_26_6 * SUPERIOR_SCALE / 100;
    shape_buffer(shaper, job, font_at(shaper, stretch->face, small_26_6), stretch->start,
                 stretch->end, EXTRA_NONE);
    take_glyphs(shaper, stretch->face, small_26_6, size_26_6 * SUPERIOR_RISE / 100, tracking_26_6,
                output);
}

/* Small capitals are the face's own, else capitals set apart. */
static void shape_capitals(struct font_shaper *shaper, const struct job *job,
                           const struct fallback_stretch *stretch, int32_t size_26_6,
                           struct output *output)
{
    hb_font_t *font = font_at(shaper, stretch->face, size_26_6);
    int32_t tracking_26_6 = job->style->tracking_26_6;
    shape_buffer(shaper, job, font, stretch->start, stretch->end, EXTRA_SMALL_CAPITALS);
    if (!are_small_capitals(shaper, job, font)) {
        shape_buffer(shaper, job, font, stretch->start, stretch->end, EXTRA_NONE);
        tracking_26_6 += size_26_6 * CAPITALS_TRACKING / 100;
    }
    take_glyphs(shaper, stretch->face, size_26_6, 0, tracking_26_6, output);
}

static void shape_stretch(struct font_shaper *shaper, const struct job *job,
                          const struct fallback_stretch *stretch, struct output *output)
{
    const struct text_style *style = job->style;
    int32_t size_26_6 =
        style->size_26_6 * font_list_size_percent(shaper->list, stretch->face) / 100;
    if (style->superior) {
        shape_superiors(shaper, job, stretch, size_26_6, output);
    } else if (style->small_caps && style->of_capitals) {
        shape_capitals(shaper, job, stretch, size_26_6, output);
    } else {
        shape_buffer(shaper, job, font_at(shaper, stretch->face, size_26_6), stretch->start,
                     stretch->end, EXTRA_NONE);
        take_glyphs(shaper, stretch->face, size_26_6, 0, style->tracking_26_6, output);
    }
}

/* ---- Words -------------------------------------------------------------------------------------
 */

/* In these scripts nothing reaches over a space but a face's own rules. */
static bool is_set_by_words(const struct job *job)
{
    bool simple = job->script == HB_SCRIPT_LATIN || job->script == HB_SCRIPT_CYRILLIC ||
                  job->script == HB_SCRIPT_GREEK || job->script == HB_SCRIPT_COMMON;
    return simple && job->direction == DIRECTION_LTR && !job->style->superior &&
           !job->style->of_capitals;
}

static struct word_look look_of(const struct job *job)
{
    const struct text_style *style = job->style;
    struct word_look look;
    memset(&look, 0, sizeof look);
    look.lang = style->lang ? hb_language_from_string(style->lang, -1) : NULL;
    look.script = job->script;
    look.size_26_6 = style->size_26_6;
    look.tracking_26_6 = style->tracking_26_6;
    look.face = (uint8_t)style->face;
    look.slant = (uint8_t)(style->italic | style->bold << 1);
    look.features =
        (uint8_t)(style->small_caps | style->lining_figures << 1 | style->tabular_figures << 2);
    return look;
}

/* Whether what stands behind a space is no mark that would stand upon it, told by its first bytes:
 * ASCII, the letters of Latin-1, Greek and Cyrillic, and dashes and quotation marks. */
static bool begins_word(const char *text, size_t at, size_t end)
{
    unsigned char first = (unsigned char)text[at];
    if (first == 0xE2)
        return at + 2 < end && (unsigned char)text[at + 1] == 0x80 &&
               (unsigned char)text[at + 2] >= 0x90 && (unsigned char)text[at + 2] <= 0xA6;
    return first < 0x80 || first == 0xC2 || first == 0xC3 || first == 0xCE || first == 0xCF ||
           first == 0xD0 || first == 0xD1;
}

/* End of the word or the space at `start`; 0: it cannot be set by itself. */
static size_t word_end(const struct job *job, size_t start, size_t end)
{
    size_t most = end - start < WORD_BYTES_MAX ? end - start : WORD_BYTES_MAX;
    if (job->text[start] == ' ')
        return start + 1 == end || begins_word(job->text, start + 1, end) ? start + 1 : 0;
    const char *space = memchr(job->text + start, ' ', most);
    if (space)
        return (size_t)(space - job->text);
    return start + most == end ? end : 0;
}

/* Shapes a word that is not kept yet, and keeps it; NULL: it cannot be set by itself. */
static const struct text_glyph *shape_word(struct font_shaper *shaper, const struct job *job,
                                           size_t start, size_t end, size_t *ret_count)
{
    struct text_glyph glyphs[WORD_GLYPHS_MAX];
    struct output output = {.glyphs = glyphs, .room = WORD_GLYPHS_MAX};
    struct fallback_stretch stretch;
    if (!fallback_next(shaper->fallback, job->chain, job->text, start, end, &stretch) ||
        stretch.end != end || fallback_minds_spaces(shaper->fallback, stretch.face))
        return NULL;
    shape_stretch(shaper, job, &stretch, &output);
    if (output.count == 0 || output.count > output.room)
        return NULL;
    for (size_t i = 0; i < output.count; i++)
        glyphs[i].cluster -= (uint32_t)start;
    const char *word = job->text + start;
    word_cache_put(shaper->words, &job->look, word, end - start, glyphs, output.count);
    return word_cache_find(shaper->words, &job->look, word, end - start, ret_count);
}

/* Puts the word at `start`; answers its end, or `start` where it cannot be set by itself. */
static size_t put_word(struct font_shaper *shaper, const struct job *job, size_t start, size_t end,
                       struct output *output)
{
    size_t behind = word_end(job, start, end), count;
    if (behind == 0)
        return start;
    const struct text_glyph *glyphs =
        word_cache_find(shaper->words, &job->look, job->text + start, behind - start, &count);
    if (!glyphs)
        glyphs = shape_word(shaper, job, start, behind, &count);
    if (!glyphs)
        return start;
    for (size_t i = 0; i < count; i++) {
        struct text_glyph glyph = glyphs[i];
        glyph.cluster += (uint32_t)start;
        put_glyph(output, glyph);
    }
    return behind;
}

static size_t put_words(struct font_shaper *shaper, const struct job *job, size_t start, size_t end,
                        struct output *output)
{
    while (start < end) {
        size_t behind = put_word(shaper, job, start, end, output);
        if (behind == start)
            break;
        start = behind;
    }
    return start;
}

/* Stretches come in reading order; from right to left the later ones stand before the earlier. */
static void shape_script(struct font_shaper *shaper, const struct job *job, size_t start,
                         size_t end, struct output *output)
{
    struct fallback_stretch *stretches = NULL, stretch;
    size_t count = 0, room = 0;
    for (;;) {
        if (job->by_words)
            start = put_words(shaper, job, start, end, output);
        if (start == end ||
            !fallback_next(shaper->fallback, job->chain, job->text, start, end, &stretch))
            break;
        start = stretch.end;
        if (job->direction == DIRECTION_LTR) {
            shape_stretch(shaper, job, &stretch, output);
            continue;
        }
        if (count == room) {
            room = room * 2 + 8;
            stretches = memory_resized(stretches, room, sizeof *stretches);
        }
        stretches[count++] = stretch;
    }
    for (; count > 0; count--)
        shape_stretch(shaper, job, &stretches[count - 1], output);
    free(stretches);
}

static void rotate(struct text_glyph *glyphs, size_t first, size_t count)
{
    struct text_glyph *copy = memory_zeroed(count, sizeof *copy);
    memcpy(copy, glyphs + first, (count - first) * sizeof *copy);
    memcpy(copy + (count - first), glyphs, first * sizeof *copy);
    memcpy(glyphs, copy, count * sizeof *copy);
    free(copy);
}

static size_t shaper_shape(void *self, const struct text_style *style, const char *text,
                           size_t length, size_t start, size_t end, enum direction direction,
                           struct text_glyph *glyphs, size_t room)
{
    struct font_shaper *shaper = self;
    struct job job = {.style = style, .text = text, .length = length, .direction = direction};
    struct output output = {.glyphs = glyphs, .room = room};
    while (start < end) {
        size_t before = output.count;
        size_t run_end = itemise_script(text, start, end, &job.script);
        job.chain = fallback_chain(shaper->fallback, style, job.script);
        job.by_words = is_set_by_words(&job);
        if (job.by_words)
            job.look = look_of(&job);
        shape_script(shaper, &job, start, run_end, &output);
        if (direction == DIRECTION_RTL && before > 0 && output.count <= room)
            rotate(glyphs, before, output.count);
        start = run_end;
    }
    return output.count;
}

/* ---- The shaper --------------------------------------------------------------------------------
 */

struct font_shaper *font_shaper_create(struct font_list *list)
{
    struct font_shaper *shaper = memory_zeroed(1, sizeof *shaper);
    shaper->list = list;
    shaper->buffer = hb_buffer_create();
    shaper->fallback = fallback_create(list);
    shaper->words = word_cache_create();
    return shaper;
}

void font_shaper_destroy(struct font_shaper *shaper)
{
    if (!shaper)
        return;
    for (size_t i = 0; i < SIZES_KEPT; i++)
        hb_font_destroy(shaper->sizes[i].font);
    fallback_destroy(shaper->fallback);
    word_cache_destroy(shaper->words);
    free(shaper->features);
    hb_buffer_destroy(shaper->buffer);
    free(shaper);
}

struct text_metrics font_shaper_metrics(struct font_shaper *shaper)
{
    static const struct text_metrics_calls calls = {shaper_shape, shaper_extents};
    return (struct text_metrics){.calls = &calls, .self = shaper};
}
