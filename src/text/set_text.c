#include "text/set_text.h"

#include <string.h>

#include "text/bidi.h"
#include "text/compose.h"

/* Centres of neighbouring marks stand this far apart: percent of the em (section 9). */
enum { MARK_PITCH = 150 };

/* Added to a space for the bar of a printed page: percent of the em. */
enum { BAR_ROOM = 25 };

/* Room for glyphs of a stretch: few characters need more than one each. */
enum { GLYPH_ROOM = 8 };

/* Runs of one style are cut where the level changes. */
static void cut_runs(struct set_text *text, struct arena *arena)
{
    uint8_t *levels = arena_alloc(arena, text->length + 1u, 1);
    bidi_levels(text->bytes, text->length, text->direction, levels);
    size_t borders = 0;
    for (uint32_t i = 1; i < text->length; i++)
        borders += levels[i] != levels[i - 1];
    struct set_run *runs = arena_alloc(arena, text->run_count + borders + 1, sizeof *runs);
    size_t count = 0;
    for (size_t i = 0; i < text->run_count; i++) {
        struct set_run run = text->runs[i];
        uint32_t end = run.end;
        while (run.start < end) {
            run.level = levels[run.start];
            run.end = run.start + 1;
            while (run.end < end && levels[run.end] == run.level)
                run.end++;
            runs[count++] = run;
            run.start = run.end;
        }
    }
    text->runs = runs;
    text->run_count = count;
}

/* Room around a mark lies in its glyphs, the bar's in the space where it stands. */
static void add_room(const struct set_text *text, const struct set_run *run,
                     struct text_glyph *glyphs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t cluster = glyphs[i].cluster;
        if (cluster >= text->length)
            continue;
        if (text->flags[cluster] & SET_BAR)
            glyphs[i].advance_26_6 += run->style.size_26_6 * BAR_ROOM / 100;
        if (text->object_at[cluster] == SET_NO_OBJECT)
            continue;
        const struct set_object *object = &text->objects[text->object_at[cluster]];
        bool cluster_begins = i == 0 || glyphs[i - 1].cluster != cluster;
        bool cluster_ends = i + 1 == count || glyphs[i + 1].cluster != cluster;
        if (cluster == object->start && cluster_begins) {
            glyphs[i].dx_26_6 += object->before_26_6;
            glyphs[i].advance_26_6 += object->before_26_6;
        }
        if (cluster == object->last && cluster_ends)
            glyphs[i].advance_26_6 += object->after_26_6;
    }
}

const struct text_glyph *set_text_shape(const struct set_text *text,
                                        const struct text_metrics *metrics, struct arena *arena,
                                        const struct set_run *run, uint32_t start, uint32_t end,
                                        bool hyphen, size_t *ret_count)
{
    const char *bytes = text->bytes;
    size_t length = text->length, from = start, to = end, room = end - start + GLYPH_ROOM;
    if (hyphen) {
        char *copy = arena_alloc(arena, end - start + 2u, 1);
        memcpy(copy, bytes + start, end - start);
        copy[end - start] = '-';
        bytes = copy;
        from = 0;
        to = length = end - start + 1u;
    }
    enum direction direction = run->level % 2 ? DIRECTION_RTL : DIRECTION_LTR;
    struct text_glyph *glyphs = NULL;
    size_t count;
    for (;;) {
        glyphs = arena_alloc(arena, room, sizeof *glyphs);
        count = metrics->calls->shape(metrics->self, &run->style, bytes, length, from, to,
                                      direction, glyphs, room);
        if (count <= room)
            break;
        room = count;
    }
    for (size_t i = 0; hyphen && i < count; i++)
        glyphs[i].cluster += start;
    add_room(text, run, glyphs, count);
    *ret_count = count;
    return glyphs;
}

/* Adds what a run advances to each cluster's first byte. Line ends of the source are no glyphs. */
static void measure_run(struct set_text *text, const struct text_metrics *metrics,
                        struct arena *arena, const struct set_run *run)
{
    for (uint32_t start = run->start; start < run->end;) {
        const char *feed = memchr(text->bytes + start, '\n', run->end - start);
        uint32_t end = feed ? (uint32_t)(feed - text->bytes) : run->end;
        size_t count;
        const struct text_glyph *glyphs =
            set_text_shape(text, metrics, arena, run, start, end, false, &count);
        for (size_t i = 0; i < count; i++)
            text->x_26_6[glyphs[i].cluster + 1] += glyphs[i].advance_26_6;
        start = feed ? end + 1 : end;
    }
}

static int32_t sum_advances(const struct set_text *text, const struct set_object *object)
{
    int64_t sum = 0;
    for (uint32_t i = object->start; i < object->end; i++)
        sum += text->x_26_6[i + 1];
    return (int32_t)sum;
}

/* While x_26_6 holds single advances still. */
static void space_marks(struct set_text *text, int32_t em_26_6)
{
    for (size_t i = 0; i + 1 < text->object_count; i++) {
        struct set_object *mark = &text->objects[i];
        const struct set_object *next = &text->objects[i + 1];
        if (mark->kind != SPAN_NOTE || next->kind != SPAN_NOTE || mark->end != next->start)
            continue;
        int32_t apart_26_6 = (sum_advances(text, mark) + sum_advances(text, next)) / 2;
        int32_t extra_26_6 = em_26_6 * MARK_PITCH / 100 - apart_26_6;
        if (extra_26_6 <= 0)
            continue;
        mark->after_26_6 += extra_26_6;
        text->x_26_6[mark->last + 1] += extra_26_6;
    }
}

struct set_text *set_text_create(struct arena *arena, const struct block *block,
                                 const struct set_options *options)
{
    struct set_text *text = arena_alloc(arena, 1, sizeof *text);
    compose(text, arena, block, options);
    cut_runs(text, arena);
    text->x_26_6 = arena_alloc(arena, text->length + 2u, sizeof *text->x_26_6);
    for (size_t i = 0; i < text->run_count; i++)
        measure_run(text, options->metrics, arena, &text->runs[i]);
    space_marks(text, options->mark_em_26_6);
    for (uint32_t i = 0; i < text->length; i++)
        text->x_26_6[i + 1] += text->x_26_6[i];
    return text;
}

size_t set_text_find_run(const struct set_text *text, uint32_t at)
{
    size_t low = 0, high = text->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->runs[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
