#include "bundle/query.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* The text with the passage found between brackets; "" where nothing was found. */
static const char *marked(const char *text, const char *asked, char *marked, size_t size)
{
    struct query query;
    struct words words = {0};
    struct query_passage passage = {0};
    query_init(&query, asked);
    marked[0] = '\0';
    if (query.enough && query_find(&query, &words, text, strlen(text), &passage))
        snprintf(marked, size, "%.*s[%.*s]%s", (int)passage.start, text,
                 (int)(passage.end - passage.start), text + passage.start, text + passage.end);
    words_fini(&words);
    query_fini(&query);
    return marked;
}

static void finds_what_a_visitor_means(void)
{
    static const struct {
        const char *text, *query, *marked;
    } cases[] = {
        {"the recent Pugwash conference", "pugwash", "the recent [Pugwash] conference"},
        {"the recent Pugwash conference", "PUGW", "the recent [Pugwash] conference"},
        {"the recent Pugwash conference", "ugwash", ""},
        {"the recent Pugwash conference", "p", ""},
        {"a test, then a test ban", "test ban", "a test, then a [test ban]"},
        {"a tester and a test", "test", "a tester and a [test]"},
        {"ban the test", "test ban", "[ban] the test"}, /* the ban may be the beginning of one */
        {"our co-operation", "cooperation", "our [co-operation]"},
        {"our co-operation", "coop", "our [co-operation]"},
        {"our co-operation", "operation", "our co-[operation]"},
        {"our cooperation", "co-operation", "our [cooperation]"},
        {"our co operation", "co-operation", "our [co operation]"},
        {"I don’t know", "don't", "I [don’t] know"},
        {"I don’t know", "dont", "I [don’t] know"},
        {"über die Straße", "strasse", "über die [Straße]"},
        {"die STRASSE", "straße", "die [STRASSE]"},
        {"за неё, ещё раз", "еще", "за неё, [ещё] раз"},
        {"за ее, еще раз", "ЕЩЁ", "за ее, [еще] раз"},
        {"ἐν Ἀθήναις", "αθηναις", "ἐν [Ἀθήναις]"},
        {"ὁ λόγος", "ΛΟΓΟΣ", "ὁ [λόγος]"},
        {"إلى أَحْمَد", "احمد", "إلى [أَحْمَد]"},
        {"رســالة", "رساله", "[رســالة]"},
        {"שָׁלוֹם לָךְ", "שלום", "[שָׁלוֹם] לָךְ"},
        {"בית־ספר", "ביתספר", "[בית־ספר]"},
        {"我在東京。", "東京", "我在[東京]。"},
        {"我在東京。", "京", "我在東[京]。"},
        {"soft\xc2\xadly", "softly", "[soft\xc2\xadly]"},
        {"fin\xef\xac\x81n", "finfin", "[fin\xef\xac\x81n]"},
        {"one", "\" OR ( *", ""},
        {"", "one", ""},
    };
    char text[256];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        EXPECT_TEXT(marked(cases[i].text, cases[i].query, text, sizeof text), cases[i].marked);
}

static void quotes_every_word(void)
{
    static const struct {
        const char *query, *whole, *beginnings;
    } cases[] = {
        {"Berlin", "(\"berlin\")", "(\"berlin\" *)"},
        {"test ban", "(\"test\") AND (\"ban\")", "(\"test\") AND (\"ban\" *)"},
        {"co-op", "(\"co op\" OR \"coop\")", "(\"co op\" * OR \"coop\" *)"},
        {"東京", "(\"東 京\")", "(\"東 京\" *)"},
        {"NEAR(a\" OR b*", "(\"near\") AND (\"a\") AND (\"or\") AND (\"b\")",
         "(\"near\") AND (\"a\") AND (\"or\") AND (\"b\" *)"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query;
        query_init(&query, cases[i].query);
        EXPECT_TEXT(query_expression(&query, false, arena), cases[i].whole);
        EXPECT_TEXT(query_expression(&query, true, arena), cases[i].beginnings);
        query_fini(&query);
    }
    arena_destroy(arena);
}

static void asks_for_two_letters_or_an_ideograph(void)
{
    static const struct {
        const char *query;
        bool enough;
    } cases[] = {{"", false},   {"a", false}, {"a ", false},       {"ab", true},
                 {"a b", true}, {"東", true}, {"-'\" *", false},   {"\xff\xfe", false},
                 {"Ё", false},  {"ёж", true}, {"\xcc\x81", false}, {"1", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query;
        query_init(&query, cases[i].query);
        if (!EXPECT_INT(query.enough, cases[i].enough))
            printf("    of \"%s\"\n", cases[i].query);
        query_fini(&query);
    }
}

static void reads_no_more_than_its_limits(void)
{
    char text[4096];
    struct query query;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    query_init(&query, text);
    EXPECT_INT(query.words.folded.length, QUERY_BYTES_MAX);
    query_fini(&query);
    for (size_t i = 1; i < sizeof text - 1; i += 2)
        text[i] = ' ';
    query_init(&query, text);
    EXPECT_INT(query.words.count, QUERY_WORDS_MAX);
    query_fini(&query);
}

static void shows_the_words_around(void)
{
    static const struct {
        const char *text, *query, *line;
    } cases[] = {
        {"Dear Ada", "ada", "Dear [Ada]"},
        {"A suggestion of British scientists put forward at the recent Pugwash conference of\n"
         "scientists, which has been of use to all who want to see such a control at work in "
         "the seismic stations of the world",
         "pugwash",
         "… put forward at the recent [Pugwash] conference of scientists, which has been of use to "
         "all who want to see such a control at work in the seismic stations …"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query;
        struct words words = {0};
        struct query_passage passage = {0};
        uint32_t start, end;
        query_init(&query, cases[i].query);
        EXPECT(query_find(&query, &words, cases[i].text, strlen(cases[i].text), &passage));
        const char *line =
            query_line(cases[i].text, strlen(cases[i].text), &passage, arena, &start, &end);
        EXPECT_TEXT(arena_format(arena, "%.*s[%.*s]%s", (int)start, line, (int)(end - start),
                                 line + start, line + end),
                    cases[i].line);
        words_fini(&words);
        query_fini(&query);
    }
    arena_destroy(arena);
}

static void writes_joined_words_twice(void)
{
    static const char text[] = "Co-operation, don’t 東京!";
    struct words words = {0};
    struct buffer index = {0};
    words_append_index(&words, &index, text, sizeof text - 1);
    EXPECT_TEXT(buffer_string(&index), "co operation cooperation don t dont 東 京 ");
    words_fini(&words);
    buffer_fini(&index);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds_what_a_visitor_means", finds_what_a_visitor_means},
        {"quotes_every_word", quotes_every_word},
        {"asks_for_two_letters_or_an_ideograph", asks_for_two_letters_or_an_ideograph},
        {"reads_no_more_than_its_limits", reads_no_more_than_its_limits},
        {"shows_the_words_around", shows_the_words_around},
        {"writes_joined_words_twice", writes_joined_words_twice},
        {0},
    };
    return harness_run(cases);
}
