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

static void makes_ramps(void)
{
    struct blend blend;
    uint32_t ramp[256];
    blend_init(&blend);
    blend_ramp(&blend, 0xfff9ec, 0x2b2520, ramp);
    EXPECT_INT(ramp[0], 0xfffff9ec);
    EXPECT_INT(ramp[255], 0xff2b2520);
    for (int i = 1; i < 256; i++)
        EXPECT((ramp[i] & 0xff) <= (ramp[i - 1] & 0xff));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"is exact at both ends", is_exact_at_both_ends},
        {"mixes light, not values", mixes_light_not_values},
        {"makes ramps", makes_ramps},
        {0},
    };
    return harness_run(cases);
}
