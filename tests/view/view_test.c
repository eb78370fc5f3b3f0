#include "view/view.h"

#include "fixture.h"
#include "support/harness.h"

#include <string.h>

static void opens_a_letter_at_its_first_page(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    EXPECT(fixture_shows(&fixture, "Khrushchev to Kennedy · Moscow, October 28, 1962"));
    EXPECT(fixture_shows(&fixture, "page 1 of"));
    EXPECT(fixture_target(&fixture, "note=0") != NULL);
    EXPECT(fixture_target(&fixture, "note=1") != NULL);
    EXPECT(fixture_target(&fixture, "page-next") != NULL);
    EXPECT(fixture_target(&fixture, "page-previous") == NULL);
    fixture_fini(&fixture);
}

static void opens_a_note_and_closes_it_outside(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "note=1"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    EXPECT(fixture_shows(&fixture, "See Document 66."));
    EXPECT(
        !rect_intersects(fixture_box(&fixture, BOX_OVERLAY), fixture_box(&fixture, BOX_MARK_LINE)));
    EXPECT(fixture_tap(&fixture, "note=2"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=2");
    fixture_tap_at(&fixture, 3, 100);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void the_source_note_stands_behind_its_badge(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT_TEXT(fixture_target(&fixture, "note=0")->label, "Source");
    EXPECT(fixture_tap(&fixture, "note=0"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=0");
    fixture_fini(&fixture);
}

static void pushes_a_note_in_a_note_and_comes_back(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=1", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "note=3"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=3");
    EXPECT_TEXT(fixture_target(&fixture, "note-back")->label, "Note 1");
    EXPECT(fixture_tap(&fixture, "note-back"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void follows_a_reference_and_comes_back_to_the_open_note(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=1", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "go=letter/v06/d66"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66");
    EXPECT_TEXT(fixture_target(&fixture, "back")->label, "Back to 70. Khrushchev to Kennedy");
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    EXPECT(fixture_target(&fixture, "back") == NULL);
    fixture_fini(&fixture);
}

static void says_when_a_reference_leads_out_of_the_exhibit(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=4", 1280, 800, 101);
    EXPECT(fixture_shows(&fixture, "In another volume"));
    fixture_fini(&fixture);
}

static void opens_persons(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "person=v06/p_KRF1"));
    EXPECT(fixture_shows(&fixture, "Kennedy, Robert F."));
    EXPECT(fixture_shows(&fixture, "Attorney General"));
    fixture_fini(&fixture);
}

static void scrolls_a_long_note(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=2", 800, 480, 70);
    EXPECT(fixture_target(&fixture, "note-up") == NULL);
    int taps = 0;
    while (fixture_tap(&fixture, "note-more") && taps < 50)
        taps++;
    EXPECT(taps >= 2 && taps < 50);
    EXPECT(fixture_target(&fixture, "note-up") != NULL);
    EXPECT(fixture_box(&fixture, BOX_OVERLAY).h * 10 <= 480 * 6);
    fixture_fini(&fixture);
}

static void turns_pages_by_swipe_button_and_key(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    fixture_swipe(&fixture, -400);
    EXPECT(fixture_shows(&fixture, "page 2 of"));
    EXPECT(strncmp(fixture_place(&fixture), "letter/v06/d70:", 15) == 0);
    fixture_swipe(&fixture, 400);
    EXPECT(fixture_shows(&fixture, "page 1 of"));
    fixture_swipe(&fixture, -40);
    EXPECT(fixture_shows(&fixture, "page 1 of"));
    EXPECT(fixture_tap(&fixture, "page-next"));
    fixture_wait(&fixture, 300);
    EXPECT(fixture_shows(&fixture, "page 2 of"));
    fixture_key(&fixture, KEY_PREVIOUS_PAGE);
    fixture_wait(&fixture, 300);
    EXPECT(fixture_shows(&fixture, "page 1 of"));
    fixture_fini(&fixture);
}

static void a_page_turn_closes_the_note(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=1", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "page-next"));
    fixture_wait(&fixture, 300);
    EXPECT(strstr(fixture_place(&fixture), "#note") == NULL);
    EXPECT(fixture_shows(&fixture, "page 2 of"));
    fixture_fini(&fixture);
}

static void asks_before_it_starts_again(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#note=1", 1280, 800, 101);
    int seconds = 0;
    for (; strcmp(fixture_place(&fixture), "prompt") != 0 && seconds < 300; seconds++)
        fixture_wait(&fixture, 1000);
    EXPECT(seconds >= 60 && seconds <= 240);
    fixture_tap_at(&fixture, 20, 20);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    fixture_wait(&fixture, 275000);
    EXPECT(strncmp(fixture_place(&fixture), "attract/", 8) == 0);
    fixture_fini(&fixture);
}

static void the_prompt_counts_once_a_second(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "prompt", 1280, 800, 101);
    EXPECT(fixture_shows(&fixture, "30 seconds"));
    fixture_wait(&fixture, 2000);
    EXPECT(fixture_shows(&fixture, "28 seconds"));
    EXPECT(fixture_tap(&fixture, "still-reading"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void the_slideshow_leads_in(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "attract/0", 1280, 800, 101);
    EXPECT(fixture_shows(&fixture, "A short message."));
    fixture_wait(&fixture, 13000);
    EXPECT_TEXT(fixture_place(&fixture), "attract/1");
    EXPECT(fixture_tap(&fixture, "go=letter/v06/d70:3.0"));
    EXPECT(strncmp(fixture_place(&fixture), "letter/v06/d70", 14) == 0);
    fixture_fini(&fixture);
    fixture_init(&fixture, "attract/0", 1280, 800, 101);
    fixture_tap_at(&fixture, 10, 10);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
    fixture_init(&fixture, "attract/0", 1280, 800, 101);
    fixture_key(&fixture, KEY_NEXT_ITEM);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void lists_letters_and_comes_back_to_the_list(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    EXPECT(fixture_shows(&fixture, "Two letters"));
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    EXPECT(fixture_tap(&fixture, "contents"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void everything_is_reached_by_keys(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    for (int i = 0; i < 40 && strstr(fixture_place(&fixture), "#note=1") == NULL; i++) {
        fixture_key(&fixture, KEY_NEXT_ITEM);
        const struct draw_target *mark = fixture_target(&fixture, "note=1");
        if (mark != NULL && mark->focus == i + 1)
            fixture_key(&fixture, KEY_SELECT);
    }
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_key(&fixture, KEY_HOME);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void lists_this_pages_notes_and_opens_one_docked(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "notes"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#notes");
    EXPECT(fixture_shows(&fixture, "See Document 66."));
    EXPECT(fixture_tap(&fixture, "note=1"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    /* Docked: the card ends at the bar. */
    struct rect card = fixture_box(&fixture, BOX_OVERLAY), bar = fixture_box(&fixture, BOX_BAR);
    EXPECT_INT(card.y + card.h, bar.y);
    fixture_fini(&fixture);
}

static void lists_pages_and_goes_to_one(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70#pages", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "page=2"));
    EXPECT(fixture_shows(&fixture, "page 2 of"));
    fixture_key(&fixture, KEY_HOME);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void the_end_leads_to_the_next_letter(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d66", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "page-next"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66#end");
    EXPECT(fixture_tap(&fixture, "next-letter"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
    fixture_init(&fixture, "letter/d70#end", 1280, 800, 101);
    EXPECT(fixture_target(&fixture, "next-letter") == NULL);
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void options_act_at_once_and_end_with_the_visit(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    int height = fixture_box(&fixture, BOX_LINE).h;
    EXPECT(fixture_tap(&fixture, "options"));
    EXPECT_TEXT(fixture_place(&fixture), "options");
    EXPECT(fixture_tap(&fixture, "size-larger"));
    EXPECT(fixture_tap(&fixture, "theme-evening"));
    EXPECT(fixture_tap(&fixture, "style-clear"));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    EXPECT(fixture_box(&fixture, BOX_LINE).h > height);
    EXPECT_INT(fixture.list.theme, THEME_EVENING);
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT_INT(fixture.list.theme, THEME_PAPER);
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT_INT(fixture_box(&fixture, BOX_LINE).h, height);
    fixture_fini(&fixture);
}

static void choose(struct fixture *fixture, const char *what)
{
    EXPECT(fixture_tap(fixture, "options"));
    EXPECT(fixture_tap(fixture, what));
    EXPECT(fixture_tap(fixture, "close"));
}

/* However often sizes, styles and screens change: the page begins no later than with the word that
 * stays, and with it again when all is as before; a page turned to has a word of its own. */
static void the_first_word_stays(void)
{
    static const char *const taps[] = {"size-larger",  "size-larger",  "size-larger",
                                       "style-clear",  "size-smaller", "size-smaller",
                                       "size-smaller", "style-book"};
    const struct screen upright = screen_make(800, 1280, 101, 0, 100);
    const struct screen level = screen_make(1280, 800, 101, 0, 100);
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    for (int page = 3; page >= 2; page--) {
        fixture_swipe(&fixture, page == 3 ? -400 : 400);
        fixture_swipe(&fixture, page == 3 ? -400 : 0);
        struct place before = view_place(fixture.view);
        EXPECT(before.has_offset);
        for (size_t i = 0; i < sizeof taps / sizeof *taps; i++) {
            choose(&fixture, taps[i]);
            fixture_take(&fixture, view_resize(fixture.view, &upright, fixture.now_ms));
            fixture_take(&fixture, view_resize(fixture.view, &level, fixture.now_ms));
            struct place after = view_place(fixture.view);
            EXPECT(after.block < before.block ||
                   (after.block == before.block && after.byte <= before.byte));
        }
        struct place after = view_place(fixture.view);
        EXPECT_INT(after.block, before.block);
        EXPECT_INT(after.byte, before.byte);
    }
    fixture_fini(&fixture);
}

static void low_controls_and_stillness_can_be_chosen(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "options"));
    EXPECT(fixture_tap(&fixture, "reach-low"));
    EXPECT(fixture_tap(&fixture, "motion-still"));
    EXPECT(fixture_tap(&fixture, "close"));
    fixture_wait(&fixture, 100); /* the letter is paged anew */
    EXPECT(fixture_tap(&fixture, "page-next"));
    EXPECT(fixture.answer.deadline_ms > fixture.now_ms + 1000); /* nothing moves */
    EXPECT(fixture_tap(&fixture, "page-previous"));
    EXPECT(fixture_tap(&fixture, "note=1"));
    struct rect card = fixture_box(&fixture, BOX_OVERLAY), bar = fixture_box(&fixture, BOX_BAR);
    EXPECT_INT(card.y + card.h, bar.y);
    fixture_fini(&fixture);
}

static void choices_without_room_are_on_a_second_page(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "options", 800, 480, 70);
    EXPECT(fixture_target(&fixture, "reach-low") == NULL);
    EXPECT(fixture_tap(&fixture, "options-more"));
    EXPECT(fixture_target(&fixture, "theme-evening") == NULL);
    EXPECT(fixture_tap(&fixture, "reach-low"));
    EXPECT(fixture_tap(&fixture, "options-up"));
    EXPECT(fixture_tap(&fixture, "theme-evening"));
    EXPECT_INT(fixture.list.theme, THEME_EVENING);
    fixture_fini(&fixture);
}

static void damaged_content_gives_the_service_card(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    fixture.memory.fails = STATUS_INVALID;
    const struct place place = {.kind = PLACE_CONTENTS};
    (void)view_go(fixture.view, &place, fixture.now_ms);
    view_draw(fixture.view, fixture.now_ms, &fixture.list);
    EXPECT_TEXT(fixture_place(&fixture), "fault/E43");
    EXPECT(fixture_shows(&fixture, "This screen is resting. Please tell a member of staff. (E43)"));
    fixture_fini(&fixture);
}

static void a_place_that_is_not_there_shows_the_list(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d999", 1280, 800, 101);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

/* An upright screen of ten inches has less room than seven buttons would like. */
static void buttons_of_a_narrow_bar_lie_beside_each_other(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 800, 1280, 101);
    const struct draw_list *list = &fixture.list;
    int seen = 0;
    for (size_t a = 0; a < list->target_count; a++) {
        const struct rect left = list->targets[a].drawn;
        if (list->targets[a].role != ROLE_BUTTON)
            continue;
        seen++;
        EXPECT(left.x >= 0 && left.x + left.w <= 800 && left.w > 0);
        for (size_t b = a + 1; b < list->target_count; b++) {
            const struct rect both = rect_intersection(left, list->targets[b].drawn);
            EXPECT(list->targets[b].role != ROLE_BUTTON || both.w <= 0 || both.h <= 0);
        }
    }
    EXPECT(seen >= 6);
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"opens_a_letter_at_its_first_page", opens_a_letter_at_its_first_page},
        {"opens_a_note_and_closes_it_outside", opens_a_note_and_closes_it_outside},
        {"the_source_note_stands_behind_its_badge", the_source_note_stands_behind_its_badge},
        {"pushes_a_note_in_a_note_and_comes_back", pushes_a_note_in_a_note_and_comes_back},
        {"follows_a_reference_and_comes_back_to_the_open_note",
         follows_a_reference_and_comes_back_to_the_open_note},
        {"says_when_a_reference_leads_out_of_the_exhibit",
         says_when_a_reference_leads_out_of_the_exhibit},
        {"opens_persons", opens_persons},
        {"scrolls_a_long_note", scrolls_a_long_note},
        {"turns_pages_by_swipe_button_and_key", turns_pages_by_swipe_button_and_key},
        {"a_page_turn_closes_the_note", a_page_turn_closes_the_note},
        {"asks_before_it_starts_again", asks_before_it_starts_again},
        {"the_prompt_counts_once_a_second", the_prompt_counts_once_a_second},
        {"the_slideshow_leads_in", the_slideshow_leads_in},
        {"lists_letters_and_comes_back_to_the_list", lists_letters_and_comes_back_to_the_list},
        {"everything_is_reached_by_keys", everything_is_reached_by_keys},
        {"lists_this_pages_notes_and_opens_one_docked",
         lists_this_pages_notes_and_opens_one_docked},
        {"lists_pages_and_goes_to_one", lists_pages_and_goes_to_one},
        {"the_end_leads_to_the_next_letter", the_end_leads_to_the_next_letter},
        {"options_act_at_once_and_end_with_the_visit", options_act_at_once_and_end_with_the_visit},
        {"the_first_word_stays", the_first_word_stays},
        {"low_controls_and_stillness_can_be_chosen", low_controls_and_stillness_can_be_chosen},
        {"choices_without_room_are_on_a_second_page", choices_without_room_are_on_a_second_page},
        {"buttons_of_a_narrow_bar_lie_beside_each_other",
         buttons_of_a_narrow_bar_lie_beside_each_other},
        {"damaged_content_gives_the_service_card", damaged_content_gives_the_service_card},
        {"a_place_that_is_not_there_shows_the_list", a_place_that_is_not_there_shows_the_list},
        {0},
    };
    return harness_run(cases);
}
