#include "update/status_line.h"

#include "support/harness.h"

#include <string.h>

static void reads_what_it_writes(void)
{
    const struct status_line line = {.phase = PHASE_FAILED,
                                     .serial = UINT64_MAX,
                                     .other = 42,
                                     .percent = 100,
                                     .code = CODE_CONTENT,
                                     .detail = "letter d70: text is not UTF-8"};
    struct status_line back;
    struct buffer text = {0};
    status_line_format(&line, &text);
    EXPECT_TEXT(buffer_string(&text), "failed serial=18446744073709551615 other=42 percent=100 "
                                      "code=E34 detail=letter d70: text is not UTF-8\n");
    EXPECT(status_line_parse(text.bytes, text.length, &back));
    EXPECT_INT(back.phase, line.phase);
    EXPECT(back.serial == line.serial);
    EXPECT_INT(back.other, 42);
    EXPECT_INT(back.percent, 100);
    EXPECT_INT(back.code, CODE_CONTENT);
    EXPECT_TEXT(back.detail, line.detail);
    buffer_fini(&text);
}

static void keeps_the_detail_on_its_line(void)
{
    const struct status_line line = {.phase = PHASE_FAILED, .detail = "one\ntwo\tthree\x7f"};
    struct status_line back;
    struct buffer text = {0};
    status_line_format(&line, &text);
    EXPECT(status_line_parse(text.bytes, text.length, &back));
    EXPECT_TEXT(back.detail, "one two three ");
    buffer_fini(&text);
}

static void refuses_everything_else(void)
{
    static const char *const wrong[] = {
        "",
        "\n",
        "copying",
        "copying\n",
        "flying serial=1 other=0 percent=1 code=ok detail=\n",
        "copying serial=1 other=0 percent=101 code=ok detail=\n",
        "copying serial= other=0 percent=1 code=ok detail=\n",
        "copying serial=-1 other=0 percent=1 code=ok detail=\n",
        "copying serial=1 other=0 percent=1 code=E99 detail=\n",
        "copying serial=1 other=0 percent=1 code=ok\n",
        "copying serial=1 other=0 percent=1 code=ok detail=x",
        "copying serial=1 other=0 percent=1 code=ok detail=x\ny\n",
        "copying other=0 serial=1 percent=1 code=ok detail=\n",
    };
    struct status_line line;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        EXPECT(!status_line_parse(wrong[i], strlen(wrong[i]), &line));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads what it writes", reads_what_it_writes},
        {"keeps the detail on its line", keeps_the_detail_on_its_line},
        {"refuses everything else", refuses_everything_else},
        {0},
    };
    return harness_run(cases);
}
