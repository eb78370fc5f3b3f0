#include "base/utf8.h"

#include "support/harness.h"

#include <string.h>

static void round_trips_every_code_point(void)
{
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            continue;
        char bytes[4];
        size_t at = 0, length = utf8_put(bytes, code_point);
        uint32_t read = utf8_next(bytes, length, &at);
        if (read != code_point || at != length || utf8_previous(bytes, length, &at) != code_point ||
            at != 0) {
            EXPECT_INT(read, code_point);
            return;
        }
    }
}

static void refuses_malformed_bytes(void)
{
    static const struct {
        const char *bytes;
        size_t bad;
    } cases[] = {
        {"\x80", 0},         {"a\xC0\xAF", 1},        {"\xE0\x80\xAF", 0},
        {"\xED\xA0\x80", 0}, {"\xF4\x90\x80\x80", 0}, {"ab\xC3", 2},
        {"\xF0\x9F\x98", 0}, {"Gr\xFC\xDF", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 99, at = cases[i].bad;
        EXPECT(!utf8_is_valid(cases[i].bytes, strlen(cases[i].bytes), &bad));
        EXPECT_INT(bad, cases[i].bad);
        EXPECT_INT(utf8_next(cases[i].bytes, strlen(cases[i].bytes), &at), 0xFFFD);
        EXPECT_INT(at, cases[i].bad + 1);
    }
    EXPECT(utf8_is_valid("ъ日𝄞", strlen("ъ日𝄞"), NULL));
    EXPECT_INT(utf8_count("ъ日𝄞", strlen("ъ日𝄞")), 3);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"round_trips_every_code_point", round_trips_every_code_point},
        {"refuses_malformed_bytes", refuses_malformed_bytes},
        {0},
    };
    return harness_run(cases);
}
