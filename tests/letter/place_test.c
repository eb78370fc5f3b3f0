#include "letter/place.h"

#include "support/harness.h"

#include <string.h>

/* Every kind of address is read and written back unchanged. */
static void round_trips(void)
{
    static const char *const places[] = {
        "attract/0",
        "attract/12",
        "contents",
        "contents?all",
        "exchange",
        "contents?person=v06/p_KNS2",
        "contents?year=1962",
        "contents?person=v06/p_KNS2&year=1962",
        "exchange?between=v06/p_KJF2,v06/p_KNS2",
        "search",
        "search?q=test ban",
        "options",
        "prompt",
        "about",
        "pin",
        "staff",
        "staff/support",
        "sleep",
        "fault/E44",
        "letter/d70",
        "letter/frus1961-63v06/d70",
        "letter/d70@190",
        "letter/d70:4.120",
        "letter/d70?lang=ru",
        "letter/d70#note=3",
        "letter/d75#note=1~2",
        "letter/d70@190?lang=ru#note=3",
        "letter/d70#notes",
        "letter/d70#pages",
        "letter/d70#about",
        "letter/d70#end",
        "person/frus1961-63v06/p_KNS2",
        "term/t_NATO1",
        "picture/herzl/L03830/2",
        "picture/herzl/L03830/2#side",
        "letter/70?lang=de#side",
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct place place;
        char text[PLACE_TEXT_SIZE];
        if (EXPECT(place_parse(places[i], &place)))
            EXPECT_TEXT(place_format(&place, text), places[i]);
    }
}

static void refuses_what_is_not_a_place(void)
{
    static const char *const texts[] = {
        "",
        "letters",
        "letter/",
        "letter/#note=1",
        "letter/a/b/c",
        "letter/d70#",
        "letter/d70#note=",
        "letter/d70#nothing",
        "letter/d70:1",
        "letter/d70:a.b",
        "letter/d70@",
        "letter/d70?lang=",
        "attract/x",
        "attract/99999999999",
        "contents/1",
        "person/",
        "picture/herzl/x",
        "picture/70/1#notes",
        "picture/70/1#",
        "picture/1",
        "fault/",
        "exchange?between=a",
        "search?x=1",
        "options?q=1",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct place place;
        if (!EXPECT(!place_parse(texts[i], &place)))
            EXPECT_TEXT(texts[i], "refused");
    }
}

static void refuses_parts_that_are_too_long(void)
{
    char text[PLACE_TEXT_SIZE + 16] = "letter/";
    struct place place;
    memset(text + 7, 'x', PLACE_PART_SIZE);
    EXPECT(!place_parse(text, &place));
    memset(text + 7, 'x', PLACE_TEXT_SIZE);
    EXPECT(!place_parse(text, &place));
}

static void takes_a_letter_apart(void)
{
    struct place place;
    EXPECT(place_parse("letter/v06/d70@190?lang=ru#note=1~2", &place));
    EXPECT_INT(place.kind, PLACE_LETTER);
    EXPECT_TEXT(place.edition, "v06");
    EXPECT_TEXT(place.id, "d70");
    EXPECT_TEXT(place.printed, "190");
    EXPECT_TEXT(place.lang, "ru");
    EXPECT_INT(place.overlay, OVERLAY_NOTE);
    EXPECT_TEXT(place.note, "1~2");
}

static void what_is_not_asked_for_is_not_compared(void)
{
    static const struct {
        const char *place, *asked;
        bool answers;
    } cases[] = {
        {"letter/e/d1:2.40#note=3", "letter/d1#note=3", true},
        {"letter/e/d1:2.40#note=3", "letter/e/d1:2.40#note=3", true},
        {"letter/e/d1:2.40#note=3", "letter/e/d1:2.41#note=3", false},
        {"letter/e/d1:2.40#note=3", "letter/d1", false},
        {"letter/e/d1:2.40", "letter/d1#note=3", false},
        {"letter/e/d1?lang=ru", "letter/d1", true},
        {"letter/e/d1", "letter/d1?lang=ru", false},
        {"letter/e/d1", "letter/f/d1", false},
        {"letter/e/d1", "letter/d2", false},
        {"attract/4", "attract", true},
        {"attract/4", "attract/5", false},
        {"contents?year=1962", "contents", false},
        {"prompt", "contents", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place place, asked;
        EXPECT(place_parse(cases[i].place, &place) && place_parse(cases[i].asked, &asked));
        if (!EXPECT_INT(place_answers(&place, &asked), cases[i].answers))
            EXPECT_TEXT(cases[i].place, cases[i].asked);
    }
}

static void makes_file_names(void)
{
    struct place place;
    char name[PLACE_TEXT_SIZE];
    EXPECT(place_parse("letter/d70#note=3", &place));
    EXPECT_TEXT(place_file_name(&place, name), "letter_d70_note_3");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"round_trips", round_trips},
        {"refuses_what_is_not_a_place", refuses_what_is_not_a_place},
        {"refuses_parts_that_are_too_long", refuses_parts_that_are_too_long},
        {"takes_a_letter_apart", takes_a_letter_apart},
        {"what_is_not_asked_for_is_not_compared", what_is_not_asked_for_is_not_compared},
        {"makes_file_names", makes_file_names},
        {0},
    };
    return harness_run(cases);
}
