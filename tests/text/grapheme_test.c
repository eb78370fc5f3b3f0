#include "text/grapheme.h"

#include <string.h>

#include "support/harness.h"

/* The first cluster's length in bytes. */
static size_t first(const char *text)
{
    return grapheme_next(text, strlen(text), 0);
}

static void takes_marks_with_their_letter(void)
{
    EXPECT_INT(first("ab"), 1);
    EXPECT_INT(first("e\xCC\x81z"), 3);
    EXPECT_INT(first("\xD1\x83\xCC\x81z"), 4);                     /* Cyrillic u, stressed */
    EXPECT_INT(first("\xE0\xA4\x95\xE0\xA4\xBF\xE0"), 6);          /* Devanagari ki */
    EXPECT_INT(first("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8z"), 9); /* a Hangul syllable in parts */
}

static void joins_what_makes_one_picture(void)
{
    EXPECT_INT(first("\xF0\x9F\x87\xAA\xF0\x9F\x87\xB8\xF0\x9F\x87\xAA"), 8); /* one flag of two */
    EXPECT_INT(first("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80!"), 11); /* woman, ZWJ, rocket */
}

static void keeps_controls_apart(void)
{
    EXPECT_INT(first("\r\nx"), 2);
    EXPECT_INT(first("\n\xCC\x81"), 1);
    EXPECT_INT(first("\xFF\xFF"), 1);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"takes marks with their letter", takes_marks_with_their_letter},
        {"joins what makes one picture", joins_what_makes_one_picture},
        {"keeps controls apart", keeps_controls_apart},
        {0},
    };
    return harness_run(cases);
}
