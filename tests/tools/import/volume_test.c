/* Volumes named in words and in ids. */
#include "import/volume.h"
#include "support/harness.h"

#include <string.h>

static void expect_named(const char *text, unsigned number, size_t end)
{
    size_t found = 0;
    EXPECT_INT(volume_named(text, strlen(text), &found), number);
    EXPECT_INT(found, end);
}

static void test_names(void)
{
    expect_named("see vol. XI, Document 96", 11, 11);
    expect_named("Volume VI, Exchanges", 6, 9);
    expect_named("Bd. 3, S. 12", 3, 5);
    expect_named("Т. 59 и том 60", 59, strlen("Т. 59"));
    expect_named("том\n60", 60, strlen("том\n60"));
    expect_named("vol.\u00a0XXII", 22, strlen("vol.\u00a0XXII"));
    expect_named("Vol.9.", 9, 5);
}

static void test_no_names(void)
{
    static const char *const none[] = {"",          "vol",           "vol.",
                                       "vol. ",     "a volume is 3", "vols. X and XI",
                                       "vol. X/XI", "vol. 3-5",      "vol. III\u2013V",
                                       "convol. 3", "vol. XIth",     "t 59",
                                       "last 59",   "vol. 12345",    "volume5"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        EXPECT_INT(volume_named(none[i], strlen(none[i]), NULL), 0);
}

static void test_stays_within_the_length(void)
{
    EXPECT_INT(volume_named("vol. XI", 6, NULL), 10);
    EXPECT_INT(volume_named("vol. XI", 5, NULL), 0);
}

static void test_ids(void)
{
    EXPECT_INT(volume_of_id("frus1961-63v06"), 6);
    EXPECT_INT(volume_of_id("v59_063_N"), 59);
    EXPECT_INT(volume_of_id("letters-vol-3"), 3);
    EXPECT_INT(volume_of_id("d96"), 0);
    EXPECT_INT(volume_of_id("frus1894Nicaragua"), 0);
    EXPECT_INT(volume_of_id("div3"), 0);
    EXPECT_INT(volume_of_id(""), 0);
}

static const struct harness_case cases[] = {
    {"what names a volume", test_names},
    {"what names none, or several", test_no_names},
    {"no byte behind the length", test_stays_within_the_length},
    {"ids of editions", test_ids},
    {0},
};

int main(void)
{
    return harness_run(cases);
}
