#include "text/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/break.h"
#include "text/compose_state.h"
#include "text/itemise.h"
#include "text/small_caps.h"

/* Subscripts by size and drop, letter-spacing by what is added: percent of the em. */
enum { SUBSCRIPT_SIZE = 62, SUBSCRIPT_DROP = 12, SPACED_TRACKING = 10 };

/* What the writer put in stands smaller and higher, as between the lines: percent of the em. */
enum { ADDED_SIZE = 80, ADDED_RISE = 22 };

/* Letters that must stand on each side of a hyphen: section 9 of the interface specification. */
enum { HYPHEN_LETTERS = 3 };

/* ---- Styles ------------------------------------------------------------------------------------
 */

static bool styles_equal(const struct text_style *a, const struct text_style *b)
{
    return a->face == b->face && a->italic == b->italic && a->bold == b->bold &&
           a->small_caps == b->small_caps && a->of_capitals == b->of_capitals &&
           a->superior == b->superior && a->lining_figures == b->lining_figures &&
           a->tabular_figures == b->tabular_figures && a->size_26_6 == b->size_26_6 &&
           a->tracking_26_6 == b->tracking_26_6 && a->lang == b->lang;
}

/* Clear has weight instead of italics (section 2). */
void compose_finish_style(struct text_style *style)
{
    if (style->face == FACE_CLEAR && style->italic) {
        style->italic = false;
        style->bold = true;
    }
}

static struct text_style current_style(const struct composer *composer, int32_t *ret_rise)
{
    const unsigned *active = composer->active;
    struct text_style style = composer->options->style;
    int32_t em = style.size_26_6;
    style.lang = composer->lang;
    style.italic = (composer->italics || active[SPAN_ITALIC]) && !active[SPAN_ROMAN];
    style.bold = style.bold || active[SPAN_BOLD];
    style.small_caps = composer->small_caps || active[SPAN_SMALL_CAPS];
    style.superior = active[SPAN_SUPERSCRIPT] > 0;
    *ret_rise = 0;
    if (active[SPAN_SUBSCRIPT]) {
        style.size_26_6 = em * SUBSCRIPT_SIZE / 100;
        *ret_rise = -em * SUBSCRIPT_DROP / 100;
    }
    if (active[SPAN_ADDED]) {
        style.size_26_6 = em * ADDED_SIZE / 100;
        *ret_rise += em * ADDED_RISE / 100;
    }
    if (active[SPAN_LETTER_SPACED])
        style.tracking_26_6 += em * SPACED_TRACKING / 100;
    compose_finish_style(&style);
    return style;
}

/* Editors' [sic] is upright, whether the source has its word in italics or not (section 9). */
static bool is_editors_sic(const struct block *block, uint32_t start, uint32_t end)
{
    return end - start == 3 && start > 0 && end < block->length &&
           memcmp(block->text + start - 1, "[sic]", 5) == 0;
}

void compose_end_run(struct set_text *text, uint32_t start, struct text_style style, int32_t rise)
{
    if (text->length == start)
        return;
    if (text->run_count > 0) {
        struct set_run *last = &text->runs[text->run_count - 1];
        if (last->rise_26_6 == rise && styles_equal(&last->style, &style)) {
            last->end = text->length;
            return;
        }
    }
    text->runs[text->run_count++] = (struct set_run){start, text->length, style, rise, .level = 0};
}

/* ---- Putting in --------------------------------------------------------------------------------
 */

void compose_put_byte(struct composer *composer, char byte, uint32_t block_at, uint8_t kind)
{
    struct set_text *text = composer->text;
    composer->bytes[text->length] = byte;
    text->block_at[text->length] = block_at;
    text->kinds[text->length] = kind;
    text->length++;
}

void compose_put_string(struct composer *composer, const char *string, uint32_t block_at)
{
    for (; *string; string++)
        compose_put_byte(composer, *string, block_at, BREAK_NONE);
}

/* Bytes of a control character at `at`, which is not shown; 0: it is none. */
static uint32_t control_length(const struct block *block, uint32_t at)
{
    unsigned char c = (unsigned char)block->text[at];
    if (c < 0x20 && c != '\n' && c != '\t')
        return 1;
    if (c == 0x7F)
        return 1;
    if (c == 0xC2 && at + 1 < block->length && (unsigned char)block->text[at + 1] < 0xA0)
        return 2;
    return 0;
}

/* What is left out leaves its break to what follows. */
static void pass_on_break(struct composer *composer, uint32_t from, uint32_t to)
{
    if (to < composer->options->end &&
        *compose_kind_at(composer, to) < *compose_kind_at(composer, from))
        *compose_kind_at(composer, to) = *compose_kind_at(composer, from);
}

static bool has_small_caps(const struct composer *composer, const struct text_style *style,
                           uint32_t start, uint32_t end)
{
    const struct block *block = composer->block;
    return small_caps_are_whole(composer->options->metrics, composer->arena, style, block->text,
                                block->length, start, end);
}

/* Marks where hyphens may be set before bytes from .. to - 1, which are put next. */
static void put_hyphens(struct composer *composer, uint32_t from, uint32_t to)
{
    const struct block *block = composer->block;
    size_t next = composer->next_hyphen;
    for (; next < block->hyphen_count && block->hyphens[next] < to; next++) {
        if (block->hyphens[next] >= from)
            composer->text->flags[composer->text->length + block->hyphens[next] - from] |=
                SET_HYPHEN;
    }
    composer->next_hyphen = next;
}

/* Whether a byte is, or may begin, a control character. */
static bool is_control_like(char byte)
{
    return (unsigned char)byte < 0x20 || byte == 0x7F || byte == '\xC2';
}

/* Copies bytes as far as they are plain; answers their end. */
static uint32_t put_plain(struct composer *composer, uint32_t start, uint32_t end)
{
    struct set_text *text = composer->text;
    const char *bytes = composer->block->text;
    uint32_t at = start;
    for (uint32_t *block_at = text->block_at + text->length;
         at < end && !is_control_like(bytes[at]); at++)
        *block_at++ = at;
    put_hyphens(composer, start, at);
    memcpy(composer->bytes + text->length, bytes + start, at - start);
    memcpy(text->kinds + text->length, compose_kind_at(composer, start), at - start);
    text->length += at - start;
    return at;
}

static void copy_text(struct composer *composer, uint32_t start, uint32_t end)
{
    const struct block *block = composer->block;
    struct set_text *text = composer->text;
    uint32_t run_start = text->length;
    for (uint32_t at = put_plain(composer, start, end); at < end;
         at = put_plain(composer, at, end)) {
        uint32_t skipped = control_length(block, at);
        put_hyphens(composer, at, at + 1);
        if (skipped > 0) {
            pass_on_break(composer, at, at + skipped);
            at += skipped;
            continue;
        }
        compose_put_byte(composer, block->text[at] == '\t' ? ' ' : block->text[at], at,
                         *compose_kind_at(composer, at));
        at++;
    }
    int32_t rise;
    struct text_style style = current_style(composer, &rise);
    style.of_capitals = style.small_caps && itemise_is_capitals(block->text, start, end);
    style.small_caps = style.small_caps && (style.of_capitals || composer->small_caps ||
                                            has_small_caps(composer, &style, start, end));
    style.italic = style.italic && itemise_has_italics(block->text, start, end);
    if (is_editors_sic(block, start, end))
        style.italic = composer->italics;
    compose_end_run(text, run_start, style, rise);
}

uint32_t compose_add_object(struct composer *composer, const struct span *span, const char *label)
{
    struct set_text *text = composer->text;
    text->objects[text->object_count] = (struct set_object){
        .kind = span->kind,
        .start = text->length,
        .end = text->length,
        .block_start = span->start,
        .block_end = span->end,
        .target = span->target,
        .label = label,
    };
    return (uint32_t)text->object_count++;
}

/* ---- Ranges ------------------------------------------------------------------------------------
 */

static bool is_stroke(enum span_kind kind)
{
    return kind == SPAN_UNDERLINE || kind == SPAN_DOUBLE_UNDERLINE || kind == SPAN_DELETED ||
           kind == SPAN_FOUND;
}

static bool is_live_range(const struct span *span)
{
    return (span->kind == SPAN_PERSON || span->kind == SPAN_TERM || span->kind == SPAN_REFERENCE) &&
           span->target;
}

/* Signs of the editors are upright, whatever they stand in. They hold to the text before them, and
 * one that opens takes over the break of what it stands before. */
static void put_sign(struct composer *composer, const char *sign, uint32_t at, bool opens)
{
    struct set_text *text = composer->text;
    uint32_t start = text->length;
    int32_t rise;
    struct text_style style = current_style(composer, &rise);
    style.italic = style.small_caps = false;
    compose_put_string(composer, sign, at);
    if (opens && at >= composer->options->start && at < composer->options->end) {
        text->kinds[start] = *compose_kind_at(composer, at);
        *compose_kind_at(composer, at) = BREAK_NONE;
    }
    compose_end_run(text, start, style, rise);
}

/* Whether the source prints a sign itself: before `at`, or from `at` on. */
static bool is_printed(const struct block *block, const char *sign, uint32_t at, bool before)
{
    size_t length = strlen(sign);
    if (before)
        return at >= length && memcmp(block->text + at - length, sign, length) == 0;
    return block->length - at >= length && memcmp(block->text + at, sign, length) == 0;
}

/* Words that editors supplied stand in brackets, those they could not be sure of before "[?]". */
static void put_opening_sign(struct composer *composer, const struct span *span)
{
    const struct block *block = composer->block;
    if (span->kind == SPAN_SUPPLIED && !is_printed(block, "[", span->start, true) &&
        !is_printed(block, "[", span->start, false))
        put_sign(composer, "[", span->start, true);
}

static void put_closing_sign(struct composer *composer, const struct span *span)
{
    const struct block *block = composer->block;
    bool bracketed =
        is_printed(block, "]", span->end, true) || is_printed(block, "]", span->end, false);
    if (span->kind == SPAN_SUPPLIED && !bracketed)
        put_sign(composer, "]", span->end, false);
    if (span->kind == SPAN_UNCLEAR && !bracketed && !is_printed(block, "[?]", span->end, false) &&
        !is_printed(block, " [?]", span->end, false))
        put_sign(composer, "[?]", span->end, false);
}

static bool is_whole_block(const struct block *block, const struct span *span)
{
    return span->start == 0 && span->end == block->length;
}

static void begin_range(struct composer *composer, size_t index)
{
    const struct span *span = &composer->spans[index];
    struct set_text *text = composer->text;
    put_opening_sign(composer, span);
    composer->active[span->kind] +=
        !(span->kind == SPAN_ADDED && is_whole_block(composer->block, span));
    if (span->kind == SPAN_FOREIGN && span->lang)
        composer->lang = span->lang;
    if (is_live_range(span) && composer->options->live) {
        composer->objects[index] = compose_add_object(composer, span, NULL);
    } else if (is_stroke(span->kind)) {
        composer->objects[index] = (uint32_t)text->stroke_count;
        text->strokes[text->stroke_count++] =
            (struct set_object){.kind = span->kind, .start = text->length};
    }
}

static void end_range(struct composer *composer, size_t index)
{
    const struct span *span = &composer->spans[index];
    uint32_t object = composer->objects[index];
    composer->active[span->kind] -=
        !(span->kind == SPAN_ADDED && is_whole_block(composer->block, span));
    put_closing_sign(composer, span);
    if (span->kind == SPAN_FOREIGN)
        composer->lang = composer->options->style.lang;
    if (object == SET_NO_OBJECT)
        return;
    struct set_object *objects =
        is_stroke(span->kind) ? composer->text->strokes : composer->text->objects;
    objects[object].end = composer->text->length;
}

/* Indices of the ranges, by their ends. */
struct range_end {
    uint32_t end, index;
};

static int compare_ends(const void *a, const void *b)
{
    const struct range_end *x = a, *y = b;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Whether a span is sound, and something of it lies in the part. */
static bool is_in_part(const struct composer *composer, const struct span *span)
{
    const struct set_options *options = composer->options;
    if (span->start > span->end || span->end > composer->block->length)
        return false;
    if (span->start == span->end)
        return span->start >= options->start && span->start <= options->end;
    return span->start < options->end && span->end > options->start;
}

static void list_spans(struct composer *composer, struct arena *arena)
{
    const struct block *block = composer->block;
    struct span *spans = arena_alloc(arena, block->span_count + 1, sizeof *spans);
    for (size_t i = 0; i < block->span_count; i++) {
        if (is_in_part(composer, &block->spans[i]))
            spans[composer->span_count++] = block->spans[i];
    }
    composer->spans = spans;
}

/* Lists the ranges by their ends; answers how many there are. */
static size_t list_ends(const struct composer *composer, struct arena *arena,
                        struct range_end **ret_ends)
{
    size_t count = 0;
    struct range_end *ends = arena_alloc(arena, composer->span_count + 1, sizeof *ends);
    for (size_t i = 0; i < composer->span_count; i++) {
        const struct span *span = &composer->spans[i];
        if (span->start < span->end)
            ends[count++] = (struct range_end){span->end, (uint32_t)i};
    }
    qsort(ends, count, sizeof *ends, compare_ends);
    *ret_ends = ends;
    return count;
}

/* Puts in what stands at a border, and begins the ranges that begin there. */
static void put_border(struct composer *composer, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (composer->spans[i].start == composer->spans[i].end)
            compose_put_in(composer, i);
    }
    for (size_t i = first; i < end; i++) {
        if (composer->spans[i].start < composer->spans[i].end)
            begin_range(composer, i);
    }
}

/* Goes through the text from border to border of spans: ranges that end, what is put in, ranges
 * that begin, and the text up to the next border. */
static void sweep(struct composer *composer, struct arena *arena)
{
    struct range_end *ends;
    size_t end_count = list_ends(composer, arena, &ends), next_start = 0, next_end = 0;
    uint32_t at = composer->options->start, end = composer->options->end;
    for (;;) {
        for (; next_end < end_count && ends[next_end].end == at; next_end++)
            end_range(composer, ends[next_end].index);
        size_t stop = next_start;
        while (stop < composer->span_count && composer->spans[stop].start <= at)
            stop++;
        put_border(composer, next_start, stop);
        next_start = stop;
        if (at == end)
            break;
        uint32_t border = end;
        if (next_end < end_count && ends[next_end].end < border)
            border = ends[next_end].end;
        if (next_start < composer->span_count && composer->spans[next_start].start < border)
            border = composer->spans[next_start].start;
        copy_text(composer, at, border);
        at = border;
    }
    for (; next_end < end_count; next_end++) /* those that go on behind the part */
        end_range(composer, ends[next_end].index);
}

/* ---- Hyphens, objects ------------------------------------------------------------------
 */

static bool is_letter_like(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000);
}

static bool has_letters_around(const struct set_text *text, uint32_t at)
{
    size_t before = at, after = at;
    for (int i = 0; i < HYPHEN_LETTERS; i++) {
        if (before == 0 || !is_letter_like(utf8_previous(text->bytes, text->length, &before)))
            return false;
        if (after == text->length || !is_letter_like(utf8_next(text->bytes, text->length, &after)))
            return false;
    }
    return true;
}

/* Before any other flag is set. */
static void check_hyphens(struct set_text *text, bool hyphenate)
{
    const uint8_t *end = text->flags + text->length;
    for (uint8_t *flag = text->flags; (flag = memchr(flag, SET_HYPHEN, (size_t)(end - flag)));
         flag++) {
        if (!hyphenate || !has_letters_around(text, (uint32_t)(flag - text->flags)))
            *flag = 0;
    }
}

/* A page begins with the word behind its break: spaces before that belong to the page before. */
static void move_page_breaks(struct set_text *text)
{
    for (size_t i = 0; i < text->object_count; i++) {
        struct set_object *object = &text->objects[i];
        if (object->kind != SPAN_PAGE_BREAK || object->start != object->end)
            continue;
        uint32_t at = object->start;
        while (at < text->length && (text->bytes[at] == ' ' || text->bytes[at] == '\n'))
            at++;
        if (at == text->length)
            continue;
        object->start = object->end = at;
        if (at > 0 && text->bytes[at - 1] == ' ')
            text->flags[at - 1] |= SET_BAR;
    }
}

static void fill_object_at(struct set_text *text, struct arena *arena)
{
    memset(text->object_at, 0xFF, text->length * sizeof *text->object_at); /* SET_NO_OBJECT */
    if (text->object_count == 0)
        return;
    uint32_t *open = arena_alloc(arena, text->object_count + 1, sizeof *open);
    size_t depth = 0, next = 0;
    for (uint32_t at = 0; at < text->length; at++) {
        for (; next < text->object_count && text->objects[next].start <= at; next++)
            open[depth++] = (uint32_t)next;
        while (depth > 0 && text->objects[open[depth - 1]].end <= at)
            depth--;
        if (depth > 0)
            text->object_at[at] = open[depth - 1];
    }
}

static void allocate(struct composer *composer, struct arena *arena, size_t room)
{
    struct set_text *text = composer->text;
    size_t span_count = composer->span_count;
    composer->bytes = arena_alloc(arena, room + 1, 1);
    text->bytes = composer->bytes;
    text->block_at = arena_alloc(arena, room + 1, sizeof *text->block_at);
    text->kinds = arena_alloc(arena, room + 1, sizeof *text->kinds);
    text->flags = arena_alloc(arena, room + 1, sizeof *text->flags);
    text->object_at = arena_alloc(arena, room + 1, sizeof *text->object_at);
    text->runs = arena_alloc(arena, 4 * span_count + 3, sizeof *text->runs);
    text->objects = arena_alloc(arena, span_count + 1, sizeof *text->objects);
    text->strokes = arena_alloc(arena, span_count + 1, sizeof *text->strokes);
}

void compose(struct set_text *text, struct arena *arena, const struct block *block,
             const struct set_options *options)
{
    struct composer composer = {.arena = arena,
                                .text = text,
                                .block = block,
                                .options = options,
                                .lang = options->style.lang};
    composer.italics =
        options->style.italic &&
        (options->style.face == FACE_CLEAR || itemise_has_italics(block->text, 0, block->length));
    composer.small_caps =
        options->style.small_caps && has_small_caps(&composer, &options->style, 0, block->length);
    list_spans(&composer, arena);
    composer.labels = arena_alloc(arena, composer.span_count + 1, sizeof *composer.labels);
    composer.objects = arena_alloc(arena, composer.span_count + 1, sizeof *composer.objects);
    for (size_t i = 0; i < composer.span_count; i++)
        composer.objects[i] = SET_NO_OBJECT;
    size_t prefix_length = options->prefix ? strlen(options->prefix) : 0;
    uint32_t length = options->end - options->start;
    allocate(&composer, arena, prefix_length + length + compose_find_labels(&composer));
    composer.kinds = arena_alloc(arena, length + 1u, 1);
    const char *part = length > 0 ? block->text + options->start : "";
    break_opportunities(part, length, composer.kinds);
    break_tailor(part, length, composer.kinds);

    text->direction = options->direction;
    if (options->prefix) {
        int32_t rise;
        compose_put_string(&composer, options->prefix, 0);
        compose_end_run(text, 0, current_style(&composer, &rise), 0);
    }
    sweep(&composer, arena);
    text->block_at[text->length] = options->end;
    text->kinds[text->length] = BREAK_MANDATORY;
    check_hyphens(text, options->hyphenate);
    move_page_breaks(text);
    fill_object_at(text, arena);
}
