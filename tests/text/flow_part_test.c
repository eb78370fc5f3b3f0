/* Paragraphs that are set in parts: no step sets many lines, and what comes is one paragraph, as if
 * it had been set whole. */
#include <string.h>

#include "base/buffer.h"
#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "text/hit.h"

enum { WORDS = 7000, NOTES = 90, SPANS_MOST = 400, HYPHENS_MOST = 20000, STEP_LINES_MOST = 100 };

struct stage {
    struct arena *arena;
    struct block block;
    struct note notes[NOTES];
    struct span spans[SPANS_MOST];
    uint32_t hyphens[HYPHENS_MOST];
    struct text_metrics metrics;
    struct flow_sheet sheet;
    struct flow *flow;
    const struct flow_line *lines;
    size_t line_count;
};

static void add_span(struct stage *stage, enum span_kind kind, uint32_t start, uint32_t end,
                     const char *target)
{
    stage->spans[stage->block.span_count++] =
        (struct span){.kind = kind, .start = start, .end = end, .target = target};
}

/* Marks behind words and before spaces, names of several words, printed pages between words. */
static void add_words(struct stage *stage, struct buffer *text, const char *const *words,
                      size_t word_count)
{
    size_t notes = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        uint32_t start = (uint32_t)text->length;
        buffer_text(text, words[i % word_count]);
        uint32_t end = (uint32_t)text->length;
        if (strlen(words[i % word_count]) > 8 && stage->block.hyphen_count < HYPHENS_MOST)
            stage->hyphens[stage->block.hyphen_count++] = start + 4;
        if (i % 60 == 31)
            add_span(stage, SPAN_PERSON, start, end + 2, "k");
        if (i % 77 == 5 && notes < NOTES)
            add_span(stage, SPAN_NOTE, end, end, stage->notes[notes++].key);
        buffer_byte(text, ' ');
        if (i % 200 == 7)
            add_span(stage, SPAN_PAGE_BREAK, end + i % 2, end + i % 2, "190");
    }
}

static void prepare(struct stage *stage, struct buffer *text, const char *const *words,
                    size_t word_count)
{
    *stage = (struct stage){.arena = arena_create(), .metrics = fake_metrics()};
    for (size_t i = 0; i < NOTES; i++)
        stage->notes[i].key = stage->notes[i].label = arena_format(stage->arena, "%zu", i + 1);
    add_words(stage, text, words, word_count);
    stage->block.kind = BLOCK_PARAGRAPH;
    stage->block.text = buffer_string(text);
    stage->block.length = (uint32_t)text->length;
    stage->block.spans = stage->spans;
    stage->block.hyphens = stage->hyphens;
    stage->sheet = flow_test_sheet(500);
    stage->sheet.hyphenate = true;
}

/* Sets it step by step, each of few lines. */
static void set(struct stage *stage)
{
    struct flow_text text = {
        .blocks = &stage->block, .block_count = 1, .notes = stage->notes, .note_count = NOTES};
    stage->flow = flow_create(&stage->metrics, &stage->sheet, &text);
    bool done = false;
    while (!done) {
        size_t before = stage->line_count;
        done = flow_extend(stage->flow, before + 1);
        stage->lines = flow_lines(stage->flow, &stage->line_count);
        EXPECT(stage->line_count - before <= STEP_LINES_MOST);
    }
}

static void clear(struct stage *stage)
{
    flow_destroy(stage->flow);
    arena_destroy(stage->arena);
}

static void expect_lines(const struct stage *stage)
{
    uint32_t at = 0;
    int running = 0, bottom_px = 0;
    for (size_t i = 0; i < stage->line_count; i++) {
        const struct flow_line *line = &stage->lines[i];
        EXPECT_INT(line->start, at);
        EXPECT_INT(line->top_px, bottom_px);
        EXPECT_INT(line->first, i == 0);
        EXPECT_INT(line->last, i + 1 == stage->line_count);
        EXPECT(line->right_px <= stage->sheet.measure_px);
        EXPECT(line->last || line->right_px > stage->sheet.measure_px * 3 / 4);
        running = line->hyphenated ? running + 1 : 0;
        EXPECT(running <= (stage->sheet.setting == FLOW_JUSTIFIED ? 2 : 1));
        at = line->end;
        bottom_px = line->top_px + line->height_px;
    }
    EXPECT_INT(at, stage->block.length);
}

/* Marks and pages come once each, in their order; a name that breaks goes on where it broke. */
static void expect_objects(const struct stage *stage)
{
    size_t count, notes = 0, pages = 0, persons = 0;
    const struct flow_object *objects = flow_objects(stage->flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct flow_object *object = &objects[i];
        const struct flow_line *line = &stage->lines[object->line];
        if (object->kind != SPAN_PAGE_BREAK)
            EXPECT(object->start >= line->start && object->end <= line->end);
        if (object->kind == SPAN_NOTE)
            EXPECT_TEXT(object->label, stage->notes[notes++].label);
        pages += object->kind == SPAN_PAGE_BREAK;
        persons += object->kind == SPAN_PERSON && !object->continues;
        if (object->continues)
            EXPECT(i > 0 && object->start == line->start);
    }
    EXPECT_INT(notes, NOTES);
    EXPECT_INT(pages, (WORDS - 7 + 199) / 200);
    EXPECT_INT(persons, (WORDS - 31 + 59) / 60);
}

static const char *const english[] = {"I",     "have",       "received", "your", "letter",
                                      "and",   "considered", "it,",      "with", "considerable",
                                      "care.", "Yours",      "is"};

static void sets_words(enum flow_setting setting)
{
    struct stage stage;
    struct buffer text = {0};
    prepare(&stage, &text, english, sizeof english / sizeof *english);
    stage.sheet.setting = setting;
    set(&stage);
    expect_lines(&stage);
    expect_objects(&stage);
    clear(&stage);
    buffer_fini(&text);
}

static void sets_ragged_lines(void)
{
    sets_words(FLOW_RAGGED);
}

static void sets_justified_lines(void)
{
    sets_words(FLOW_JUSTIFIED);
}

/* A place in the middle is found without what stands behind it. */
static void goes_no_further_than_asked(void)
{
    struct stage stage;
    struct buffer text = {0};
    prepare(&stage, &text, english, sizeof english / sizeof *english);
    struct flow_text flow_text = {
        .blocks = &stage.block, .block_count = 1, .notes = stage.notes, .note_count = NOTES};
    stage.flow = flow_create(&stage.metrics, &stage.sheet, &flow_text);
    size_t line = flow_line_of(stage.flow, 0, stage.block.length / 2);
    stage.lines = flow_lines(stage.flow, &stage.line_count);
    EXPECT(stage.lines[line].start <= stage.block.length / 2);
    EXPECT(stage.lines[line].end > stage.block.length / 2);
    EXPECT(stage.line_count - line <= STEP_LINES_MOST);
    clear(&stage);
    buffer_fini(&text);
}

/* Letters without a space, as in Chinese, and one word that is far too long for a line. */
static void sets_what_has_no_spaces(void)
{
    static const char *const signs[] = {"漢字", "仮名", "，", "文"};
    for (int round = 0; round < 2; round++) {
        struct stage stage;
        struct buffer text = {0};
        prepare(&stage, &text, english, 1);
        text.length = 0;
        for (int i = 0; i < WORDS; i++)
            buffer_text(&text, round == 0 ? signs[i % 4] : "x");
        stage.block.text = buffer_string(&text);
        stage.block.length = (uint32_t)text.length;
        stage.block.span_count = stage.block.hyphen_count = 0;
        set(&stage);
        expect_lines(&stage);
        clear(&stage);
        buffer_fini(&text);
    }
}

/* An embedding that spans all parts: each line's words stand from right to left. */
static void keeps_directions(void)
{
    static const char *const words[] = {"alpha", "beta", "gamma"};
    struct stage stage;
    struct buffer text = {0};
    prepare(&stage, &text, words, 3);
    text.length = 0;
    buffer_text(&text, "\xE2\x80\xAE"); /* RLO */
    for (int i = 0; i < WORDS; i++)
        buffer_text(&text, i % 5 == 4 ? "delta " : "eta ");
    stage.block.text = buffer_string(&text);
    stage.block.length = (uint32_t)text.length;
    stage.block.span_count = stage.block.hyphen_count = 0;
    set(&stage);
    expect_lines(&stage);
    for (size_t i = 0; i < stage.line_count; i++) {
        const struct hit_rect *rects;
        const struct flow_line *line = &stage.lines[i];
        uint32_t first = line->start + (i == 0 ? 3 : 0);
        size_t count = hit_rects(stage.flow, 0, first, first + 1, stage.arena, &rects);
        if (EXPECT(count == 1) && !line->last)
            EXPECT(rects[0].rect.x > stage.sheet.measure_px / 2);
    }
    clear(&stage);
    buffer_fini(&text);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets ragged lines", sets_ragged_lines},
        {"sets justified lines", sets_justified_lines},
        {"goes no further than asked", goes_no_further_than_asked},
        {"sets what has no spaces", sets_what_has_no_spaces},
        {"keeps directions", keeps_directions},
        {0},
    };
    return harness_run(cases);
}
