/* Patterns of a few lines, and what a word makes of them. */
#include "bundle/hyphenate/patterns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "support/harness.h"

static struct patterns *read_text(const char *text, size_t length, enum patterns_rule rule)
{
    char path[] = "/tmp/vitrine-patterns-XXXXXX";
    int file = mkstemp(path);
    EXPECT(write(file, text, length) == (ssize_t)length);
    close(file);
    struct patterns *patterns = patterns_read(path, rule);
    unlink(path);
    return patterns;
}

/* The word with a bar at each odd figure. */
static void expect_places(const char *text, enum patterns_rule rule, const char *word,
                          const char *expected)
{
    struct patterns *patterns = read_text(text, strlen(text), rule);
    uint8_t figures[PATTERNS_WORD_MAX];
    struct buffer marked = {0};
    EXPECT(patterns != NULL);
    if (patterns == NULL)
        return;
    patterns_find(patterns, word, strlen(word), figures);
    for (size_t i = 0; word[i] != '\0'; i++) {
        if (i > 0 && figures[i] % 2 == 1)
            buffer_byte(&marked, '|');
        buffer_byte(&marked, word[i]);
    }
    EXPECT_TEXT(buffer_string(&marked), expected);
    buffer_fini(&marked);
    patterns_destroy(patterns);
}

/* Liang's own example, from appendix H of The TeXbook. */
static void highest_figure_counts(void)
{
    static const char texbook[] = "UTF-8\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n";
    expect_places(texbook, PATTERNS_ALL, "hyphenation", "hy|phen|ation");
}

static void word_ends(void)
{
    expect_places("UTF-8\n.a1b\nb1a.\n", PATTERNS_ALL, "abaaba", "a|baab|a");
}

static void longest_beginning_claims_a_place(void)
{
    static const char europe[] = "UTF-8\neuropa\nur1opa\n";
    expect_places(europe, PATTERNS_ALL, "europa", "eur|opa");
    expect_places(europe, PATTERNS_LONGEST, "europa", "europa");
    /* "eurox" is no whole pattern, and still what has come furthest */
    expect_places("UTF-8\neuroxy\nro1x\n", PATTERNS_LONGEST, "euroxa", "euroxa");
}

static void parts_of_compounds(void)
{
    static const char german[] = "UTF-8\nCOMPOUNDLEFTHYPHENMIN 2\nCOMPOUNDRIGHTHYPHENMIN 2\n"
                                 "see1fahrt\nNEXTLEVEL\n.f1a\n1e.\na1h\ne1f\n";
    expect_places(german, PATTERNS_LONGEST, "seefahrt", "see|fa|hrt");
    expect_places(german, PATTERNS_LONGEST, "fahre", "f|a|hr|e");
}

static void changed_spelling_is_passed_over(void)
{
    expect_places("UTF-8\nc1k/k=k,1,2\nk1e\n", PATTERNS_ALL, "backen", "back|en");
}

static void other_charsets_and_comments(void)
{
    expect_places("ISO8859-1\n% comment\n# another\nLEFTHYPHENMIN 2\n\xfc"
                  "1b\n",
                  PATTERNS_ALL, "über", "ü|ber");
}

static void what_cannot_be_read(void)
{
    static const char cut[] = "UTF-8\n\xc3";
    EXPECT(patterns_read("/nonexistent", PATTERNS_ALL) == NULL);
    EXPECT(patterns_read("/", PATTERNS_ALL) == NULL);
    EXPECT(read_text("no charset\na1b\n", 15, PATTERNS_ALL) == NULL);
    EXPECT(read_text(cut, sizeof cut - 1, PATTERNS_ALL) == NULL);
    struct buffer large = {0};
    buffer_text(&large, "UTF-8\n");
    while (large.length <= PATTERNS_FILE_MAX)
        buffer_text(&large, "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%\n");
    EXPECT(read_text(large.bytes, large.length, PATTERNS_ALL) == NULL);
    buffer_fini(&large);
}

/* Every letter a part of its own, and every pattern too long. */
static void extremes(void)
{
    static const char parts[] = "UTF-8\n1a1\nNEXTLEVEL\n1a1\n";
    uint8_t figures[PATTERNS_WORD_MAX + 1];
    char word[PATTERNS_WORD_MAX + 1];
    struct buffer long_line = {0};
    memset(word, 'a', sizeof word);
    struct patterns *patterns = read_text(parts, sizeof parts - 1, PATTERNS_LONGEST);
    patterns_find(patterns, word, PATTERNS_WORD_MAX, figures);
    EXPECT_INT(figures[1], 1);
    figures[1] = 1;
    patterns_find(patterns, word, PATTERNS_WORD_MAX + 1, figures);
    EXPECT_INT(figures[1], 0);
    patterns_destroy(patterns);
    buffer_text(&long_line, "UTF-8\n");
    for (int i = 0; i < 2 * PATTERNS_WORD_MAX; i++)
        buffer_text(&long_line, "a1");
    patterns = read_text(long_line.bytes, long_line.length, PATTERNS_ALL);
    patterns_find(patterns, word, PATTERNS_WORD_MAX, figures);
    patterns_destroy(patterns);
    buffer_fini(&long_line);
}

static const struct harness_case cases[] = {
    {"the highest figure at a place counts", highest_figure_counts},
    {"a full stop is a word's end", word_ends},
    {"the longest beginning claims a place", longest_beginning_claims_a_place},
    {"parts of compounds keep two letters on each side", parts_of_compounds},
    {"a hyphen that changes the spelling is passed over", changed_spelling_is_passed_over},
    {"charsets, comments and settings", other_charsets_and_comments},
    {"what cannot be read", what_cannot_be_read},
    {"extremes", extremes},
    {0}};

int main(void)
{
    return harness_run(cases);
}
