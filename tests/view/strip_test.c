#include "view/strip.h"

#include "fixture.h"
#include "support/harness.h"

static const struct view_notice refused = {.text_id = "update.e34",
                                           .kind = NOTICE_BAD,
                                           .lasts_ms = 40000,
                                           .word = "letter d70: text is not UTF-8"};

/* Left to right within right to left: without isolates the code would be drawn as a part of the
 * program's words. */
static void keeps_the_code_apart_from_the_words_before_it(void)
{
    static const struct {
        const char *lang, *end;
    } cases[] = {
        {"ar", ": \u2068letter d70: text is not UTF-8\u2069 E34"},
        {"he", ": \u2068letter d70: text is not UTF-8\u2069 E34"},
        {"en", "failed: letter d70: text is not UTF-8 E34"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        fixture_init_with_lang(&fixture, "letter/d66", cases[i].lang);
        fixture_notify(&fixture, &refused);
        EXPECT(fixture_shows(&fixture, cases[i].end));
        fixture_fini(&fixture);
    }
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"keeps the code apart from the words before it",
         keeps_the_code_apart_from_the_words_before_it},
        {0},
    });
}
