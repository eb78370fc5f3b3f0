/* Punctuation that hangs: how far which sign stands out of the column, on which side, and where it
 * stays. Fake metrics make every character 10 px wide, so that shares of it are tenths of 10 px. */
#include "text/hang.h"

#include <stdio.h>
#include <string.h>

#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "text/hit.h"

enum { HANG_PX = 10 };

/* A block in lines. */
struct stage {
    struct block block;
    struct text_metrics metrics;
    struct flow_text text;
    struct flow_sheet sheet;
    struct flow *flow;
    const struct flow_line *lines;
    size_t line_count;
};

static void prepare(struct stage *stage, const char *text, const char *lang, int measure_px)
{
    *stage = (struct stage){.metrics = fake_metrics(), .sheet = flow_test_sheet(measure_px)};
    stage->block = (struct block){.kind = BLOCK_PARAGRAPH,
                                  .text = text,
                                  .length = (uint32_t)strlen(text),
                                  .flush = true,
                                  .lang = lang};
    stage->sheet.hang_px = HANG_PX;
    stage->sheet.direction = letter_direction(lang);
}

static void set(struct stage *stage)
{
    stage->text = (struct flow_text){.blocks = &stage->block, .block_count = 1};
    stage->flow = flow_create(&stage->metrics, &stage->sheet, &stage->text);
    flow_extend(stage->flow, SIZE_MAX);
    stage->lines = flow_lines(stage->flow, &stage->line_count);
}

/* Sets it, and looks how far its first line stands out at its start and its end. */
static void expect_first_line(struct stage *stage, int start_px, int end_px)
{
    set(stage);
    const struct flow_line *line = &stage->lines[0];
    int left = -line->left_px, right = line->right_px - stage->sheet.measure_px;
    bool rtl = stage->sheet.direction == DIRECTION_RTL;
    if (!EXPECT_INT(rtl ? right : left, start_px) || !EXPECT_INT(rtl ? left : right, end_px))
        printf("  %s\n", stage->block.text);
    flow_destroy(stage->flow);
}

/* The first line is as long as what does not hang of it: `measure_px`. */
static void expect(const char *text, const char *lang, int measure_px, int start_px, int end_px)
{
    struct stage stage;
    prepare(&stage, text, lang, measure_px);
    expect_first_line(&stage, start_px, end_px);
}

static void hangs_signs_of_europe(void)
{
    expect("aaaa bbb. cccc", "en", 83, 0, 7);
    expect("aaaa bbb, cccc", "en", 83, 0, 7);
    expect("aaaa bbb; cccc", "en", 85, 0, 5);
    expect("aaaa bbb! cccc", "en", 88, 0, 2);
    expect("aa-bbbb cccc", "en", 23, 0, 7);
    expect("“aa bbb” cccc", "en", 70, 5, 5);
    expect("«мы были» там", "ru", 84, 3, 3);
    expect("„aa bbb“ cccc", "de", 70, 5, 5);
    expect("και είπε· όχι", "el", 83, 0, 7);
    expect("aaaa bbb) cccc", "en", 90, 0, 0);
}

static void mirrors_signs_of_arabic_and_hebrew(void)
{
    expect("שלום רבה. שלום", "he", 83, 0, 7);
    expect("“שלום” רבה", "he", 50, 5, 5);
    expect("بيت بيت، بيت", "ar", 73, 0, 7);
    expect("بيت بيت؟ بيت", "ar", 78, 0, 2);
}

static void hangs_the_blank_half_of_signs_of_east_asia(void)
{
    expect("漢字漢字。漢字漢字", "ja", 45, 0, 5);
    expect("「漢字」漢字漢字漢字", "ja", 30, 5, 5);
    expect("漢字漢字，漢字漢字", "zh-Hans", 45, 0, 5);
    expect("漢字漢字，漢字漢字", "zh-Hant", 50, 0, 0);
}

/* A word of the other direction ends a line in reading, but not at the column's edge. */
static void leaves_what_is_not_at_the_edge(void)
{
    expect("ab שלום. שלום שלום", "en", 80, 0, 0);
    struct stage stage;
    prepare(&stage, "“aa bbb” cccc", "en", 80);
    stage.block.align = ALIGN_CENTER;
    expect_first_line(&stage, 0, 0);
    prepare(&stage, "aaaa bbb. cccc", "en", 83);
    stage.sheet.hang_px = 3;
    stage.sheet.measure_px = 87;
    expect_first_line(&stage, 0, 3);
}

static void hangs_the_hyphen_of_a_break(void)
{
    static const uint32_t hyphens[] = {7};
    struct stage stage;
    prepare(&stage, "aaa bbbbbbb cccc", "en", 73);
    stage.block.hyphens = hyphens;
    stage.block.hyphen_count = 1;
    stage.sheet.hyphenate = true;
    expect_first_line(&stage, 0, 7);
}

/* Lines are as long as the column but for what hangs, and a sign is touched where it stands. */
static void is_exact_in_justified_lines(void)
{
    static const char text[] = "“aaa bbb, cccc” dd ee, fff. “Gggg hh” iii jj; kkkk “lll mm,” nnn. "
                               "Oo ppp qq, rrr “ss tt” uu";
    for (int measure_px = 150; measure_px < 300; measure_px++) {
        struct stage stage;
        prepare(&stage, text, "en", measure_px);
        stage.sheet.setting = FLOW_JUSTIFIED;
        set(&stage);
        struct arena *arena = arena_create();
        for (size_t i = 0; i < stage.line_count; i++) {
            const struct flow_line *line = &stage.lines[i];
            const struct hit_rect *rects;
            bool quoted = memcmp(text + line->start, "“", 3) == 0;
            EXPECT_INT(line->left_px, quoted ? -5 : 0);
            size_t count = hit_rects(stage.flow, 0, line->start, line->end, arena, &rects);
            EXPECT_INT(rects[0].rect.x, line->left_px);
            uint32_t last = line->end - 1 - (text[line->end - 1] == ' ');
            int share = strchr(",.", text[last])                   ? 7
                        : text[last] == ';' || (text[last] & 0x80) ? 5
                                                                   : 0;
            if (!line->last)
                EXPECT(line->right_px == measure_px + share ||
                       line->right_px == measure_px + share - 1);
            EXPECT(rects[count - 1].rect.x + rects[count - 1].rect.w >= line->right_px);
        }
        arena_destroy(arena);
        flow_destroy(stage.flow);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"hangs signs of Europe", hangs_signs_of_europe},
        {"mirrors signs of Arabic and Hebrew", mirrors_signs_of_arabic_and_hebrew},
        {"hangs the blank half of signs of East Asia", hangs_the_blank_half_of_signs_of_east_asia},
        {"leaves what is not at the edge", leaves_what_is_not_at_the_edge},
        {"hangs the hyphen of a break", hangs_the_hyphen_of_a_break},
        {"is exact in justified lines", is_exact_in_justified_lines},
        {0},
    };
    return harness_run(cases);
}
