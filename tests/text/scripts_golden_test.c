/* A specimen of each script with the packaged fonts: joining, points, brackets that turn round,
 * numbers, two directions in a line, marks on their letters, forms of a language. The pictures are
 * those of FreeType 2.12, HarfBuzz 6.0 and the fonts of Debian 12; each was looked at, enlarged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "support/harness.h"
#include "support/picture.h"
#include "text/flow.h"
#include "text/font.h"
#include "text/raster.h"

enum { W = 560, MARGIN = 16, EM_PX = 28, CACHE_BYTES = 1 << 20, HEIGHT_MOST = 400 };

enum { INK_PAGE, INK_TEXT, INK_ACCENT, INK_PILL };

static const uint32_t palette[] = {0xfff9ec, 0x2b2118, 0x7c1d1a, 0xf3e2ae};

struct specimen {
    const char *name, *lang, *text;
    const char *italic; /* words of the text to set in italics; NULL: none */
};

static const struct specimen specimens[] = {
    {"arabic", "ar", "السَّلَامُ عَلَيْكُمْ، في ٢٨ أكتوبر ١٩٦٢ (رقم ٥) قرأت Vol. 3 (1886) ثم «نظرت».", NULL},
    {"hebrew", "he", "בְּרֵאשִׁית בָּרָא אֱלֹהִים (אֵת הַשָּׁמַיִם) · 1962, ראה Vol. 2, p. 14.", NULL},
    {"syriac", "syr", "ܫܠܳܡܳܐ ܥܰܡܟ݂ܽܘܢ ܐܰܚܰܝ̈ ܘܚܰܒܺܝ̈ܒܶܐ (1962).", NULL},
    {"greek", "el", "ἐν ἀρχῇ ἦν ὁ λόγος, καὶ πρὸς τὸν θεόν· ῥᾷον ᾧ ΐ ΰ 1962.", NULL},
    {"cyrillic", "ru", "Милостивый государь! мнѣ, Россія, объявленіе, Ѳеодоръ, мѵро 1907.", "мнѣ"},
    {"serbian", "sr", "Шта је готово, пишите: бгдпт.", "готово, пишите: бгдпт."},
    {"romanian", "ro", "Mulţumesc, ştiinţă și Ţara Şerban ș ț.", "ştiinţă"},
    {"turkish", "tr", "İstanbul: ışık, fikir, affı, İĞÜŞÇÖ.", "fikir"},
    {"polish", "pl", "Żółć, gęślą jaźń; ŃĆÓŚŹ.", NULL},
    {"armenian", "hy", "Բարեւ ձեզ, սիրելի բարեկամ։ 1962", NULL},
    {"georgian", "ka", "გამარჯობა, ჩემო მეგობარო! 1962", NULL},
    {"devanagari", "hi", "नमस्ते, क्षत्रिय हिन्दी में लिखा पत्र। श्री ज्ञान र्क १९६२", NULL},
    {"thai", "th", "สวัสดีครับ ขอบคุณ น้ำใจ ที่นี่ ปู่ ผู้ใหญ่ กตัญญู ฐานะ", NULL},
    {"marks", "en",
     "e\xCC\x8A a\xCC\x84\xCC\x80 x\xCC\x82 s\xCC\xA3\xCC\x87 q\xCC\x83 "
     "Ngo\xCC\xA3\xCC\x81"
     "c i\xCC\x8B g\xCC\x88.",
     NULL},
};

static struct flow_sheet make_sheet(const struct specimen *specimen)
{
    return (struct flow_sheet){
        .face = FACE_BOOK,
        .em_26_6 = EM_PX * 64,
        .leading_px = EM_PX * 145 / 100,
        .measure_px = W - 2 * MARGIN,
        .lang = specimen->lang,
        .direction = letter_direction(specimen->lang),
        .inks = {INK_TEXT, INK_TEXT, INK_ACCENT, INK_ACCENT, INK_PILL, INK_PILL, INK_TEXT,
                 INK_PAGE},
    };
}

static void draw(struct flow *flow, struct font_list *fonts, const char *name)
{
    char golden[128];
    size_t count;
    (void)flow_lines(flow, &count);
    int height = flow_height_px(flow) + MARGIN;
    if (!EXPECT(height <= HEIGHT_MOST))
        return;
    struct glyph_page_builder *builder = glyph_page_builder_create(W, height, INK_PAGE);
    flow_emit(flow, 0, count, MARGIN, MARGIN / 2, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    struct raster *raster = raster_create(fonts, CACHE_BYTES);
    uint32_t *pixels = memory_zeroed((size_t)W * (size_t)height, sizeof *pixels);
    raster_draw(raster, page, palette, &(struct raster_target){pixels, W, {0, 0, W, height}});
    snprintf(golden, sizeof golden, "tests/text/scripts/%s.png", name);
    EXPECT(picture_is_golden((struct picture){pixels, W, height, W}, golden, 1));
    free(pixels);
    raster_destroy(raster);
    glyph_page_release(page);
}

static void set(const struct specimen *specimen, struct font_list *fonts)
{
    struct span italic = {.kind = SPAN_ITALIC};
    struct block block = {.kind = BLOCK_PARAGRAPH,
                          .text = specimen->text,
                          .length = (uint32_t)strlen(specimen->text),
                          .spans = &italic,
                          .span_count = specimen->italic != NULL};
    if (specimen->italic) {
        italic.start = (uint32_t)(strstr(block.text, specimen->italic) - block.text);
        italic.end = italic.start + (uint32_t)strlen(specimen->italic);
    }
    struct flow_text text = {.blocks = &block, .block_count = 1};
    struct flow_sheet sheet = make_sheet(specimen);
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    flow_extend(flow, SIZE_MAX);
    draw(flow, fonts, specimen->name);
    flow_destroy(flow);
    font_shaper_destroy(shaper);
}

static void sets_every_script(void)
{
    struct font_list *fonts;
    struct error error;
    const char *path, *package;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error),
                    STATUS_OK))
        return;
    if (font_list_missing(fonts, 0, &path, &package)) {
        font_list_destroy(fonts);
        harness_skip("the fonts of assets/fonts.ini are not all installed");
        return;
    }
    for (size_t i = 0; i < sizeof specimens / sizeof *specimens; i++)
        set(&specimens[i], fonts);
    font_list_destroy(fonts);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets every script", sets_every_script},
        {0},
    };
    return harness_run(cases);
}
