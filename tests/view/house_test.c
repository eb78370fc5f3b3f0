/* What those who run the kiosk do to it: opening hours, brightness, a new edition that waits, what
 * a visit begins with. */
#include "fixture.h"
#include "support/harness.h"

#include <string.h>

static void begin(struct fixture *fixture, const char *place)
{
    fixture_init_with_staff(fixture, place, 1280, 800, 101);
}

static void set_open(struct fixture *fixture, bool open)
{
    fixture_take(fixture, view_set_open(fixture->view, open, fixture->now_ms));
}

static void set_waiting(struct fixture *fixture)
{
    fixture_take(fixture, view_set_waiting(fixture->view, true, fixture->now_ms));
}

static bool is_at(const struct fixture *fixture, const char *place)
{
    return strncmp(fixture_place(fixture), place, strlen(place)) == 0;
}

/* ---- Opening hours ---- */

static void slides_end_at_closing_time(void)
{
    struct fixture fixture;
    begin(&fixture, "attract/1");
    set_open(&fixture, false);
    EXPECT(is_at(&fixture, "sleep"));
    EXPECT(view_is_asleep(fixture.view));
    EXPECT_INT(fixture.list.item_count, 1);
    EXPECT_INT(fixture.list.items[0].token, TOKEN_BLACK);
    EXPECT_INT(fixture.list.target_count, 0);
    EXPECT_INT(fixture.answer.deadline_ms, UINT64_MAX);
    set_open(&fixture, true);
    EXPECT(is_at(&fixture, "attract"));
    fixture_fini(&fixture);
}

static void a_reader_reads_on(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d66");
    set_open(&fixture, false);
    EXPECT(is_at(&fixture, "letter"));
    fixture_wait(&fixture, 600000);
    EXPECT(is_at(&fixture, "sleep"));
    fixture_fini(&fixture);
}

static void a_touch_wakes_it_for_two_minutes(void)
{
    struct fixture fixture;
    begin(&fixture, "attract/1");
    set_open(&fixture, false);
    fixture_tap_at(&fixture, 600, 400);
    EXPECT(is_at(&fixture, "attract"));
    fixture_wait(&fixture, 119000);
    EXPECT(is_at(&fixture, "attract"));
    fixture_wait(&fixture, 1000);
    EXPECT(is_at(&fixture, "sleep"));
    fixture_key(&fixture, KEY_NEXT_ITEM);
    EXPECT(is_at(&fixture, "attract"));
    fixture_fini(&fixture);
}

static void without_sleep_wake_only_staff_wake_it(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "attract/1", 1280, 800, 101);
    set_open(&fixture, false);
    EXPECT(is_at(&fixture, "sleep"));
    fixture_fini(&fixture);
    begin(&fixture, "attract/1");
    set_open(&fixture, false);
    fixture_key(&fixture, KEY_STAFF);
    EXPECT(is_at(&fixture, "pin"));
    EXPECT(!view_is_asleep(fixture.view));
    EXPECT(fixture_tap(&fixture, "cancel"));
    EXPECT(is_at(&fixture, "sleep"));
    fixture_fini(&fixture);
}

/* ---- Brightness ---- */

static void a_screen_without_backlight_is_darkened(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    size_t items = fixture.list.item_count;
    fixture_take(&fixture, view_dim(fixture.view, 40, fixture.now_ms));
    EXPECT_INT(fixture.list.item_count, items + 1);
    const struct draw_item *veil = &fixture.list.items[items];
    EXPECT_INT(veil->token, TOKEN_BLACK);
    EXPECT_INT(veil->alpha, 153);
    EXPECT_INT(veil->rect.w, 1280);
    fixture_take(&fixture, view_dim(fixture.view, 100, fixture.now_ms));
    EXPECT_INT(fixture.list.item_count, items);
    fixture_fini(&fixture);
}

/* ---- A new edition ---- */

/* Reads on for a multiple of 10 seconds, touching every 10. */
static void read_for(struct fixture *fixture, int seconds)
{
    for (int i = 0; i < seconds / 10; i++) {
        fixture_key(fixture, KEY_QUIETER); /* takes 400 ms */
        fixture_wait(fixture, 10000 - 400);
    }
}

static void a_reader_who_stays_is_told_after_ten_minutes(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d66");
    set_waiting(&fixture);
    read_for(&fixture, 590);
    fixture_wait(&fixture, 9999);
    EXPECT(is_at(&fixture, "letter"));
    fixture_wait(&fixture, 1);
    EXPECT(is_at(&fixture, "prompt"));
    EXPECT(fixture_shows(&fixture, "New letters are ready. This screen starts again in"));
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT(is_at(&fixture, "attract"));
    fixture_fini(&fixture);
}

static void it_can_be_put_off_twice_by_two_minutes(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d66");
    set_waiting(&fixture);
    read_for(&fixture, 600);
    for (int i = 0; i < 2; i++) {
        EXPECT(is_at(&fixture, "prompt"));
        EXPECT(fixture_tap(&fixture, "still-reading"));
        read_for(&fixture, 110);
        fixture_wait(&fixture, 9000);
        EXPECT(is_at(&fixture, "letter"));
        fixture_wait(&fixture, 1000);
    }
    EXPECT(is_at(&fixture, "prompt"));
    EXPECT(fixture_target(&fixture, "still-reading") == NULL);
    fixture_tap_at(&fixture, 600, 100);
    fixture_key(&fixture, KEY_SELECT);
    EXPECT(is_at(&fixture, "prompt"));
    fixture_wait(&fixture, 30000);
    EXPECT(is_at(&fixture, "attract"));
    fixture_fini(&fixture);
}

static void nobody_is_told_of_it_in_the_slides_or_on_staff_pages(void)
{
    struct fixture fixture;
    begin(&fixture, "attract/1");
    set_waiting(&fixture);
    fixture_wait(&fixture, 700000);
    EXPECT(is_at(&fixture, "attract"));
    fixture_key(&fixture, KEY_STAFF);
    EXPECT(is_at(&fixture, "pin"));
    fixture_wait(&fixture, 10000);
    EXPECT(is_at(&fixture, "pin"));
    fixture_fini(&fixture);
}

/* ---- What staff set ---- */

static void the_next_visit_begins_as_staff_have_set_it(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    const struct view_usual usual = {
        .strings = fixture.strings, .theme = THEME_EVENING, .style = {.still = true}};
    fixture_take(&fixture, view_set_usual(fixture.view, &usual, fixture.now_ms));
    EXPECT_INT(fixture.list.theme, THEME_EVENING);
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT_INT(fixture.list.theme, THEME_EVENING);
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"slides_end_at_closing_time", slides_end_at_closing_time},
        {"a_reader_reads_on", a_reader_reads_on},
        {"a_touch_wakes_it_for_two_minutes", a_touch_wakes_it_for_two_minutes},
        {"without_sleep_wake_only_staff_wake_it", without_sleep_wake_only_staff_wake_it},
        {"a_screen_without_backlight_is_darkened", a_screen_without_backlight_is_darkened},
        {"a_reader_who_stays_is_told_after_ten_minutes",
         a_reader_who_stays_is_told_after_ten_minutes},
        {"it_can_be_put_off_twice_by_two_minutes", it_can_be_put_off_twice_by_two_minutes},
        {"nobody_is_told_of_it_in_the_slides_or_on_staff_pages",
         nobody_is_told_of_it_in_the_slides_or_on_staff_pages},
        {"the_next_visit_begins_as_staff_have_set_it", the_next_visit_begins_as_staff_have_set_it},
        {0},
    };
    return harness_run(cases);
}
