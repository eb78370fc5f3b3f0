#include "base/number.h"

#include "support/harness.h"

#include <stddef.h>

static void reads_up_to_what_ends_it(void)
{
    long number = 7;
    const char *text = "1280x800";
    EXPECT(number_read(text, 100, 9999, &number) == text + 4);
    EXPECT_INT(number, 1280);
    EXPECT(number_read("", 0, 9, &number) == NULL);
    EXPECT(number_read(" 1", 0, 9, &number) == NULL);
    EXPECT(number_read("-1", -9, 9, &number) == NULL);
    EXPECT(number_read("+1", 0, 9, &number) == NULL);
    EXPECT(number_read("10", 0, 9, &number) == NULL);
    EXPECT(number_read("0", 1, 9, &number) == NULL);
    EXPECT(number_read("99999999999999999999999", 0, 9, &number) == NULL);
    EXPECT_INT(number, 1280);
}

static void reads_a_whole_text(void)
{
    int number = 7;
    EXPECT(!number_read_whole("12x", 0, 99, &number));
    EXPECT(!number_read_whole("100", 0, 99, &number));
    EXPECT_INT(number, 7);
    EXPECT(number_read_whole("99", 0, 99, &number));
    EXPECT_INT(number, 99);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads up to what ends it", reads_up_to_what_ends_it},
        {"reads a whole text", reads_a_whole_text},
        {0},
    };
    return harness_run(cases);
}
