#include "text/hit.h"

#include <string.h>

#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/grapheme.h"

/* One block in a flow; fake metrics make every character 10 px wide, every line 30 px high. */
struct stage {
    struct block block;
    struct note note;
    struct flow_text text;
    struct text_metrics metrics;
    struct flow *flow;
    struct arena *arena;
    size_t line_count;
};

static void open_stage(struct stage *stage, struct text_metrics metrics, const char *text,
                       const char *lang, const struct span *spans, size_t span_count,
                       int measure_px)
{
    *stage = (struct stage){.metrics = metrics, .arena = arena_create()};
    stage->block = (struct block){.kind = BLOCK_PARAGRAPH,
                                  .text = text,
                                  .length = (uint32_t)strlen(text),
                                  .flush = true,
                                  .lang = lang,
                                  .spans = spans,
                                  .span_count = span_count};
    stage->note = (struct note){.key = "1", .label = "1"};
    stage->text = (struct flow_text){
        .blocks = &stage->block, .block_count = 1, .notes = &stage->note, .note_count = 1};
    struct flow_sheet sheet = flow_test_sheet(measure_px);
    sheet.direction = letter_direction(lang);
    stage->flow = flow_create(&stage->metrics, &sheet, &stage->text);
    flow_extend(stage->flow, SIZE_MAX);
    (void)flow_lines(stage->flow, &stage->line_count);
}

static void close_stage(struct stage *stage)
{
    flow_destroy(stage->flow);
    arena_destroy(stage->arena);
}

static struct hit find(const struct stage *stage, int x, int y, int reach_px)
{
    struct hit hit = {.line = SIZE_MAX};
    EXPECT(hit_find(stage->flow, 0, stage->line_count, (struct point){x, y}, reach_px, &hit));
    return hit;
}

static void finds_characters_and_words(void)
{
    struct stage stage;
    open_stage(&stage, fake_metrics(), "one “two,” three", "en", NULL, 0, 110);
    EXPECT_INT(stage.line_count, 2);
    struct hit hit = find(&stage, 12, 5, 0);
    EXPECT_INT(hit.line, 0);
    EXPECT_INT(hit.start, 1);
    EXPECT_INT(hit.word_start, 0);
    EXPECT_INT(hit.word_end, 3);
    hit = find(&stage, 55, 29, 0);
    EXPECT_INT(hit.start, 7);
    EXPECT_INT(hit.word_start, 7);
    EXPECT_INT(hit.word_end, 10);
    hit = find(&stage, 500, 500, 0);
    EXPECT_INT(hit.line, 1);
    EXPECT_INT(hit.end, stage.block.length);
    hit = find(&stage, -50, -50, 0);
    EXPECT_INT(hit.line, 0);
    EXPECT_INT(hit.start, 0);
    EXPECT_INT(hit.object, HIT_NO_OBJECT);
    close_stage(&stage);
}

/* In "ab שלום cd" the Hebrew word stands turned round in its place. */
static void finds_both_directions(void)
{
    struct stage stage;
    open_stage(&stage, fake_metrics(), "ab שלום cd", "en", NULL, 0, 400);
    struct hit hit = find(&stage, 31, 5, 0);
    EXPECT_INT(hit.start, 9);
    EXPECT_INT(hit.word_start, 3);
    EXPECT_INT(hit.word_end, 11);
    EXPECT_INT(find(&stage, 69, 5, 0).start, 3);
    EXPECT_INT(find(&stage, 81, 5, 0).start, 12);
    const struct hit_rect *rects;
    if (EXPECT_INT(hit_rects(stage.flow, 0, 1, 5, stage.arena, &rects), 2)) {
        EXPECT_INT(rects[0].rect.x, 10);
        EXPECT_INT(rects[0].rect.w, 20);
        EXPECT_INT(rects[1].rect.x, 60);
        EXPECT_INT(rects[1].rect.w, 10);
    }
    EXPECT_INT(hit_rects(stage.flow, 0, 0, 14, stage.arena, &rects), 1);
    EXPECT_INT(hit_rects(stage.flow, 7, 0, 14, stage.arena, &rects), 0);
    close_stage(&stage);
}

/* Nothing set in between is text: a mark is an object, and no byte of the words is under it. */
static void finds_the_nearest_mark(void)
{
    static const struct span mark = {.kind = SPAN_NOTE, .start = 3, .end = 3, .target = "1"};
    struct stage stage;
    open_stage(&stage, fake_metrics(), "one two", "en", &mark, 1, 400);
    size_t count;
    const struct flow_object *objects = flow_objects(stage.flow, &count);
    if (EXPECT_INT(count, 1)) {
        struct rect rect = objects[0].rect;
        EXPECT_INT(find(&stage, rect.x + 1, rect.y + 1, 0).object, 0);
        EXPECT_INT(find(&stage, rect.x + rect.w + 4, rect.y + 1, 0).object, HIT_NO_OBJECT);
        EXPECT_INT(find(&stage, rect.x + rect.w + 4, rect.y + 1, 20).object, 0);
    }
    const struct hit_rect *rects;
    EXPECT_INT(hit_rects(stage.flow, 0, 0, 7, stage.arena, &rects), 1);
    close_stage(&stage);
}

/* Each character's own rectangles give it back. */
static void expect_round_trip(const struct stage *stage)
{
    const struct block *block = &stage->block;
    for (size_t at = 0, next; at < block->length; at = next) {
        next = grapheme_next(block->text, block->length, at);
        if (block->text[at] == ' ')
            continue;
        const struct hit_rect *rects;
        size_t count =
            hit_rects(stage->flow, 0, (uint32_t)at, (uint32_t)next, stage->arena, &rects);
        if (!EXPECT_INT(count, 1) || !EXPECT(rects[0].rect.w > 0))
            continue;
        struct rect rect = rects[0].rect;
        struct hit hit = find(stage, rect.x + rect.w / 2, rect.y + rect.h / 2, 0);
        EXPECT_INT(hit.line, rects[0].line);
        EXPECT(hit.start >= at && hit.end <= next);
        EXPECT(hit.word_start <= hit.start && hit.word_end >= hit.end);
    }
}

/* Ligatures, joined letters, vowel signs, marks, turned brackets, two directions in one line. */
static void finds_every_character_of_every_script(void)
{
    static const char *const texts[][2] = {
        {"en", "affinité, office: Dear Mr. President, 28 октября 1962"},
        {"ar", "السَّلامُ عليكم (١٩٦٢) no. 5 وَلِمَ لا"},
        {"he", "בְּרֵאשִׁית בָּרָא (אֱלֹהִים) 1962 Vol. 2"},
        {"syr", "ܫܠܡܐ ܥܡܟܘܢ"},
        {"el", "ἐν ἀρχῇ ἦν ὁ λόγος"},
        {"ru", "мнѣ, Россія, объ"},
        {"hy", "Բարեւ ձեզ"},
        {"ka", "გამარჯობა"},
        {"hi", "नमस्ते हिन्दी क्षत्रिय"},
        {"th", "สวัสดี ครับ น้ำ"},
    };
    struct font_list *fonts;
    struct error error;
    const char *path, *package;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error),
                    STATUS_OK))
        return;
    if (font_list_missing(fonts, 0, &path, &package)) {
        font_list_destroy(fonts);
        harness_skip("not all fonts of assets/fonts.ini are installed");
        return;
    }
    struct font_shaper *shaper = font_shaper_create(fonts);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct stage stage;
        open_stage(&stage, font_shaper_metrics(shaper), texts[i][1], texts[i][0], NULL, 0, 160);
        expect_round_trip(&stage);
        close_stage(&stage);
    }
    font_shaper_destroy(shaper);
    font_list_destroy(fonts);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds characters and words", finds_characters_and_words},
        {"finds both directions", finds_both_directions},
        {"finds the nearest mark", finds_the_nearest_mark},
        {"finds every character of every script", finds_every_character_of_every_script},
        {0},
    };
    return harness_run(cases);
}
