#include "flow_dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "support/harness.h"

static const char *const kind_names[BLOCK_KIND_COUNT] = {
    [BLOCK_HEADING] = "heading",       [BLOCK_SOURCE_LINE] = "source-line",
    [BLOCK_LETTERHEAD] = "letterhead", [BLOCK_ADDRESS] = "address",
    [BLOCK_DATELINE] = "dateline",     [BLOCK_SALUTATION] = "salutation",
    [BLOCK_PARAGRAPH] = "paragraph",   [BLOCK_VERSE_LINE] = "verse",
    [BLOCK_LIST_HEAD] = "list-head",   [BLOCK_LIST_ITEM] = "item",
    [BLOCK_TABLE_CELL] = "cell",       [BLOCK_CLOSING] = "closing",
    [BLOCK_SIGNATURE] = "signature",   [BLOCK_POSTSCRIPT] = "postscript",
    [BLOCK_CAPTION] = "caption",       [BLOCK_RULE] = "rule",
};

static const char *const span_names[SPAN_KIND_COUNT] = {
    [SPAN_PERSON] = "person", [SPAN_TERM] = "term",       [SPAN_REFERENCE] = "reference",
    [SPAN_NOTE] = "note",     [SPAN_PAGE_BREAK] = "page",
};

static const char *const shape_names[] = {
    [SHAPE_RECT] = "rect", [SHAPE_PILL] = "pill", [SHAPE_LINE] = "line", [SHAPE_DOTS] = "dots"};

static void put_px(struct buffer *out, int32_t x_26_6)
{
    if (x_26_6 % 64 == 0)
        buffer_format(out, "%d", (int)(x_26_6 / 64));
    else
        buffer_format(out, "%.2f", x_26_6 / 64.0);
}

static bool starts_word(const struct page_glyph *glyph, const struct page_glyph *before)
{
    return before->glyph == ' ' || before->size_26_6 != glyph->size_26_6 ||
           before->y_26_6 != glyph->y_26_6 || before->ink != glyph->ink ||
           glyph->x_26_6 < before->x_26_6 || glyph->x_26_6 > before->x_26_6 + 30 * 64;
}

/* Words in visual order: "120:message". Other sizes, heights and inks are named. */
static void put_words(struct buffer *out, const struct glyph_page *page, int baseline_px)
{
    for (size_t i = 0; i < page->glyph_count; i++) {
        const struct page_glyph *glyph = &page->glyphs[i];
        if (glyph->glyph == ' ')
            continue;
        if (i == 0 || starts_word(glyph, glyph - 1)) {
            buffer_byte(out, ' ');
            put_px(out, glyph->x_26_6);
            if (glyph->y_26_6 != baseline_px * 64) {
                buffer_text(out, glyph->y_26_6 < baseline_px * 64 ? "^" : "_");
                put_px(out, abs(glyph->y_26_6 - baseline_px * 64));
            }
            if (glyph->size_26_6 != 20 * 64) {
                buffer_text(out, "/");
                put_px(out, glyph->size_26_6);
            }
            if (glyph->ink)
                buffer_format(out, "#%d", glyph->ink);
            buffer_byte(out, ':');
        }
        char bytes[4];
        buffer_append(out, bytes, utf8_put(bytes, glyph->glyph));
    }
}

static void put_rects(struct buffer *out, const struct glyph_page *page)
{
    for (size_t i = 0; i < page->rect_count; i++) {
        const struct page_rect *rect = &page->rects[i];
        buffer_format(out, "    %s %d,%d %dx%d #%d\n", shape_names[rect->shape], rect->rect.x,
                      rect->rect.y, rect->rect.w, rect->rect.h, rect->ink);
    }
}

static void put_objects(struct buffer *out, const struct flow *flow, size_t line, size_t first_line)
{
    size_t count;
    const struct flow_object *objects = flow_objects(flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct flow_object *object = &objects[i];
        if (object->line != line)
            continue;
        buffer_format(
            out, "    %s%s \"%s\" -> %s at %d,%d %dx%d bytes %u-%u%s\n", span_names[object->kind],
            flow_object_is_live(object, first_line) ? "" : " (not live)", object->label,
            object->target, object->rect.x, object->rect.y, object->rect.w, object->rect.h,
            object->start, object->end, object->continues ? " continued" : "");
    }
}

static void put_pictures(struct buffer *out, const struct flow *flow, size_t line)
{
    size_t count;
    const struct flow_picture *pictures = flow_pictures(flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct rect *rect = &pictures[i].rect;
        if (pictures[i].line == line)
            buffer_format(out, "    picture %u at %d,%d %dx%d\n", pictures[i].number, rect->x,
                          rect->y, rect->w, rect->h);
    }
}

static void put_line(struct buffer *out, const struct flow *flow, const struct flow_line *line,
                     size_t index, size_t first_line)
{
    struct glyph_page_builder *builder = glyph_page_builder_create(1, 1, 0);
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    /* One line alone is live where its page is: emit from the page's first and take this one. */
    struct glyph_page_builder *before = glyph_page_builder_create(1, 1, 0);
    flow_emit(flow, first_line, index - first_line, 0, lines[first_line].top_px, before);
    flow_emit(flow, first_line, index - first_line + 1, 0, lines[first_line].top_px, builder);
    const struct glyph_page *less = glyph_page_builder_finish(before);
    const struct glyph_page *more = glyph_page_builder_finish(builder);
    struct glyph_page own = *more;
    own.glyphs += less->glyph_count;
    own.glyph_count -= less->glyph_count;
    own.rects += less->rect_count;
    own.rect_count -= less->rect_count;

    buffer_format(out, "%4d %s %u:%u-%u x %d-%d%s%s%s%s%s:", line->top_px, kind_names[line->kind],
                  line->block, line->start, line->end, line->left_px, line->right_px,
                  line->first ? " first" : "", line->last ? " last" : "",
                  line->hyphenated ? " hyphen" : "", line->keep_with_next ? " keep" : "",
                  line->tied ? " tied" : "");
    put_words(out, &own, line->baseline_px);
    buffer_byte(out, '\n');
    put_rects(out, &own);
    put_objects(out, flow, index, first_line);
    put_pictures(out, flow, index);
    glyph_page_release(less);
    glyph_page_release(more);
}

void flow_dump(struct flow *flow, struct pages *pages, struct buffer *out)
{
    if (pages)
        pages_extend(pages, SIZE_MAX);
    flow_extend(flow, SIZE_MAX);
    size_t count, page = 0, first_line = 0;
    const struct flow_line *lines = flow_lines(flow, &count);
    for (size_t i = 0; i < count; i++) {
        if (pages && page < pages_count(pages) && pages_at(pages, page).first_line == i) {
            first_line = i;
            buffer_format(out, "page %zu\n", ++page);
        }
        put_line(out, flow, &lines[i], i, first_line);
    }
    buffer_format(out, "height %d\n", flow_height_px(flow));
}

void flow_expect_golden(const char *name, const struct buffer *got)
{
    char relative[128];
    snprintf(relative, sizeof relative, "tests/text/golden/%s.txt", name);
    size_t length = 0;
    char *expected = harness_read_file(harness_source_path(relative), &length);
    if (expected && length == got->length && memcmp(expected, got->bytes, length) == 0) {
        free(expected);
        return;
    }
    char path[1024];
    const char *build = getenv("VITRINE_BINARY_DIR");
    snprintf(path, sizeof path, "%s/golden-%s.txt", build ? build : ".", name);
    FILE *file = fopen(path, "wb");
    if (file) {
        fwrite(got->bytes, 1, got->length, file);
        fclose(file);
    }
    printf("  expected %s\n  got      %s\n", relative, path);
    EXPECT(!"differs from its golden");
    free(expected);
}

struct flow_sheet flow_test_sheet(int measure_px)
{
    return (struct flow_sheet){
        .face = FACE_BOOK,
        .em_26_6 = 20 * 64,
        .leading_px = 30,
        .measure_px = measure_px,
        .indent_26_6 = 25 * 64,
        .live = true,
        .lang = "en",
        .inks = {.text = 0, .secondary = 1, .accent = 2, .accent2 = 3, .mark_pill = 4, .rule = 5},
    };
}
