/* The search screen, by touch alone. */
#include "fixture.h"
#include "support/harness.h"
#include "text/glyph_page.h"

#include <stdio.h>
#include <string.h>

static void type(struct fixture *fixture, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        char name[] = "key=a";
        name[4] = *letters;
        EXPECT(fixture_tap(fixture, *letters == ' ' ? "space" : name));
        fixture_wait(fixture, 400); /* a second tap on one target at once is ignored */
    }
}

/* Whether some picture of the last frame has something on the ground of what is found. */
static bool shows_found(const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->list.item_count; i++) {
        const struct glyph_page *page = fixture->list.items[i].page;
        for (size_t k = 0; page != NULL && k < page->rect_count; k++)
            if (page->rects[k].ink == TOKEN_MARK && page->rects[k].shape == SHAPE_RECT)
                return true;
    }
    return false;
}

static void finds_while_it_is_typed(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "search"));
    EXPECT_TEXT(fixture_place(&fixture), "search");
    EXPECT(fixture_shows(&fixture, "Search the letters"));
    type(&fixture, "t");
    EXPECT(fixture_target(&fixture, "letter=v06/d70") == NULL);
    type(&fixture, "ur");
    EXPECT_TEXT(fixture_place(&fixture), "search?q=tur");
    EXPECT(fixture_shows(&fixture, "1 letter"));
    EXPECT(fixture_shows(&fixture, "from Turkey"));
    EXPECT(shows_found(&fixture));
    EXPECT(fixture_target(&fixture, "letter=v06/d70") != NULL);
    EXPECT(fixture_tap(&fixture, "delete"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=tu");
    EXPECT(fixture_tap(&fixture, "clear"));
    EXPECT_TEXT(fixture_place(&fixture), "search");
    fixture_fini(&fixture);
}

static void opens_the_page_of_the_hit_and_comes_back(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search?q=N.", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "clear"));
    type(&fixture, "khrushchev kennedy");
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT(shows_found(&fixture));
    EXPECT_TEXT(fixture_target(&fixture, "back")->label, "Back to Search");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=khrushchev kennedy");
    EXPECT(fixture_target(&fixture, "letter=v06/d70") != NULL);
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    EXPECT(fixture_tap(&fixture, "search"));
    EXPECT_TEXT(fixture_place(&fixture), "search");
    fixture_fini(&fixture);
}

static void opens_the_note_of_a_hit(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search?q=a copy", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=0");
    EXPECT(shows_found(&fixture));
    fixture_fini(&fixture);
}

static void helps_where_nothing_is_found(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search?q=zzz", 1280, 800, 101);
    EXPECT(fixture_shows(&fixture, "Nothing found for “zzz”"));
    EXPECT(fixture_target(&fixture, "show") == NULL);
    EXPECT(fixture_tap(&fixture, "clear"));
    EXPECT(fixture_tap(&fixture, "try=Turkey"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=Turkey");
    EXPECT(fixture_target(&fixture, "letter=v06/d70") != NULL);
    EXPECT(fixture_target(&fixture, "key=q") == NULL);
    EXPECT(fixture_tap(&fixture, "field"));
    EXPECT(fixture_target(&fixture, "key=q") != NULL);
    fixture_fini(&fixture);
}

/* The letters are in English and Russian: two scripts, and numbers. */
static void offers_the_scripts_of_the_letters(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search", 1280, 800, 101);
    EXPECT_TEXT(fixture_target(&fixture, "script")->label, "АБВ");
    EXPECT(fixture_tap(&fixture, "script"));
    EXPECT_TEXT(fixture_target(&fixture, "script")->label, "ABC");
    EXPECT(fixture_tap(&fixture, "key=ё"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=ё");
    EXPECT(fixture_tap(&fixture, "digits"));
    EXPECT(fixture_tap(&fixture, "key=7"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=ё7");
    EXPECT(fixture_tap(&fixture, "script"));
    EXPECT(fixture_target(&fixture, "key=ё") != NULL);
    fixture_fini(&fixture);
}

static void forgets_the_query_with_the_visit(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search?q=turkey", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    EXPECT(fixture_tap(&fixture, "search"));
    EXPECT_TEXT(fixture_place(&fixture), "search");
    fixture_wait(&fixture, 95000);
    EXPECT(strncmp(fixture_place(&fixture), "attract/", 8) == 0);
    fixture_fini(&fixture);
}

/* Section 11: 16 × 14 mm, on small screens a pitch of 15 mm for Latin and 12.5 for Cyrillic, 11 mm
 * high. All inside the screen, none over another. */
static void keys_keep_to_their_sizes(void)
{
    static const struct {
        int w, h, diagonal, latin, cyrillic, height; /* tenths of a millimetre, drawn */
    } cases[] = {{1920, 1080, 156, 160, 160, 140},
                 {1080, 1920, 215, 160, 160, 140},
                 {1280, 800, 101, 160, 155, 140},
                 {1024, 600, 101, 160, 160, 140},
                 {800, 480, 70, 140, 115, 110}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        fixture_init(&fixture, "search", cases[i].w, cases[i].h, cases[i].diagonal);
        const struct screen screen = screen_make(cases[i].w, cases[i].h, cases[i].diagonal, 0, 100);
        for (int cyrillic = 0; cyrillic < 2; cyrillic++) {
            const struct draw_target *key = fixture_target(&fixture, cyrillic ? "key=ф" : "key=q");
            int wanted = cyrillic ? cases[i].cyrillic : cases[i].latin;
            EXPECT(screen_tenths_mm(&screen, key->drawn.w) >= wanted - 3);
            EXPECT(screen_tenths_mm(&screen, key->drawn.h) >= cases[i].height - 3);
            for (size_t a = 0; a < fixture.list.target_count; a++) {
                struct rect one = fixture.list.targets[a].hit;
                EXPECT(rect_equals(rect_intersection(one, fixture.list.screen), one));
                for (size_t b = 0; b < a; b++)
                    if (!EXPECT(!rect_intersects(one, fixture.list.targets[b].hit)))
                        printf("    %s over %s\n", fixture.list.targets[a].name,
                               fixture.list.targets[b].name);
            }
            EXPECT(fixture_tap(&fixture, "script"));
        }
        fixture_fini(&fixture);
    }
}

static void small_screens_show_the_list_alone(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search?q=message", 800, 480, 70);
    EXPECT_TEXT(fixture_target(&fixture, "show")->label, "Show 1");
    EXPECT(fixture_tap(&fixture, "show"));
    EXPECT(fixture_target(&fixture, "key=q") == NULL);
    EXPECT(fixture_tap(&fixture, "letter=v06/d66"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "search?q=message");
    EXPECT(fixture_target(&fixture, "key=q") == NULL);
    fixture_fini(&fixture);
}

static void typed_letters_go_into_the_query(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search", 1280, 800, 101);
    fixture_type(&fixture, "bases Ж");
    EXPECT_TEXT(fixture_place(&fixture), "search?q=bases Ж");
    fixture_key(&fixture, KEY_DELETE);
    fixture_key(&fixture, KEY_SPACE); /* one space is enough */
    EXPECT_TEXT(fixture_place(&fixture), "search?q=bases ");
    for (int i = 0; i < 6; i++)
        fixture_key(&fixture, KEY_DELETE);
    EXPECT_TEXT(fixture_place(&fixture), "search");
    fixture_key(&fixture, KEY_DELETE); /* nothing is left to take back: the key goes back */
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_type(&fixture, "x");
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void escape_leaves_the_search_at_once(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "search", 1280, 800, 101);
    fixture_type(&fixture, "tu");
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds_while_it_is_typed", finds_while_it_is_typed},
        {"opens_the_page_of_the_hit_and_comes_back", opens_the_page_of_the_hit_and_comes_back},
        {"opens_the_note_of_a_hit", opens_the_note_of_a_hit},
        {"helps_where_nothing_is_found", helps_where_nothing_is_found},
        {"offers_the_scripts_of_the_letters", offers_the_scripts_of_the_letters},
        {"forgets_the_query_with_the_visit", forgets_the_query_with_the_visit},
        {"keys_keep_to_their_sizes", keys_keep_to_their_sizes},
        {"small_screens_show_the_list_alone", small_screens_show_the_list_alone},
        {"typed_letters_go_into_the_query", typed_letters_go_into_the_query},
        {"escape_leaves_the_search_at_once", escape_leaves_the_search_at_once},
        {0},
    };
    return harness_run(cases);
}
