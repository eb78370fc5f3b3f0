/* Large texts made to hurt: a method that is not linear would take minutes and meet the time limit.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/harness.h"
#include "text/break.h"
#include "text/grapheme.h"

enum { BYTES = 300000 };

/* Ends are as promised, and no emergency break parts a cluster. */
static void expect_sound(const struct buffer *text)
{
    uint8_t *kinds = memory_zeroed(text->length + 1, sizeof *kinds);
    break_opportunities(text->bytes, text->length, kinds);
    EXPECT_INT(kinds[0], BREAK_NONE);
    EXPECT_INT(kinds[text->length], BREAK_MANDATORY);
    break_tailor(text->bytes, text->length, kinds);
    EXPECT_INT(kinds[0], BREAK_NONE);
    EXPECT_INT(kinds[text->length], BREAK_MANDATORY);
    size_t next = 0;
    bool inside_clusters = false;
    for (size_t at = 0; at < text->length; at = next) {
        next = grapheme_next(text->bytes, text->length, at);
        for (size_t i = at + 1; i < next; i++)
            inside_clusters = inside_clusters || kinds[i] == BREAK_EMERGENCY;
    }
    EXPECT(!inside_clusters);
    free(kinds);
}

static void bears_anything_repeated(void)
{
    static const char *const pieces[] = {
        "\xCC\x81",         /* combining acute */
        "e\xCC\x81",        /* on a letter */
        "$(",               /* looks ahead for a digit */
        "$(\xCC\x81",       /* past marks */
        "[",                /* never closed */
        "[]",               /* closed at once */
        "( ",               /* looks back over spaces */
        "\xE2\x80\x8D",     /* zero width joiner */
        "\xF0\x9F\x87\xAA", /* regional indicator */
        "J. ",              /* initials without end */
        "28 de ",           /* dates without end */
        "a.b/",             /* one long address */
        "\xFF",             /* damaged bytes */
        "\xF0\x9F",         /* and cut ones */
        "\n",
        " ",
        "No. 5 ",
        "\xD8\xA7",
        "\xE4\xB8\x80",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer text = {0};
        while (text.length < BYTES)
            buffer_text(&text, pieces[i]);
        expect_sound(&text);
        buffer_fini(&text);
    }
}

static void bears_random_bytes(void)
{
    struct buffer text = {0};
    uint32_t state = 1;
    while (text.length < BYTES) {
        state = state * 1664525 + 1013904223;
        buffer_byte(&text, (char)(state >> 24));
    }
    expect_sound(&text);
    buffer_fini(&text);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"bears anything repeated", bears_anything_repeated},
        {"bears random bytes", bears_random_bytes},
        {0},
    };
    return harness_run(cases);
}
