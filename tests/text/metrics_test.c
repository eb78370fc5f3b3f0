#include "text/metrics.h"

#include "support/fake_metrics.h"
#include "support/harness.h"

static void width_is_rounded_up(void)
{
    struct text_metrics metrics = fake_metrics();
    struct text_style style = {.size_26_6 = 21 * 64};
    EXPECT_INT(text_metrics_width_px(&metrics, &style, ""), 0);
    EXPECT_INT(text_metrics_width_px(&metrics, &style, "a"), 11);
    EXPECT_INT(text_metrics_width_px(&metrics, &style, "aé"), 21);
}

static void width_of_long_text(void)
{
    struct text_metrics metrics = fake_metrics();
    struct text_style style = {.size_26_6 = 20 * 64};
    char text[1001];
    for (size_t i = 0; i < 1000; i++)
        text[i] = 'x';
    text[1000] = '\0';
    EXPECT_INT(text_metrics_width_px(&metrics, &style, text), 10000);
}

static void em_from_cap_height(void)
{
    struct text_metrics metrics = fake_metrics();
    EXPECT_INT(text_metrics_em_for_cap_height(&metrics, FACE_BOOK, 66 * 64), 100 * 64);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"width is rounded up", width_is_rounded_up},
        {"width of long text", width_of_long_text},
        {"em from cap height", em_from_cap_height},
        {0},
    };
    return harness_run(cases);
}
