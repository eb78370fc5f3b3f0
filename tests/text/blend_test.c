#include "text/blend.h"

#include <math.h>

#include "support/harness.h"

static double light_of(unsigned value)
{
    double s = value / 255.0;
    return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
}

static double value_of(double light)
{
    return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055);
}

static void is_exact_at_both_ends(void)
{
    struct blend blend;
    blend_init(&blend);
    for (uint32_t grey = 0; grey < 256; grey++) {
        uint32_t color = grey << 16 | (255 - grey) << 8 | grey;
        EXPECT_INT(blend_mix(&blend, color, 0x123456, 0), 0xff000000 | color);
        EXPECT_INT(blend_mix(&blend, 0x123456, color, 255), 0xff000000 | color);
    }
}

static void mixes_light_not_values(void)
{
    struct blend blend;
    blend_init(&blend);
    EXPECT_INT(blend_mix(&blend, 0x000000, 0xffffff, 128) & 0xff, 188);
    EXPECT_INT(blend_mix(&blend, 0xffffff, 0x000000, 127) & 0xff, 188);
    for (unsigned ground = 0; ground < 256; ground += 15) {
        for (unsigned coverage = 0; coverage < 256; coverage += 5) {
            double share = coverage / 255.0;
            double wanted = value_of(light_of(ground) * (1 - share) + light_of(200) * share);
            unsigned got = blend_mix(&blend, ground, 200, (uint8_t)coverage) & 0xff;
            EXPECT(fabs(got - wanted) <= 1);
        }
    }
}

static void strengthens_dark_on_light_only(void)
{
    EXPECT_INT(blend_weight(0xffffff, 0x000000, 0), 0);
    EXPECT_INT(blend_weight(0xffffff, 0x000000, 128), 128 + 47);
    EXPECT_INT(blend_weight(0xffffff, 0x000000, 255), 255);
    for (unsigned c = 0; c < 256; c++)
        EXPECT_INT(blend_weight(0x1b1814, 0xefe2c6, (uint8_t)c), c);
    for (unsigned c = 1; c < 256; c++)
        EXPECT(blend_weight(0xffffff, 0, (uint8_t)c) >=
               blend_weight(0xffffff, 0, (uint8_t)(c - 1)));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"is exact at both ends", is_exact_at_both_ends},
        {"mixes light, not values", mixes_light_not_values},
        {"strengthens dark on light only", strengthens_dark_on_light_only},
        {0},
    };
    return harness_run(cases);
}
