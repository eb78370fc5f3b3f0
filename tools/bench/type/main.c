/* Sets the paragraphs of the comparison of type-setting engines: prints their lines, or does what
 * is to be counted.
 *
 *   type FONTS.ini PARAGRAPHS --points
 *   type FONTS.ini PARAGRAPHS --jsonl MEASURE_EM justified|ragged hyphens|plain [hanging]
 *   type FONTS.ini PARAGRAPHS --read | --paginate TIMES | --raster TIMES | --long letter|paragraph
 *
 * --jsonl prints one object a line of text, positions in em from the column's left edge;
 * punctuation hangs only if asked for, for the other engines let none. --read does nothing with
 * what it read, --paginate cuts each letter into pages, --raster draws them too; these print how
 * many letters and pages there were. --long makes the pages of a very long letter, or of a very
 * long paragraph, one with each call of pages_extend, and then once more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "long.h"
#include "text.h"
#include "text/flow.h"
#include "text/font.h"
#include "text/pages.h"
#include "text/raster.h"

enum {
    EM_PX = 1000, /* so large that pixels do not matter */
    INDENT = 125, /* hundredths of an em */
    SCREEN_EM_PX = 32,
    SCREEN_MEASURE_EM = 26,
    SCREEN_LEADING_PX = 46,
    PAGE_LINES = 30,
    LONG_LETTER_WORDS = 18000,
    LONG_PARAGRAPH_WORDS = 7000,
    LONG_PARAGRAPH_NOTES = 90,
    HANG = 50, /* hundredths of an em, at most */
    CACHE_BYTES = 8 << 20
};

struct job {
    struct text_metrics metrics;
    struct raster *raster; /* NULL: pages are not drawn */
    const struct bench_paragraph *paragraphs;
    size_t count;
    size_t letters, pages;
};

static struct flow_sheet sheet_of(int em_px, double measure_em)
{
    return (struct flow_sheet){
        .face = FACE_BOOK,
        .em_26_6 = em_px * 64,
        .leading_px = em_px * SCREEN_LEADING_PX / SCREEN_EM_PX,
        .measure_px = (int)(measure_em * em_px + 0.5),
        .indent_26_6 = em_px * 64 * INDENT / 100,
        .hyphenate = true,
        .lang = "en",
        .inks = {.text = 1},
    };
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

/* What tells a space from a word among glyphs: those of U+0020 and U+00A0. */
struct spaces {
    struct text_glyph glyphs[2];
};

static struct spaces find_spaces(const struct text_metrics *metrics, const struct flow_sheet *sheet)
{
    static const char *const texts[2] = {" ", "\xC2\xA0"};
    struct text_style style = {.face = sheet->face, .size_26_6 = sheet->em_26_6, .lang = "en"};
    struct spaces spaces = {0};
    for (int i = 0; i < 2; i++)
        metrics->calls->shape(metrics->self, &style, texts[i], strlen(texts[i]), 0,
                              strlen(texts[i]), DIRECTION_LTR, &spaces.glyphs[i], 1);
    return spaces;
}

static bool is_space(const struct spaces *spaces, const struct page_glyph *glyph)
{
    for (int i = 0; i < 2; i++)
        if (glyph->face == spaces->glyphs[i].face && glyph->glyph == spaces->glyphs[i].glyph)
            return true;
    return false;
}

static double em_of(int32_t x_26_6)
{
    return (double)x_26_6 / (64.0 * EM_PX);
}

static void print_words(const struct glyph_page *page, const struct spaces *spaces,
                        const struct flow_line *line)
{
    bool in_word = false;
    for (size_t i = 0; i < page->glyph_count; i++) {
        bool space = is_space(spaces, &page->glyphs[i]);
        double x = em_of(page->glyphs[i].x_26_6);
        if (in_word && space)
            printf(",%.5f]", x);
        else if (!in_word && !space)
            printf("%s[%.5f", i > 0 ? "," : "", x);
        in_word = !space;
    }
    if (in_word)
        printf(",%.5f]", em_of(line->right_px * 64));
}

static void print_line(const struct job *job, const struct flow *flow, size_t index,
                       const char *head, size_t number)
{
    size_t count;
    const struct flow_line *line = &flow_lines(flow, &count)[index];
    struct flow_sheet sheet = sheet_of(EM_PX, 1);
    struct spaces spaces = find_spaces(&job->metrics, &sheet);
    struct glyph_page_builder *builder = glyph_page_builder_create(1, 1, 0);
    flow_emit(flow, index, 1, 0, 0, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    printf("{%s,\"space_em\":%.5f,\"par\":\"%s\",\"line\":%zu,\"words\":[", head,
           em_of(spaces.glyphs[0].advance_26_6), job->paragraphs[line->block - 1].name, number);
    print_words(page, &spaces, line);
    printf("],\"hyphenated\":%s,\"last\":%s}\n", line->hyphenated ? "true" : "false",
           line->last ? "true" : "false");
    glyph_page_release(page);
}

/* A paragraph stands before the first, so that all are indented. */
static struct flow *flow_of(const struct job *job, const struct flow_sheet *sheet, size_t first,
                            size_t count, struct block **ret_blocks)
{
    struct block *blocks = memory_zeroed(count + 1, sizeof *blocks);
    blocks[0] = (struct block){.kind = BLOCK_PARAGRAPH, .text = "-", .length = 1};
    for (size_t i = 0; i < count; i++)
        blocks[i + 1] = job->paragraphs[first + i].block;
    struct flow_text text = {.blocks = blocks, .block_count = count + 1};
    *ret_blocks = blocks;
    return flow_create(&job->metrics, sheet, &text);
}

static void print_lines(const struct job *job, double measure_em, bool justified, bool hyphenate,
                        bool hanging)
{
    struct flow_sheet sheet = sheet_of(EM_PX, measure_em);
    struct block *blocks;
    char head[192];
    sheet.setting = justified ? FLOW_JUSTIFIED : FLOW_RAGGED;
    sheet.hyphenate = hyphenate;
    sheet.hang_px = hanging ? EM_PX * HANG / 100 : 0;
    snprintf(head, sizeof head,
             "\"engine\":\"%s\",\"hang_em\":%g,\"measure_em\":%g,\"hyphen\":%s,"
             "\"ragged\":%s,\"indent_em\":%g",
             hanging ? "vitrine-hang" : "vitrine", hanging ? HANG / 100.0 : 0.0, measure_em,
             hyphenate ? "true" : "false", justified ? "false" : "true", INDENT / 100.0);
    struct flow *flow = flow_of(job, &sheet, 0, job->count, &blocks);
    size_t count, number = 0;
    flow_extend(flow, SIZE_MAX);
    const struct flow_line *lines = flow_lines(flow, &count);
    for (size_t i = 1; i < count; i++) {
        number = lines[i].first ? 0 : number + 1;
        print_line(job, flow, i, head, number);
    }
    flow_destroy(flow);
    free(blocks);
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void draw_page(const struct job *job, const struct flow *flow,
                      const struct flow_sheet *sheet, struct page_range range)
{
    static const uint32_t palette[] = {0xFBF7EE, 0x211C17};
    int width = sheet->measure_px, height = PAGE_LINES * sheet->leading_px;
    struct glyph_page_builder *builder = glyph_page_builder_create(width, height, 0);
    flow_emit(flow, range.first_line, range.line_count, 0, 0, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    uint32_t *pixels = memory_zeroed((size_t)width * (size_t)height, sizeof *pixels);
    struct raster_target target = {pixels, (size_t)width, {0, 0, width, height}};
    raster_draw(job->raster, page, palette, &target);
    free(pixels);
    glyph_page_release(page);
}

static void paginate(struct job *job, size_t first, size_t count)
{
    struct flow_sheet sheet = sheet_of(SCREEN_EM_PX, SCREEN_MEASURE_EM);
    struct block *blocks;
    sheet.setting = FLOW_JUSTIFIED;
    int height = PAGE_LINES * sheet.leading_px;
    struct flow *flow = flow_of(job, &sheet, first, count, &blocks);
    struct pages *pages = pages_create(flow, height, height);
    pages_extend(pages, SIZE_MAX);
    job->letters++;
    job->pages += pages_count(pages);
    for (size_t i = 0; job->raster && i < pages_count(pages); i++)
        draw_page(job, flow, &sheet, pages_at(pages, i));
    pages_destroy(pages);
    flow_destroy(flow);
    free(blocks);
}

static bool same_letter(const char *a, const char *b)
{
    size_t length = strcspn(a, ".");
    return length == strcspn(b, ".") && memcmp(a, b, length) == 0;
}

static void paginate_letters(struct job *job)
{
    for (size_t first = 0, end; first < job->count; first = end) {
        for (end = first + 1; end < job->count; end++)
            if (!same_letter(job->paragraphs[first].name, job->paragraphs[end].name))
                break;
        paginate(job, first, end - first);
    }
}

static void paginate_all(struct job *job, const char *times)
{
    for (long i = strtol(times, NULL, 10); i > 0; i--)
        paginate_letters(job);
    printf("{\"letters\":%zu,\"pages\":%zu}\n", job->letters, job->pages);
}

static void paginate_long(const struct job *job, bool one_paragraph)
{
    struct flow_sheet sheet = sheet_of(SCREEN_EM_PX, SCREEN_MEASURE_EM);
    struct arena *arena = arena_create();
    struct flow_text text =
        one_paragraph ? bench_long_paragraph(arena, job->paragraphs, job->count,
                                             LONG_PARAGRAPH_WORDS, LONG_PARAGRAPH_NOTES)
                      : bench_long_letter(arena, job->paragraphs, job->count, LONG_LETTER_WORDS);
    sheet.live = true;
    struct flow *flow = flow_create(&job->metrics, &sheet, &text);
    int height = PAGE_LINES * sheet.leading_px;
    struct pages *pages = pages_create(flow, height, height);
    while (!pages_extend(pages, pages_count(pages)))
        ;
    printf("{\"letters\":1,\"pages\":%zu}\n", pages_count(pages));
    pages_destroy(pages);
    flow_destroy(flow);
    arena_destroy(arena);
}

/* ---- The command line --------------------------------------------------------------------------
 */

static int usage(void)
{
    fputs(
        "usage: type FONTS.ini PARAGRAPHS --points | --read | --paginate TIMES | --raster TIMES |\n"
        "       --long letter|paragraph |\n"
        "       --jsonl MEASURE_EM justified|ragged hyphens|plain [hanging]\n",
        stderr);
    return 2;
}

static int run(struct job *job, struct font_list *fonts, int count, char **arguments)
{
    const char *what = count > 0 ? arguments[0] : "";
    if (strcmp(what, "--points") == 0) {
        bench_text_print_points(job->paragraphs, job->count);
    } else if (strcmp(what, "--jsonl") == 0 && (count == 4 || count == 5)) {
        print_lines(job, strtod(arguments[1], NULL), strcmp(arguments[2], "justified") == 0,
                    strcmp(arguments[3], "hyphens") == 0, count == 5);
    } else if (strcmp(what, "--long") == 0 && count == 2) {
        for (int time = 0; time < 2; time++)
            paginate_long(job, strcmp(arguments[1], "paragraph") == 0);
    } else if (strcmp(what, "--read") == 0) {
        paginate_all(job, "0");
    } else if (strcmp(what, "--paginate") == 0 && count == 2) {
        paginate_all(job, arguments[1]);
    } else if (strcmp(what, "--raster") == 0 && count == 2) {
        job->raster = raster_create(fonts, CACHE_BYTES);
        paginate_all(job, arguments[1]);
        raster_destroy(job->raster);
    } else {
        return usage();
    }
    return 0;
}

int main(int count, char **arguments)
{
    struct error error = {0};
    struct font_list *fonts = NULL;
    struct arena *arena = arena_create();
    struct bench_paragraph *paragraphs = NULL;
    struct job job = {.count = 0};
    int code = 1;
    if (count < 4)
        code = usage();
    else if (font_list_load(arguments[1], &fonts, &error) != STATUS_OK ||
             bench_text_read(arguments[2], arena, &paragraphs, &job.count, &error) != STATUS_OK)
        fprintf(stderr, "type: %s\n", error.message);
    if (paragraphs && fonts && count >= 4) {
        struct font_shaper *shaper = font_shaper_create(fonts);
        job.metrics = font_shaper_metrics(shaper);
        job.paragraphs = paragraphs;
        code = run(&job, fonts, count - 3, arguments + 3);
        font_shaper_destroy(shaper);
    }
    font_list_destroy(fonts);
    arena_destroy(arena);
    return code;
}
