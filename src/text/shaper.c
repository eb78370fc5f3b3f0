/* Text metrics by HarfBuzz. A piece of text is cut into scripts, each script into stretches of
 * words that one face can set, and each stretch is shaped whole; word by word, and each word but
 * once, where script and face let a word look the same whatever stands beyond its spaces. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/fallback.h"
#include "text/itemise.h"
#include "text/stretch.h"
#include "text/word_shaper.h"

struct font_shaper {
    struct fallback *fallback;
    struct stretch_shaper *stretches;
    struct word_shaper *words;
};

/* What of a text is in one script. */
struct job {
    struct stretch_text text;
    const struct fallback_chain *chain;
};

static struct text_extents shaper_extents(void *self, const struct text_style *style)
{
    struct font_shaper *shaper = self;
    uint16_t face;
    const struct fallback_chain *chain = fallback_chain(shaper->fallback, style, HB_SCRIPT_LATIN);
    if (!fallback_first_face(shaper->fallback, chain, &face))
        return (struct text_extents){0};
    return stretch_extents(shaper->stretches, face, style->size_26_6);
}

static void shape_forwards(struct font_shaper *shaper, const struct job *job, size_t start,
                           size_t end, struct glyph_output *output)
{
    struct fallback_stretch stretch;
    bool by_words = word_shaper_begin(shaper->words, &job->text, job->chain);
    for (;;) {
        if (by_words)
            start = word_shaper_put(shaper->words, start, end, output);
        if (start == end ||
            !fallback_next(shaper->fallback, job->chain, job->text.bytes, start, end, &stretch))
            return;
        stretch_shape(shaper->stretches, &job->text, &stretch, output);
        start = stretch.end;
    }
}

/* Stretches come in reading order, so the later ones stand before the earlier. */
static void shape_backwards(struct font_shaper *shaper, const struct job *job, size_t start,
                            size_t end, struct glyph_output *output)
{
    struct fallback_stretch *stretches = NULL, stretch;
    size_t count = 0, room = 0;
    while (start < end &&
           fallback_next(shaper->fallback, job->chain, job->text.bytes, start, end, &stretch)) {
        if (count == room) {
            room = room * 2 + 8;
            stretches = memory_resized(stretches, room, sizeof *stretches);
        }
        stretches[count++] = stretch;
        start = stretch.end;
    }
    for (; count > 0; count--)
        stretch_shape(shaper->stretches, &job->text, &stretches[count - 1], output);
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
    struct job job = {.text = {style, text, length, direction, HB_SCRIPT_COMMON}};
    struct glyph_output output = {.glyphs = glyphs, .room = room};
    while (start < end) {
        size_t before = output.count;
        size_t run_end = itemise_script(text, start, end, &job.text.script);
        job.chain = fallback_chain(shaper->fallback, style, job.text.script);
        if (direction == DIRECTION_LTR) {
            shape_forwards(shaper, &job, start, run_end, &output);
        } else {
            shape_backwards(shaper, &job, start, run_end, &output);
            if (before > 0 && output.count <= room)
                rotate(glyphs, before, output.count);
        }
        start = run_end;
    }
    return output.count;
}

struct font_shaper *font_shaper_create(struct font_list *list)
{
    struct font_shaper *shaper = memory_zeroed(1, sizeof *shaper);
    shaper->fallback = fallback_create(list);
    shaper->stretches = stretch_shaper_create(list);
    shaper->words = word_shaper_create(shaper->fallback, shaper->stretches);
    return shaper;
}

void font_shaper_destroy(struct font_shaper *shaper)
{
    if (!shaper)
        return;
    word_shaper_destroy(shaper->words);
    stretch_shaper_destroy(shaper->stretches);
    fallback_destroy(shaper->fallback);
    free(shaper);
}

struct text_metrics font_shaper_metrics(struct font_shaper *shaper)
{
    static const struct text_metrics_calls calls = {shaper_shape, shaper_extents};
    return (struct text_metrics){.calls = &calls, .self = shaper};
}
