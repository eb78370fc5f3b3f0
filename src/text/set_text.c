#include "text/set_text.h"

#include <string.h>

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/compose.h"
#include "text/itemise.h"

/* Centres of neighbouring marks stand this far apart: percent of the em (section 9). */
enum { MARK_PITCH = 150 };

/* Added to a space for the bar of a printed page: percent of the em. */
enum { BAR_ROOM = 25 };

/* Room for glyphs of a stretch: few characters need more than one each. */
enum { GLYPH_ROOM = 8 };

/* Faces that a run of italics may be set in: as many as the list has slanted ones of a book. */
enum { ITALIC_FACES = 3 };

static bool is_put_in(const struct set_object *object)
{
    return object->kind == SPAN_NOTE || object->kind == SPAN_PAGE_BREAK ||
           object->kind == SPAN_PICTURE;
}

/* What the block has open where its part begins. */
static struct bidi_open find_open(const struct block *block, const struct set_options *options)
{
    struct bidi_open open;
    if (options->start == 0 || !bidi_has_controls(block->text, options->start) ||
        !bidi_open_at(block->text, block->length, options->start, &open))
        open.length = 0;
    return open;
}

/* What is put in, be it a mark's figure, has no part in the order of the text around it, and runs
 * from left to right: an isolate (UAX #9), which is to the outside as neutral as "!". */
static void find_levels(const struct set_text *text, struct arena *arena,
                        const struct bidi_open *open, uint8_t *levels)
{
    size_t before = open->length;
    char *bytes = arena_alloc(arena, before + text->length + 1u, 1);
    uint8_t *all = arena_alloc(arena, before + text->length + 1u, 1);
    memcpy(bytes, open->bytes, before);
    memcpy(bytes + before, text->bytes, text->length);
    for (size_t i = 0; i < text->object_count; i++) {
        const struct set_object *object = &text->objects[i];
        if (is_put_in(object))
            memset(bytes + before + object->start, '!', object->end - object->start);
    }
    bidi_levels(bytes, before + text->length, text->direction, all);
    memcpy(levels, all + before, text->length);
    for (size_t i = 0; i < text->object_count; i++) {
        const struct set_object *object = &text->objects[i];
        if (!is_put_in(object))
            continue;
        for (uint32_t at = object->start; at < object->end; at++)
            levels[at] = (uint8_t)(levels[at] + levels[at] % 2);
    }
}

/* Runs of one style are cut where the level changes. */
static void cut_runs(struct set_text *text, struct arena *arena, const struct bidi_open *open)
{
    uint8_t *levels = arena_alloc(arena, text->length + 1u, 1);
    find_levels(text, arena, open, levels);
    if (text->length == 0 || memcmp(levels, levels + 1, text->length - 1u) == 0) {
        for (size_t i = 0; i < text->run_count; i++)
            text->runs[i].level = levels[0];
        return;
    }
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

/* Room around a mark lies in its glyphs, the bar's in the space where it stands; the space that
 * stands for a picture is as wide as its box. */
static void add_room(const struct set_text *text, const struct set_run *run,
                     struct text_glyph *glyphs, size_t count)
{
    for (size_t i = 0; text->object_count > 0 && i < count; i++) {
        uint32_t cluster = glyphs[i].cluster;
        if (cluster >= text->length)
            continue;
        if (text->flags[cluster] & SET_BAR)
            glyphs[i].advance_26_6 += run->style.size_26_6 * BAR_ROOM / 100;
        if (text->object_at[cluster] == SET_NO_OBJECT)
            continue;
        const struct set_object *object = &text->objects[text->object_at[cluster]];
        if (object->picture)
            glyphs[i].advance_26_6 =
                object->box_w_26_6 + 2 * object->box_h_26_6 * SET_PICTURE_ROOM / 100;
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

static enum direction run_direction(const struct set_run *run)
{
    return run->level % 2 ? DIRECTION_RTL : DIRECTION_LTR;
}

/* ---- Measuring ---------------------------------------------------------------------------------
 */

/* Puts the glyphs of a part of a run behind those of the text. */
static void put_glyphs(struct set_text *text, const struct text_metrics *metrics,
                       struct arena *arena, const struct set_run *run, uint32_t start, uint32_t end)
{
    for (;;) {
        struct text_glyph *glyphs = text->glyphs == NULL ? NULL : text->glyphs + text->glyph_count;
        size_t room = text->glyph_room - text->glyph_count;
        size_t count = metrics->calls->shape(metrics->self, &run->style, text->bytes, text->length,
                                             start, end, run_direction(run), glyphs, room);
        if (count <= room) {
            text->glyph_count += count;
            add_room(text, run, glyphs, count);
            return;
        }
        text->glyph_room = 2 * text->glyph_room + count;
        struct text_glyph *grown = arena_alloc_unset(arena, text->glyph_room, sizeof *grown);
        if (text->glyphs)
            memcpy(grown, text->glyphs, text->glyph_count * sizeof *grown);
        text->glyphs = grown;
    }
}

/* Puts the glyphs of a run. Line ends of the source are no glyphs. */
static void put_run(struct set_text *text, const struct text_metrics *metrics, struct arena *arena,
                    struct set_run *run)
{
    run->first_glyph = text->glyph_count;
    for (uint32_t start = run->start; start < run->end;) {
        const char *feed = memchr(text->bytes + start, '\n', run->end - start);
        uint32_t end = feed ? (uint32_t)(feed - text->bytes) : run->end;
        put_glyphs(text, metrics, arena, run, start, end);
        start = feed ? end + 1 : end;
    }
    run->end_glyph = text->glyph_count;
}

static bool is_slanted_letter(const struct set_text *text, size_t at)
{
    size_t end = at;
    return itemise_is_letter(utf8_next(text->bytes, text->length, &end)) &&
           itemise_has_italics(text->bytes, at, end);
}

/* Whether the letters of a run of italics, but for scripts without italics, are of one face. */
static bool is_of_one_face(const struct set_text *text, const struct set_run *run)
{
    const struct text_glyph *letter = NULL;
    for (size_t i = run->first_glyph; i < run->end_glyph; i++) {
        const struct text_glyph *glyph = &text->glyphs[i];
        if ((letter && glyph->face == letter->face) || !is_slanted_letter(text, glyph->cluster))
            continue;
        if (letter)
            return false;
        letter = glyph;
    }
    return true;
}

/* Italics differ so much from face to face that words of another one look like patches: where the
 * first face lacks a letter of a run, a later one that has them all sets the whole run. */
static void choose_face(struct set_text *text, const struct text_metrics *metrics,
                        struct arena *arena, struct set_run *run)
{
    while (!is_of_one_face(text, run)) {
        run->style.first_face = (uint8_t)((run->style.first_face + 1) % ITALIC_FACES);
        text->glyph_count = run->first_glyph;
        put_run(text, metrics, arena, run);
        if (run->style.first_face == 0)
            return;
    }
}

/* Adds what a run advances to each cluster's first byte. */
static void measure_run(struct set_text *text, const struct text_metrics *metrics,
                        struct arena *arena, struct set_run *run)
{
    put_run(text, metrics, arena, run);
    if (run->style.italic)
        choose_face(text, metrics, arena, run);
    for (size_t i = run->first_glyph; i < run->end_glyph; i++)
        text->x_26_6[text->glyphs[i].cluster + 1] += text->glyphs[i].advance_26_6;
}

static int32_t sum_advances(const struct set_text *text, const struct set_object *object)
{
    int64_t sum = 0;
    for (uint32_t i = object->start; i < object->end; i++)
        sum += text->x_26_6[i + 1];
    return (int32_t)sum;
}

/* Adds to the advance of the glyph that ends a mark. */
static void widen_mark(struct set_text *text, const struct set_object *mark, int32_t extra_26_6)
{
    const struct set_run *run = &text->runs[set_text_find_run(text, mark->last)];
    for (size_t i = run->end_glyph; i-- > run->first_glyph;) {
        if (text->glyphs[i].cluster == mark->last) {
            text->glyphs[i].advance_26_6 += extra_26_6;
            return;
        }
    }
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
        widen_mark(text, mark, extra_26_6);
    }
}

struct set_text *set_text_create(struct arena *arena, const struct block *block,
                                 const struct set_options *options)
{
    struct set_text *text = arena_alloc(arena, 1, sizeof *text);
    compose(text, arena, block, options);
    struct bidi_open open = find_open(block, options);
    cut_runs(text, arena, &open);
    text->x_26_6 = arena_alloc(arena, text->length + 2u, sizeof *text->x_26_6);
    text->glyph_room = text->length + GLYPH_ROOM;
    text->glyphs = arena_alloc_unset(arena, text->glyph_room, sizeof *text->glyphs);
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

/* ---- Glyphs of a line --------------------------------------------------------------------------
 */

static struct set_glyphs shape(const struct set_text *text, const struct text_metrics *metrics,
                               struct arena *arena, const struct set_run *run, uint32_t start,
                               uint32_t end, bool hyphen)
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
    struct text_glyph *glyphs = NULL;
    size_t count;
    for (;;) {
        glyphs = arena_alloc_unset(arena, room, sizeof *glyphs);
        count = metrics->calls->shape(metrics->self, &run->style, bytes, length, from, to,
                                      run_direction(run), glyphs, room);
        if (count <= room)
            break;
        room = count;
    }
    for (size_t i = 0; hyphen && i < count; i++)
        glyphs[i].cluster += start;
    add_room(text, run, glyphs, count);
    return (struct set_glyphs){glyphs, count};
}

/* The first glyph of a run from left to right that belongs to byte `at` or a later one. */
static size_t find_glyph(const struct set_text *text, const struct set_run *run, uint32_t at)
{
    size_t low = run->first_glyph, high = run->end_glyph;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->glyphs[middle].cluster < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the run looks the same if it is parted before a glyph. */
static bool may_part(const struct set_text *text, const struct set_run *run, size_t glyph)
{
    if (glyph == run->first_glyph || glyph == run->end_glyph)
        return true;
    const struct text_glyph *glyphs = text->glyphs;
    return !glyphs[glyph].bound && glyphs[glyph].cluster != glyphs[glyph - 1].cluster;
}

static uint32_t byte_of(const struct set_text *text, const struct set_run *run, size_t glyph)
{
    return glyph < run->end_glyph ? text->glyphs[glyph].cluster : run->end;
}

/* Where words meet: no word is then shaped in part that could be shaped whole. */
static bool may_part_words(const struct set_text *text, const struct set_run *run, size_t glyph)
{
    uint32_t at = byte_of(text, run, glyph);
    bool border =
        at == run->end || at == run->start || text->bytes[at] == ' ' || text->bytes[at - 1] == ' ';
    return border && may_part(text, run, glyph);
}

static bool may_part_at(const struct set_text *text, const struct set_run *run, size_t glyph,
                        uint32_t at)
{
    bool is_there = byte_of(text, run, glyph) == at || text->bytes[at] == '\n';
    return is_there && may_part(text, run, glyph);
}

/* Of runs from left to right, which are most by far, only words parted at the ends are shaped
 * again, and the one before a hyphen. */
size_t set_text_glyphs(const struct set_text *text, const struct text_metrics *metrics,
                       struct arena *arena, const struct set_run *run, uint32_t start, uint32_t end,
                       bool hyphen, struct set_glyphs ret_pieces[SET_PIECES_MOST])
{
    size_t first = find_glyph(text, run, start), behind = find_glyph(text, run, end), count = 0;
    if (!may_part_at(text, run, first, start)) {
        while (first < behind && !may_part_words(text, run, first))
            first++;
    }
    if (hyphen || !may_part_at(text, run, behind, end)) {
        while (behind > first &&
               !(byte_of(text, run, behind) < end && may_part_words(text, run, behind)))
            behind--;
    }
    if (run_direction(run) == DIRECTION_RTL || first >= behind) {
        ret_pieces[0] = shape(text, metrics, arena, run, start, end, hyphen);
        return 1;
    }
    uint32_t kept_start = byte_of(text, run, first), kept_end = byte_of(text, run, behind);
    if (start < kept_start)
        ret_pieces[count++] = shape(text, metrics, arena, run, start, kept_start, false);
    ret_pieces[count++] = (struct set_glyphs){text->glyphs + first, behind - first};
    if (kept_end < end)
        ret_pieces[count++] = shape(text, metrics, arena, run, kept_end, end, hyphen);
    return count;
}
