/* Texts made to hurt, set with the packaged fonts, within a time limit (CTest's) and a memory
 * limit: what is not linear in the text would pass neither. */
#include <string.h>
#include <sys/resource.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "flow_dump.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/hit.h"

enum { BYTES = 100000, RANDOM_BYTES = 2000, RANDOM_LETTERS = 4, TABLE_CELLS = 2000, COLUMNS = 5 };
enum { MEMORY_KB_MOST = 1 << 20 };

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

/* Marsaglia's xorshift64; the same on every machine. */
static uint32_t next_random(uint64_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 16) % below);
}

/* Of planes 0 to 2, three in four from the first few thousand, where scripts are; spaces between.
 */
static void put_random_character(struct buffer *bytes, uint64_t *random)
{
    char character[4];
    uint32_t c = next_random(random, 6) == 0   ? ' '
                 : next_random(random, 4) != 0 ? next_random(random, 0x3100)
                                               : next_random(random, 0x30000);
    if (c != 0 && (c < 0xD800 || c > 0xDFFF))
        buffer_append(bytes, character, utf8_put(character, c));
}

/* A block of each kind, its text random, in one letter. */
static void set_random(uint64_t seed, const struct text_metrics *metrics)
{
    struct buffer bytes[BLOCK_KIND_COUNT] = {{0}};
    struct block blocks[BLOCK_KIND_COUNT];
    uint64_t random = seed * 0x9E3779B97F4A7C15u + 1;
    for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
        while (bytes[kind].length < RANDOM_BYTES)
            put_random_character(&bytes[kind], &random);
        blocks[kind] = (struct block){.kind = (enum block_kind)kind,
                                      .text = buffer_string(&bytes[kind]),
                                      .length = (uint32_t)bytes[kind].length};
    }
    blocks[BLOCK_RULE].length = 0;
    struct flow_text text = {.blocks = blocks, .block_count = BLOCK_KIND_COUNT};
    struct flow_sheet sheet = flow_test_sheet(300);
    sheet.direction = (enum direction)(seed % 2);
    struct flow *flow = flow_create(metrics, &sheet, &text);
    struct pages *pages = pages_create(flow, 600, 600);
    EXPECT(pages_extend(pages, SIZE_MAX));
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].kind == BLOCK_RULE)
            continue;
        EXPECT_INT(lines[i].start, lines[i].first ? 0 : at);
        EXPECT(!lines[i].last || lines[i].end == blocks[lines[i].block].length);
        at = lines[i].end;
    }
    pages_destroy(pages);
    flow_destroy(flow);
    for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++)
        buffer_fini(&bytes[kind]);
}

/* A table of two thousand cells, one of which is a word of 100 kB. */
static void set_large_table(const struct text_metrics *metrics)
{
    static struct block cells[TABLE_CELLS];
    static char word[BYTES];
    memset(word, 'w', sizeof word);
    for (size_t i = 0; i < TABLE_CELLS; i++)
        cells[i] = (struct block){.kind = BLOCK_TABLE_CELL,
                                  .text = word,
                                  .length = i == TABLE_CELLS / 2 ? BYTES : 3,
                                  .table = 1,
                                  .row = (uint16_t)(i / COLUMNS),
                                  .column = (uint16_t)(i % COLUMNS)};
    for (int wide = 0; wide < 2; wide++) {
        struct flow_text text = {.blocks = cells, .block_count = wide ? TABLE_CELLS : COLUMNS};
        struct flow_sheet sheet = flow_test_sheet(500);
        struct flow *flow = flow_create(metrics, &sheet, &text);
        size_t count;
        flow_extend(flow, SIZE_MAX);
        const struct flow_line *lines = flow_lines(flow, &count);
        if (EXPECT(count >= COLUMNS))
            EXPECT_INT(lines[1].tied, !wide);
        flow_destroy(flow);
    }
}

static void sets_anything(void)
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
    for (uint64_t seed = 1; seed <= RANDOM_LETTERS; seed++)
        set_random(seed, &metrics);
    set_large_table(&metrics);
    font_shaper_destroy(shaper);
    font_list_destroy(fonts);
    if (EXPECT_INT(getrusage(RUSAGE_SELF, &usage), 0))
        EXPECT(usage.ru_maxrss < MEMORY_KB_MOST);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets anything", sets_anything},
        {0},
    };
    return harness_run(cases);
}
