#include "import/prose.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void prose_init(struct prose *prose, struct arena *arena)
{
    *prose = (struct prose){.arena = arena};
}

void prose_fini(struct prose *prose)
{
    buffer_fini(&prose->text);
    free(prose->blocks);
    free(prose->spans);
    free(prose->pages);
    *prose = (struct prose){0};
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* ---- Spans -------------------------------------------------------------------------------------
 */

static void add_span(struct prose *prose, struct span span)
{
    if (prose->span_count == prose->span_room) {
        prose->span_room = prose->span_room ? 2 * prose->span_room : 32;
        prose->spans = memory_resized(prose->spans, prose->span_room, sizeof *prose->spans);
    }
    prose->spans[prose->span_count++] = span;
}

static bool comes_after(const struct span *a, const struct span *b)
{
    if (a->start != b->start)
        return a->start > b->start;
    if (a->end != b->end)
        return a->end < b->end;
    return a->kind > b->kind;
}

/* By insertion: spans come nearly sorted, and marks at one place must keep their order. */
static void sort_spans(struct span *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct span span = spans[i];
        size_t at = i;
        for (; at > 0 && comes_after(&spans[at - 1], &span); at--)
            spans[at] = spans[at - 1];
        spans[at] = span;
    }
}

static void set_spans(struct arena *arena, struct block *block, const struct span *spans,
                      size_t count)
{
    struct span *copy = arena_alloc(arena, count ? count : 1, sizeof *copy);
    if (count)
        memcpy(copy, spans, count * sizeof *copy);
    sort_spans(copy, count);
    block->spans = copy;
    block->span_count = count;
}

static uint32_t here(const struct prose *prose)
{
    return (uint32_t)prose->text.length;
}

static void end_range(struct prose *prose, struct prose_range *range)
{
    if (range->started && range->kind != PROSE_RANGE_ONLY && range->start < here(prose))
        add_span(prose, (struct span){.kind = (enum span_kind)range->kind,
                                      .start = range->start,
                                      .end = here(prose),
                                      .target = range->target,
                                      .lang = range->lang});
    range->started = false;
}

void prose_begin(struct prose *prose, unsigned kind, const char *target, const char *lang)
{
    if (prose->range_count == PROSE_RANGES_MAX) {
        prose->too_long = true;
        return;
    }
    prose->ranges[prose->range_count++] =
        (struct prose_range){.kind = kind, .target = target, .lang = lang};
}

void prose_end(struct prose *prose, const char **ret_text)
{
    if (ret_text)
        *ret_text = NULL;
    if (prose->range_count == 0)
        return;
    struct prose_range *range = &prose->ranges[--prose->range_count];
    if (ret_text && range->started)
        *ret_text =
            arena_copy(prose->arena, prose->text.bytes + range->start, here(prose) - range->start);
    end_range(prose, range);
}

/* ---- Words -------------------------------------------------------------------------------------
 */

static bool is_any_of(uint32_t code_point, const uint32_t *set)
{
    while (*set && *set != code_point)
        set++;
    return *set != 0;
}

/* Punctuation that never has a word's space before it. */
static bool closes(uint32_t code_point)
{
    static const uint32_t set[] = {',', '.', ';', ':', '!',    '?',    ')',
                                   ']', '}', '"', '%', 0x201d, 0x2019, 0};
    return is_any_of(code_point, set);
}

/* Signs after which a word goes on. */
static bool opens(uint32_t code_point)
{
    static const uint32_t set[] = {'(',    '[',    '{', '-',    0x2010, 0x2011,
                                   0x2013, 0x2014, '/', 0x201c, 0x2018, 0};
    return is_any_of(code_point, set);
}

static bool is_dash(uint32_t code_point)
{
    return code_point >= 0x2010 && code_point <= 0x2015;
}

/* Whether two words meet at a page break that has no white space. */
static bool page_parts_words(const struct prose *prose, const char *bytes, size_t length)
{
    size_t before = prose->text.length, after = 0;
    uint32_t last = utf8_previous(prose->text.bytes, prose->text.length, &before);
    uint32_t next = utf8_next(bytes, length, &after);
    return !opens(last) && !closes(next) && !is_dash(next);
}

/* White space before a mark parts the mark from its word; punctuation behind the mark needs none.
 */
static bool gap_closes_up(const struct prose *prose, const char *bytes, size_t length)
{
    size_t after = 0;
    return prose->gap_is_before_mark && closes(utf8_next(bytes, length, &after));
}

/* Stops and commas that a source set out in lines has on a line of their own. */
static bool gap_is_set_out(const struct prose *prose, const char *bytes, size_t length)
{
    static const uint32_t stops[] = {',', '.', ';',    ':',    '!',    '?',
                                     ')', ']', 0x060c, 0x061b, 0x061f, 0};
    size_t after = 0;
    uint32_t next = utf8_next(bytes, length, &after);
    bool ellipsis = next == '.' && length > 1 && bytes[1] == '.';
    return prose->gap_is_layout && !ellipsis && is_any_of(next, stops);
}

static void put_gap(struct prose *prose, const char *bytes, size_t length)
{
    enum prose_gap gap = here(prose) ? prose->gap : GAP_NONE;
    prose->gap = GAP_NONE;
    if (gap == GAP_BREAK)
        buffer_byte(&prose->text, '\n');
    else if (gap == GAP_PAGE ? page_parts_words(prose, bytes, length)
                             : gap == GAP_SPACE && !gap_closes_up(prose, bytes, length) &&
                                   !gap_is_set_out(prose, bytes, length))
        buffer_byte(&prose->text, ' ');
    prose->gap_is_before_mark = false;
}

static void put_pages(struct prose *prose)
{
    for (size_t i = 0; i < prose->page_count; i++)
        add_span(prose, (struct span){.kind = SPAN_PAGE_BREAK,
                                      .start = here(prose),
                                      .end = here(prose),
                                      .target = prose->pages[i]});
    prose->page_count = 0;
}

static void put_word(struct prose *prose, const char *bytes, size_t length)
{
    if (prose->text.length + length + 1 > BLOCK_TEXT_MAX) {
        prose->too_long = true;
        return;
    }
    put_gap(prose, bytes, length);
    put_pages(prose);
    for (size_t i = prose->range_count; i > 0 && !prose->ranges[i - 1].started; i--) {
        prose->ranges[i - 1].started = true;
        prose->ranges[i - 1].start = here(prose);
    }
    buffer_append(&prose->text, bytes, length);
}

bool prose_is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_space(bytes[i]))
            return false;
    return true;
}

/* A run of white space; answers its length. `first`: a tag stands before it. */
static size_t put_space(struct prose *prose, const char *bytes, size_t length, bool first)
{
    size_t size = 0;
    bool line_end = false;
    for (; size < length && is_space(bytes[size]); size++)
        line_end |= bytes[size] == '\n';
    bool layout = line_end && (first || size == length);
    prose->gap_is_layout = layout && (prose->gap < GAP_SPACE || prose->gap_is_layout);
    prose->gap = prose->gap < GAP_SPACE ? GAP_SPACE : prose->gap;
    prose->gap_is_before_mark = false;
    return size;
}

void prose_text(struct prose *prose, const char *bytes, size_t length)
{
    static const struct block paragraph = {.kind = BLOCK_PARAGRAPH};
    for (size_t at = 0; at < length;) {
        size_t end = at;
        if (is_space(bytes[at])) {
            at += put_space(prose, bytes + at, length - at, at == 0);
            continue;
        }
        while (end < length && !is_space(bytes[end]))
            end++;
        if (!prose->open)
            prose_open(prose, &paragraph);
        put_word(prose, bytes + at, end - at);
        at = end;
    }
}

void prose_break(struct prose *prose)
{
    prose->gap = GAP_BREAK;
}

/* ---- Marks -------------------------------------------------------------------------------------
 */

void prose_add_span(struct prose *prose, struct block *block, struct span span)
{
    struct span *spans = memory_zeroed(block->span_count + 1, sizeof *spans);
    if (block->span_count)
        memcpy(spans, block->spans, block->span_count * sizeof *spans);
    spans[block->span_count] = span;
    set_spans(prose->arena, block, spans, block->span_count + 1);
    free(spans);
}

void prose_note(struct prose *prose, const char *target)
{
    static const struct block paragraph = {.kind = BLOCK_PARAGRAPH};
    struct span mark = {.kind = SPAN_NOTE, .target = target};
    struct block *last = prose_last(prose);
    if (!prose->open && last) {
        mark.start = mark.end = last->length;
        prose_add_span(prose, last, mark);
        return;
    }
    if (!prose->open)
        prose_open(prose, &paragraph);
    mark.start = mark.end = here(prose);
    prose->gap_is_before_mark = true;
    add_span(prose, mark);
}

void prose_picture(struct prose *prose, const char *target)
{
    add_span(prose,
             (struct span){
                 .kind = SPAN_PICTURE, .start = here(prose), .end = here(prose), .target = target});
}

void prose_page(struct prose *prose, const char *label, bool joins)
{
    if (prose->page_count == prose->page_room) {
        prose->page_room = prose->page_room ? 2 * prose->page_room : 4;
        prose->pages = memory_resized(prose->pages, prose->page_room, sizeof *prose->pages);
    }
    prose->pages[prose->page_count++] = label;
    if (!joins && prose->gap == GAP_NONE)
        prose->gap = GAP_PAGE;
}

/* ---- Blocks ------------------------------------------------------------------------------------
 */

struct block *prose_last(struct prose *prose)
{
    return prose->block_count ? &prose->blocks[prose->block_count - 1] : NULL;
}

void prose_open(struct prose *prose, const struct block *like)
{
    prose_close(prose);
    prose->like = *like;
    prose->open = true;
    prose->gap_is_before_mark = false;
}

static struct block *append_block(struct prose *prose)
{
    if (prose->block_count == prose->block_room) {
        prose->block_room = prose->block_room ? 2 * prose->block_room : 32;
        prose->blocks = memory_resized(prose->blocks, prose->block_room, sizeof *prose->blocks);
    }
    return &prose->blocks[prose->block_count++];
}

static bool is_picture_alone(const struct prose *prose)
{
    return here(prose) == 0 && prose->span_count > 0 && prose->like.kind == BLOCK_PARAGRAPH &&
           prose->spans[0].kind == SPAN_PICTURE;
}

/* Each picture of a block without words stands above a caption of its own. */
static void put_pictures(struct prose *prose)
{
    for (size_t i = 0; i < prose->span_count; i++) {
        struct block *block = append_block(prose);
        *block = prose->like;
        block->kind = BLOCK_CAPTION;
        block->text = "";
        set_spans(prose->arena, block, &prose->spans[i], 1);
    }
}

void prose_close(struct prose *prose)
{
    prose->gap = GAP_NONE;
    if (!prose->open)
        return;
    for (size_t i = 0; i < prose->range_count; i++)
        end_range(prose, &prose->ranges[i]);
    if (here(prose))
        put_pages(prose);
    if (is_picture_alone(prose))
        put_pictures(prose);
    else if (here(prose) || prose->span_count || prose->like.kind == BLOCK_RULE) {
        struct block *block = append_block(prose);
        *block = prose->like;
        block->text = arena_copy(prose->arena, buffer_string(&prose->text), here(prose));
        block->length = here(prose);
        set_spans(prose->arena, block, prose->spans, prose->span_count);
    }
    prose->open = false;
    prose->span_count = 0;
    buffer_cut(&prose->text, 0);
}

const struct block *prose_finish(struct prose *prose, size_t *ret_count)
{
    prose_close(prose);
    struct block *last = prose_last(prose);
    for (size_t i = 0; last && i < prose->page_count; i++)
        prose_add_span(prose, last,
                       (struct span){.kind = SPAN_PAGE_BREAK,
                                     .start = last->length,
                                     .end = last->length,
                                     .target = prose->pages[i]});
    prose->page_count = 0;
    struct block *blocks =
        arena_alloc(prose->arena, prose->block_count ? prose->block_count : 1, sizeof *blocks);
    if (prose->blocks)
        memcpy(blocks, prose->blocks, prose->block_count * sizeof *blocks);
    *ret_count = prose->block_count;
    return blocks;
}

void prose_cut(struct prose *prose, struct block *block, uint32_t length)
{
    struct span *spans = arena_alloc(prose->arena, block->span_count + 1, sizeof *spans);
    size_t count = 0;
    for (size_t i = 0; i < block->span_count; i++) {
        struct span span = block->spans[i];
        bool mark = span.start == span.end;
        span.start = span.start > length ? span.start - length : 0;
        span.end = span.end > length ? span.end - length : 0;
        if (mark || span.end > span.start)
            spans[count++] = span;
    }
    set_spans(prose->arena, block, spans, count);
    block->text += length;
    block->length -= length;
}
