/* The lists of the contents, the exchange, and what stands around a letter, over an exhibit of the
 * curator's making. */
#include "fixture.h"
#include "support/harness.h"

#include <string.h>

#define SENTENCE "We are ready to continue our exchange of views on all these questions. "
#define PARAGRAPH SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE

static const struct span mention[] = {{SPAN_PERSON, 0, 2, "v06/p_K", NULL}};
static const struct block blocks[] = {
    {.kind = BLOCK_HEADING, .text = "A letter", .length = 8},
    {.kind = BLOCK_PARAGRAPH,
     .text = PARAGRAPH,
     .length = sizeof PARAGRAPH - 1,
     .spans = mention,
     .span_count = 1},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
};

static const struct passage passages[] = {{"letter/v06/d2:4.0", "The end of it"}};

#define LETTER(n, from, to, day)                                                                   \
    .summary = {.key = {"v06", "d" n},                                                             \
                .number = (n),                                                                     \
                .title = "Letter " n,                                                              \
                .first_words = "We are ready",                                                     \
                .date = {DATE_EXACT, day, day, day},                                               \
                .sender = {from, "p_" from},                                                       \
                .recipient = {to, "p_" to}},                                                       \
    .version_lang = "en", .blocks = blocks, .block_count = sizeof blocks / sizeof *blocks

static const struct letter letters[] = {
    {LETTER("1", "K", "J", "1961-11-09")},
    {LETTER("2", "J", "K", "1961-11-10"), .brief = "He thanks for it.",
     .content_notice = "It speaks of war.", .web = "https://a.example/2", .passages = passages,
     .passage_count = 1},
    {LETTER("3", "K", "J", "1962-01-20")},
    {LETTER("4", "J", "K", "1962-02-01")},
    {LETTER("5", "J", "M", "1962-02-02")},
    {LETTER("6", "K", "J", "1963-02-02")},
    {LETTER("7", "K", "J", "1963-02-03")},
    {LETTER("8", "K", "J", "1963-02-04")},
};
enum { LETTERS = sizeof letters / sizeof *letters };

static const struct entity persons[] = {
    {.key = {"v06", "p_K"}, .name = "Kay"},
    {.key = {"v06", "p_J"}, .name = "Jay"},
    {.key = {"v06", "p_M"}, .name = "May"},
};
static const struct memory_start starts[] = {{"letter/v06/d2", "Where it begins"},
                                             {"letter/v06/d4", NULL}};
static const struct memory_relation relations[] = {{1, 0, RELATION_REPLY_TO},
                                                   {0, 1, RELATION_REPLY},
                                                   {3, 2, RELATION_REPLY_TO},
                                                   {2, 3, RELATION_REPLY},
                                                   {0, 5, RELATION_RELATED}};
static const char *const langs[] = {"en"};

static const struct memory_source curated = {
    .exhibit = {.id = "test",
                .title = "A correspondence",
                .years = "1961–1963",
                .credits = "From the archive.",
                .text_langs = langs,
                .text_lang_count = 1},
    .letters = letters,
    .letter_count = LETTERS,
    .persons = persons,
    .person_count = 3,
    .starts = starts,
    .start_count = 2,
    .relations = relations,
    .relation_count = sizeof relations / sizeof *relations,
};

static void open(struct fixture *fixture, const char *place)
{
    fixture_init_with_letters(fixture, place, 1280, 800, 101, &curated);
}

static void open_small(struct fixture *fixture, const char *place)
{
    fixture_init_with_letters(fixture, place, 800, 480, 70, &curated);
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static void tabs_lead_from_list_to_list(void)
{
    struct fixture fixture;
    open(&fixture, "contents");
    EXPECT(fixture_shows(&fixture, "Where it begins"));
    EXPECT(fixture_shows(&fixture, "He thanks for it."));
    EXPECT(fixture_shows(&fixture, "1961–1963"));
    EXPECT(fixture_tap(&fixture, "tab-all"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?all");
    EXPECT(fixture_shows(&fixture, "8 letters"));
    EXPECT(fixture_tap(&fixture, "tab-exchange"));
    EXPECT_TEXT(fixture_place(&fixture), "exchange?between=v06/p_K,v06/p_J");
    EXPECT(fixture_tap(&fixture, "tab-start"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    EXPECT(fixture_tap(&fixture, "letter=v06/d4"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d4");
    fixture_fini(&fixture);
}

static void filters_count_as_they_are_set(void)
{
    struct fixture fixture;
    open(&fixture, "contents?all");
    EXPECT(fixture_tap(&fixture, "filter-year"));
    EXPECT(fixture_shows(&fixture, "1962"));
    EXPECT(fixture_tap(&fixture, "filter=1962"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?year=1962");
    EXPECT(fixture_shows(&fixture, "3 letters"));
    EXPECT(fixture_target(&fixture, "letter=v06/d1") == NULL);
    EXPECT(fixture_tap(&fixture, "filter-person"));
    EXPECT(fixture_target(&fixture, "filter=v06/p_M") != NULL);
    EXPECT(fixture_tap(&fixture, "filter=v06/p_M"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?person=v06/p_M&year=1962");
    EXPECT(fixture_shows(&fixture, "1 letter"));
    EXPECT(fixture_tap(&fixture, "filter-year"));
    EXPECT(fixture_target(&fixture, "filter=1963") == NULL); /* she wrote none then */
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT(fixture_tap(&fixture, "filter-person"));
    EXPECT(fixture_tap(&fixture, "filter=all"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?year=1962");
    fixture_fini(&fixture);
}

static void a_filter_that_leaves_nothing_offers_all(void)
{
    struct fixture fixture;
    open(&fixture, "contents?year=1800");
    EXPECT(fixture_shows(&fixture, "No letters match."));
    EXPECT(fixture_tap(&fixture, "filter-clear"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?all");
    EXPECT(fixture_target(&fixture, "letter=v06/d1") != NULL);
    fixture_fini(&fixture);
}

static void a_list_is_where_it_was_left(void)
{
    struct fixture fixture;
    open_small(&fixture, "contents?all");
    EXPECT(fixture_target(&fixture, "letter=v06/d1") != NULL);
    EXPECT(fixture_tap(&fixture, "page-next"));
    fixture_wait(&fixture, 300);
    EXPECT(fixture_target(&fixture, "letter=v06/d1") == NULL);
    EXPECT(fixture_tap(&fixture, "letter=v06/d4"));
    EXPECT(fixture_tap(&fixture, "menu"));
    EXPECT(fixture_tap(&fixture, "contents"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?all");
    EXPECT(fixture_target(&fixture, "letter=v06/d4") != NULL);
    fixture_fini(&fixture);
}

static void a_small_screen_has_a_menu(void)
{
    struct fixture fixture;
    open_small(&fixture, "contents?all");
    EXPECT(fixture_tap(&fixture, "menu"));
    EXPECT(fixture_target(&fixture, "letter=v06/d1") == NULL);
    EXPECT(fixture_tap(&fixture, "menu-close"));
    EXPECT(fixture_tap(&fixture, "menu"));
    EXPECT(fixture_tap(&fixture, "filter-year"));
    EXPECT(fixture_tap(&fixture, "list-more"));
    EXPECT(fixture_tap(&fixture, "filter=1963"));
    EXPECT(fixture_shows(&fixture, "1963 · 3 letters"));
    EXPECT(fixture_tap(&fixture, "menu"));
    EXPECT(fixture_tap(&fixture, "about"));
    EXPECT_TEXT(fixture_place(&fixture), "about");
    EXPECT(fixture_shows(&fixture, "From the archive."));
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?year=1963");
    fixture_fini(&fixture);
}

static void says_what_the_exhibit_is(void)
{
    struct fixture fixture;
    open(&fixture, "contents");
    EXPECT(fixture_tap(&fixture, "about"));
    EXPECT_TEXT(fixture_place(&fixture), "about");
    EXPECT(fixture_shows(&fixture, "A correspondence"));
    EXPECT(fixture_shows(&fixture, "From the archive."));
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

/* ---- The exchange ------------------------------------------------------------------------------
 */

static void the_exchange_shows_silences_and_leads_to_letters(void)
{
    struct fixture fixture;
    open(&fixture, "exchange?between=v06/p_J,v06/p_K");
    EXPECT(fixture_shows(&fixture, "Kay"));
    EXPECT(fixture_shows(&fixture, "5 letters"));
    EXPECT(fixture_shows(&fixture, "71 days without a letter"));
    const struct draw_target *first = fixture_target(&fixture, "letter=v06/d1");
    const struct draw_target *second = fixture_target(&fixture, "letter=v06/d2");
    if (EXPECT(first != NULL) && EXPECT(second != NULL)) {
        EXPECT(first->drawn.x + first->drawn.w < second->drawn.x);
        EXPECT(first->drawn.y < second->drawn.y);
    }
    EXPECT(fixture_tap(&fixture, "time=January 1963"));
    fixture_wait(&fixture, 300);
    EXPECT(fixture_target(&fixture, "letter=v06/d1") == NULL);
    EXPECT(fixture_tap(&fixture, "letter=v06/d6"));
    EXPECT_TEXT(fixture_target(&fixture, "back")->label, "Back to The exchange");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT(fixture_target(&fixture, "letter=v06/d6") != NULL);
    EXPECT(fixture_tap(&fixture, "page-previous"));
    fixture_wait(&fixture, 300);
    EXPECT(fixture_target(&fixture, "letter=v06/d8") == NULL);
    fixture_fini(&fixture);
}

static void without_an_exchange_there_is_the_list(void)
{
    struct memory_source few = curated;
    struct fixture fixture;
    few.letter_count = 2;
    few.relation_count = 0;
    few.start_count = 0;
    fixture_init_with_letters(&fixture, "exchange", 1280, 800, 101, &few);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    EXPECT(fixture_target(&fixture, "tab-all") == NULL);
    fixture_fini(&fixture);
}

/* ---- Around a letter ---------------------------------------------------------------------------
 */

static void a_notice_stands_before_the_letter(void)
{
    struct fixture fixture;
    open(&fixture, "contents?all");
    EXPECT(fixture_tap(&fixture, "letter=v06/d2"));
    EXPECT(fixture_shows(&fixture, "It speaks of war."));
    EXPECT(!fixture_shows(&fixture, "We are ready"));
    fixture_key(&fixture, KEY_NEXT_PAGE);
    EXPECT(!fixture_shows(&fixture, "We are ready"));
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?all");
    EXPECT(fixture_tap(&fixture, "letter=v06/d2"));
    EXPECT(fixture_tap(&fixture, "read-on"));
    EXPECT(fixture_shows(&fixture, "We are ready"));
    /* Once read it does not come again on the way back. */
    EXPECT(fixture_tap(&fixture, "person=v06/p_K"));
    EXPECT(fixture_tap(&fixture, "go=contents?person=v06/p_K"));
    EXPECT_TEXT(fixture_place(&fixture), "contents?person=v06/p_K");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d2");
    EXPECT(fixture_shows(&fixture, "We are ready"));
    fixture_fini(&fixture);
}

static void badges_lead_to_brief_passage_and_web(void)
{
    struct fixture fixture;
    open_small(&fixture, "letter/d2");
    EXPECT(fixture_tap(&fixture, "read-on"));
    EXPECT(fixture_tap(&fixture, "about-letter"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d2#about");
    EXPECT(fixture_shows(&fixture, "He thanks for it."));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT(fixture_tap(&fixture, "key-passage"));
    EXPECT(strncmp(fixture_place(&fixture), "letter/v06/d2:", 14) == 0);
    EXPECT(fixture_tap(&fixture, "menu"));
    EXPECT(fixture_tap(&fixture, "web"));
    EXPECT(strstr(fixture_place(&fixture), "#web") != NULL);
    EXPECT(fixture_shows(&fixture, "https://a.example/2"));
    fixture_key(&fixture, KEY_BACK);
    EXPECT(strstr(fixture_place(&fixture), "#") == NULL);
    fixture_fini(&fixture);
}

static void the_list_of_pages_begins_with_what_matters(void)
{
    struct fixture fixture;
    open(&fixture, "letter/d2#pages");
    EXPECT(fixture_tap(&fixture, "read-on"));
    EXPECT(fixture_shows(&fixture, "The end of it"));
    EXPECT(fixture_tap(&fixture, "passage=1"));
    EXPECT(strncmp(fixture_place(&fixture), "letter/v06/d2:", 14) == 0);
    fixture_fini(&fixture);
}

static void the_end_leads_to_the_answer_and_on(void)
{
    struct fixture fixture;
    open(&fixture, "letter/d1#end");
    EXPECT(fixture_shows(&fixture, "Related letters"));
    EXPECT(fixture_shows(&fixture, "The reply · 10 Nov 1961"));
    EXPECT(fixture_target(&fixture, "related=v06/d6") != NULL);
    EXPECT(fixture_tap(&fixture, "related=v06/d6"));
    EXPECT_TEXT(fixture_target(&fixture, "back")->label, "Back to 1. K to J");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d1#end");
    EXPECT(fixture_tap(&fixture, "next-letter"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d2");
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"tabs_lead_from_list_to_list", tabs_lead_from_list_to_list},
        {"filters_count_as_they_are_set", filters_count_as_they_are_set},
        {"a_filter_that_leaves_nothing_offers_all", a_filter_that_leaves_nothing_offers_all},
        {"a_list_is_where_it_was_left", a_list_is_where_it_was_left},
        {"a_small_screen_has_a_menu", a_small_screen_has_a_menu},
        {"says_what_the_exhibit_is", says_what_the_exhibit_is},
        {"the_exchange_shows_silences_and_leads_to_letters",
         the_exchange_shows_silences_and_leads_to_letters},
        {"without_an_exchange_there_is_the_list", without_an_exchange_there_is_the_list},
        {"a_notice_stands_before_the_letter", a_notice_stands_before_the_letter},
        {"badges_lead_to_brief_passage_and_web", badges_lead_to_brief_passage_and_web},
        {"the_list_of_pages_begins_with_what_matters", the_list_of_pages_begins_with_what_matters},
        {"the_end_leads_to_the_answer_and_on", the_end_leads_to_the_answer_and_on},
        {0},
    };
    return harness_run(cases);
}
