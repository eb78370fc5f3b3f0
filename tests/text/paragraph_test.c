/* The rules that no price may buy off as long as bearable lines keep them: seen from outside, over
 * many measures. */
#include "text/paragraph.h"

#include <string.h>

#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"

static const char words[] =
    "I have received your letter and read it with great attention. You say in it that the weather "
    "on the coast has been kinder than in former years, and that the garden behind the house is "
    "full of people from the village who come to look at the new windmill. I would give much to "
    "see it turning. Here we have had nothing but rain, the post is late, and the carriage that "
    "should have brought the books went off the road near the river without anybody being hurt.";

enum { EVERY_THIRD = 3, HYPHENS_MOST = 256, INDENT_PX = 15 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Hyphens in plenty: behind every third letter of a word. */
static size_t find_hyphens(uint32_t hyphens[HYPHENS_MOST])
{
    size_t count = 0, run = 0;
    for (uint32_t at = 0; words[at]; at++) {
        run = is_letter(words[at]) ? run + 1 : 0;
        if (run > EVERY_THIRD && run % EVERY_THIRD == 1 && count < HYPHENS_MOST)
            hyphens[count++] = at;
    }
    return count;
}

struct seen {
    int running, before_last, last_px, hyphens, overfull;
};

static struct seen set_at(int measure_px, enum flow_setting setting)
{
    struct text_metrics metrics = fake_metrics();
    struct flow_sheet sheet = flow_test_sheet(measure_px);
    uint32_t hyphens[HYPHENS_MOST];
    size_t hyphen_count = find_hyphens(hyphens), count;
    struct block block = {.kind = BLOCK_PARAGRAPH,
                          .text = words,
                          .length = sizeof words - 1,
                          .hyphens = hyphens,
                          .hyphen_count = hyphen_count};
    const struct flow_text text = {.blocks = &block, .block_count = 1};
    sheet.setting = setting;
    sheet.hyphenate = true;
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    flow_extend(flow, SIZE_MAX);
    const struct flow_line *lines = flow_lines(flow, &count);
    struct seen seen = {.last_px = lines[count - 1].right_px};
    int run = 0;
    for (size_t i = 0; i < count; i++) {
        run = lines[i].hyphenated ? run + 1 : 0;
        seen.running = run > seen.running ? run : seen.running;
        seen.hyphens += lines[i].hyphenated;
        seen.overfull += lines[i].right_px > measure_px;
    }
    seen.before_last = count > 1 && lines[count - 2].hyphenated;
    flow_destroy(flow);
    return seen;
}

static void keeps_the_rules(enum flow_setting setting, int running_most)
{
    int hyphens = 0, running = 0;
    for (int measure_px = 360; measure_px < 700; measure_px++) {
        struct seen seen = set_at(measure_px, setting);
        EXPECT(seen.running <= running_most);
        EXPECT(!seen.before_last);
        EXPECT(seen.last_px >= INDENT_PX);
        EXPECT_INT(seen.overfull, 0);
        hyphens += seen.hyphens;
        running = seen.running > running ? seen.running : running;
    }
    EXPECT(hyphens > 100);
    EXPECT_INT(running, running_most);
}

static void justified(void)
{
    keeps_the_rules(FLOW_JUSTIFIED, 2);
}

static void ragged(void)
{
    keeps_the_rules(FLOW_RAGGED, 1);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"justified: two hyphens running, none before a last line, which is no stump", justified},
        {"ragged: no two hyphens running", ragged},
        {0},
    };
    return harness_run(cases);
}
