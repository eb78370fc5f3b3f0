#include "base/buffer.h"

#include "support/harness.h"

static void grows_and_stays_closed(void)
{
    struct buffer buffer = {0};
    EXPECT_TEXT(buffer_string(&buffer), "");
    for (int i = 0; i < 1000; i++)
        buffer_byte(&buffer, 'x');
    EXPECT_INT(buffer.length, 1000);
    EXPECT_INT(buffer.bytes[1000], 0);
    buffer_cut(&buffer, 3);
    buffer_text(&buffer, "yz");
    buffer_format(&buffer, "%03d", 7);
    EXPECT_TEXT(buffer_string(&buffer), "xxxyz007");
    buffer_fini(&buffer);
    EXPECT_INT(buffer.length, 0);
    buffer_fini(&buffer);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"grows_and_stays_closed", grows_and_stays_closed},
        {0},
    };
    return harness_run(cases);
}
