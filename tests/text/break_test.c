#include "text/break.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/harness.h"

/* The text with "|" where a line may end by the standard alone, and "¶" where it must. */
static void expect_breaks(const char *text, const char *expected)
{
    size_t length = strlen(text);
    uint8_t *kinds = memory_zeroed(length + 1, sizeof *kinds);
    struct buffer shown = {0};
    break_opportunities(text, length, kinds);
    for (size_t i = 0; i <= length; i++) {
        if (kinds[i] == BREAK_ALLOWED || kinds[i] == BREAK_MANDATORY)
            buffer_text(&shown, kinds[i] == BREAK_ALLOWED ? "|" : "¶");
        if (i < length)
            buffer_byte(&shown, text[i]);
    }
    EXPECT_TEXT(buffer_string(&shown), expected);
    buffer_fini(&shown);
    free(kinds);
}

static void breaks_behind_spaces_and_hyphens(void)
{
    expect_breaks("the Soviet Union", "the |Soviet |Union¶");
    expect_breaks("a well-known man", "a |well-|known |man¶");
    expect_breaks("war\xE2\x80\x94or peace", "war|\xE2\x80\x94|or |peace¶");
    expect_breaks("a\xC2\xA0\x62 c", "a\xC2\xA0\x62 |c¶");
    expect_breaks("co\xC2\xAD"
                  "operate",
                  "co\xC2\xAD|operate¶");
}

static void keeps_marks_with_their_words(void)
{
    expect_breaks("(he said) \xE2\x80\x9Cyes\xE2\x80\x9D, no!",
                  "(he |said) |\xE2\x80\x9Cyes\xE2\x80\x9D, |no!¶");
    expect_breaks("wait . . . there", "wait . . . |there¶");
}

static void keeps_numbers_whole(void)
{
    expect_breaks("$1,234.50 or -5 %", "$1,234.50 |or |-5 |%¶");
    expect_breaks("10:30, 3/4, (5)%", "10:30, |3/4, |(5)%¶");
}

static void breaks_ideographs_anywhere_but_at_stops(void)
{
    expect_breaks("\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82\xE4\xB8\xAD",
                  "\xE4\xB8\xAD|\xE6\x96\x87\xE3\x80\x82|\xE4\xB8\xAD¶");
}

static void must_break_at_line_ends(void)
{
    expect_breaks("a\nb\r\nc", "a\n¶b\r\n¶c¶");
    expect_breaks("", "¶");
}

static void takes_damaged_bytes_for_letters(void)
{
    expect_breaks("a\xFF\xC3 b", "a\xFF\xC3 |b¶");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"breaks behind spaces and hyphens", breaks_behind_spaces_and_hyphens},
        {"keeps marks with their words", keeps_marks_with_their_words},
        {"keeps numbers whole", keeps_numbers_whole},
        {"breaks ideographs anywhere but at stops", breaks_ideographs_anywhere_but_at_stops},
        {"must break at line ends", must_break_at_line_ends},
        {"takes damaged bytes for letters", takes_damaged_bytes_for_letters},
        {0},
    };
    return harness_run(cases);
}
