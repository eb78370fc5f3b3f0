#include "support/picture.h"

#include "support/harness.h"

enum { W = 3, H = 2 };

static const uint32_t PLAIN[H * W] = {0xff102030, 0xff102030, 0xff102030,
                                      0xff102030, 0xff102030, 0xff102030};
static const uint32_t ONE_OFF[H * W] = {0xff102030, 0xff102030, 0xff102030,
                                        0xff102030, 0xff102330, 0xff102030};

static struct picture picture_of(const uint32_t *pixels)
{
    return (struct picture){pixels, W, H, W};
}

static void tells_pictures_apart(void)
{
    EXPECT(picture_matches(picture_of(PLAIN), picture_of(PLAIN), "picture", 0));
    EXPECT(picture_matches(picture_of(PLAIN), picture_of(ONE_OFF), "picture", 3));
    EXPECT(!picture_matches(picture_of(PLAIN), picture_of(ONE_OFF), "picture", 2));
    EXPECT(!picture_matches(picture_of(ONE_OFF), picture_of(PLAIN), "picture", 2));
}

static void tells_sizes_apart(void)
{
    struct picture narrow = {PLAIN, W - 1, H, W};
    EXPECT(!picture_matches(narrow, picture_of(PLAIN), "picture", 255));
}

static void misses_a_golden_that_is_not_there(void)
{
    EXPECT(!picture_is_golden(picture_of(PLAIN), "tests/support/none.png", 255));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"tells pictures apart", tells_pictures_apart},
        {"tells sizes apart", tells_sizes_apart},
        {"misses a golden that is not there", misses_a_golden_that_is_not_there},
        {0},
    };
    return harness_run(cases);
}
