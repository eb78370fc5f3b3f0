/* Texts made to hurt, set with the packaged fonts, within a time limit (CTest's) and a memory
 * limit: what is not linear in the text would pass neither. */
#include <string.h>
#include <sys/resource.h>

#include "base/buffer.h"
#include "flow_dump.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/hit.h"

enum { BYTES = 100000, MEMORY_KB_MOST = 1 << 20 };

static const char *const pieces[] = {
    "\xCC\x81",                 /* 100,000 marks */
    "\xD7\xA9\xD6\xB0",         /* one word of letters with points */
    "x",                        /* one word */
    "\xD8\xA7\xD9\x84",         /* one joined word */
    "\xE2\x81\xA7\xE2\x81\xA6", /* isolates without end */
    ("\xE2\x80\xAE"
     "a\xE2\x80\xAC"),           /* overrides that end */
    "\xE2\x80\xAB\xE2\x80\xAA",  /* embeddings without end */
    "a\xD7\xA9",                 /* two directions by turns */
    "a\xD0\x96\xCE\xB1\xD5\xA1", /* four scripts by turns */
    ("\xF3\xB0\x80\x81"
     "a"),                      /* characters no face has */
    "Q\xCC\x81\xCC\xA3",        /* marks few faces place */
    "\xE0\xA4\x95\xE0\xA5\x8D", /* one conjunct */
    "\xE4\xB8\x80",             /* no space */
    "\xE2\x80\x83\xE2\x80\x83", /* em spaces */
    "\n",
    "A ",
    "(",
    "\xEF\xB7\xBA",
};

static void set_repeated(const char *piece, size_t length, const struct text_metrics *metrics)
{
    struct buffer bytes = {0};
    buffer_text(&bytes, "a");
    while (bytes.length < length)
        buffer_text(&bytes, piece);
    struct block block = {
        .kind = BLOCK_VERSE_LINE, .text = buffer_string(&bytes), .length = (uint32_t)bytes.length};
    struct span span = {.kind = SPAN_SMALL_CAPS, .end = block.length};
    block.spans = &span;
    block.span_count = 1;
    struct flow_text text = {.blocks = &block, .block_count = 1};
    struct flow_sheet sheet = flow_test_sheet(500);
    struct flow *flow = flow_create(metrics, &sheet, &text);
    struct pages *pages = pages_create(flow, 600, 600);
    EXPECT(pages_extend(pages, SIZE_MAX));
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    if (EXPECT(count > 0))
        EXPECT_INT(lines[count - 1].end, block.length);
    struct hit hit;
    EXPECT(hit_find(flow, 0, count, (struct point){250, 300}, 10, &hit));
    pages_destroy(pages);
    flow_destroy(flow);
    buffer_fini(&bytes);
}

static void sets_anything_repeated(void)
{
    struct font_list *fonts;
    struct error error;
    struct rusage usage;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error),
                    STATUS_OK))
        return;
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        set_repeated(pieces[i], i == 0 ? 2 * BYTES : BYTES, &metrics);
    font_shaper_destroy(shaper);
    font_list_destroy(fonts);
    if (EXPECT_INT(getrusage(RUSAGE_SELF, &usage), 0))
        EXPECT(usage.ru_maxrss < MEMORY_KB_MOST);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets anything repeated", sets_anything_repeated},
        {0},
    };
    return harness_run(cases);
}
