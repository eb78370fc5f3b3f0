/* The way for staff: the PIN pad, the menu, its pages, and how all of it closes. */
#include "fixture.h"
#include "support/harness.h"

#include <string.h>

static void begin(struct fixture *fixture, const char *place)
{
    fixture_init_with_staff(fixture, place, 1920, 1080, 156);
}

/* As the gesture does it: the finger is still on the glass, and leaves it then. */
static void ask(struct fixture *fixture)
{
    struct gesture gesture = {.kind = GESTURE_PRESS, .time_ms = fixture->now_ms, .start = {30, 30}};
    fixture_take(fixture, view_gesture(fixture->view, &gesture));
    fixture_key(fixture, KEY_STAFF);
    gesture.kind = GESTURE_TAP;
    gesture.time_ms = fixture->now_ms;
    fixture_take(fixture, view_gesture(fixture->view, &gesture));
}

static void enter(struct fixture *fixture)
{
    ask(fixture);
    fixture_type(fixture, "2468");
    fixture_key(fixture, KEY_SELECT);
    EXPECT_TEXT(fixture_place(fixture), "staff");
}

static void the_pad_lies_over_what_was_there(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d70#note=1");
    ask(&fixture);
    EXPECT_TEXT(fixture_place(&fixture), "pin");
    EXPECT(fixture_target(&fixture, "note=1") == NULL);
    EXPECT(fixture_tap(&fixture, "cancel"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    fixture_fini(&fixture);
}

static void the_pad_closes_after_20_seconds(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d70");
    ask(&fixture);
    EXPECT(fixture_shows(&fixture, "Closes in 20 s"));
    fixture_wait(&fixture, 10000);
    EXPECT(fixture_shows(&fixture, "Closes in 10 s"));
    EXPECT(fixture_tap(&fixture, "digit=2"));
    EXPECT(fixture_shows(&fixture, "Closes in 20 s"));
    fixture_wait(&fixture, 19500);
    EXPECT_TEXT(fixture_place(&fixture), "pin");
    fixture_wait(&fixture, 500);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void digits_are_touched_or_typed(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    ask(&fixture);
    EXPECT(fixture_tap(&fixture, "digit=2"));
    EXPECT(fixture_tap(&fixture, "digit=4"));
    EXPECT(fixture_tap(&fixture, "digit=9"));
    EXPECT(fixture_tap(&fixture, "delete"));
    fixture_type(&fixture, "x68");
    EXPECT(fixture_tap(&fixture, "ok"));
    EXPECT_TEXT(fixture_place(&fixture), "staff");
    fixture_fini(&fixture);
}

/* A keypad has arrows and one round key. */
static void keys_alone_are_enough(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    ask(&fixture);
    fixture_type(&fixture, "246");
    for (int i = 0; i < 8; i++)
        fixture_key(&fixture, KEY_NEXT_ITEM);
    fixture_key(&fixture, KEY_SELECT); /* the eighth key is 8 */
    for (int i = 0; i < 4; i++)
        fixture_key(&fixture, KEY_NEXT_ITEM);
    fixture_key(&fixture, KEY_SELECT);
    EXPECT_TEXT(fixture_place(&fixture), "staff");
    fixture_key(&fixture, KEY_NEXT_ITEM);
    fixture_key(&fixture, KEY_SELECT);
    EXPECT_TEXT(fixture_place(&fixture), "staff/content");
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "staff");
    fixture_key(&fixture, KEY_HOME);
    EXPECT(strncmp(fixture_place(&fixture), "attract", 7) == 0);
    fixture_fini(&fixture);
}

static void five_wrong_pins_lock_the_pad(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    ask(&fixture);
    for (int i = 0; i < 5; i++) {
        fixture_type(&fixture, "1111");
        fixture_key(&fixture, KEY_SELECT);
        EXPECT_TEXT(fixture_place(&fixture), "pin");
    }
    EXPECT(fixture_shows(&fixture, "Locked for 60 s"));
    EXPECT(fixture_tap(&fixture, "cancel"));
    ask(&fixture);
    fixture_type(&fixture, "2468");
    fixture_key(&fixture, KEY_SELECT);
    EXPECT_TEXT(fixture_place(&fixture), "pin");
    EXPECT(fixture_tap(&fixture, "cancel"));
    fixture_wait(&fixture, 60000);
    enter(&fixture);
    fixture_fini(&fixture);
}

static void without_a_pin_nobody_gets_in(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    fixture_key(&fixture, KEY_STAFF);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void it_opens_over_slides_and_the_question_too(void)
{
    static const char *const places[] = {"attract/1", "prompt", "options", "fault/E44"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct fixture fixture;
        begin(&fixture, places[i]);
        enter(&fixture);
        fixture_fini(&fixture);
    }
}

static void the_menu_tells_how_the_kiosk_is(void)
{
    struct fixture fixture;
    begin(&fixture, "staff");
    EXPECT(fixture_shows(&fixture, "42 · Letters from the harbour"));
    EXPECT(fixture_shows(&fixture, "2810 of 3915 MB free"));
    EXPECT(fixture_shows(&fixture, "47 °C"));
    EXPECT(fixture_shows(&fixture, "E21"));
    EXPECT(fixture_shows(&fixture, "2026-11-23 14:05"));
    EXPECT(fixture_tap(&fixture, "staff=mistakes"));
    EXPECT(fixture_shows(&fixture, "vitrine.ini:3: theme:"));
    EXPECT(fixture_tap(&fixture, "back"));
    EXPECT(fixture_tap(&fixture, "staff=records"));
    EXPECT(fixture_shows(&fixture, "118"));
    EXPECT(fixture_shows(&fixture, "17 · ok"));
    EXPECT(fixture_shows(&fixture, "Not signed by a key this kiosk knows (key 1D38C1EE). E20"));
    EXPECT(fixture_shows(&fixture, "41 · 41 is below 42"));
    fixture_fini(&fixture);
}

static void closing_begins_anew(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d70");
    enter(&fixture);
    EXPECT(fixture_tap(&fixture, "staff=content"));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT(strncmp(fixture_place(&fixture), "attract", 7) == 0);
    fixture_fini(&fixture);
}

static void the_menu_closes_after_two_minutes(void)
{
    struct fixture fixture;
    begin(&fixture, "letter/d70");
    enter(&fixture);
    fixture_wait(&fixture, 100000);
    EXPECT(fixture_tap(&fixture, "staff=hours"));
    fixture_wait(&fixture, 119000);
    EXPECT_TEXT(fixture_place(&fixture), "staff/hours");
    fixture_wait(&fixture, 1000);
    EXPECT(strncmp(fixture_place(&fixture), "attract", 7) == 0);
    fixture_fini(&fixture);
}

static void what_is_asked_for_is_asked_once_and_answered(void)
{
    static const struct {
        const char *page, *button, *line;
    } cases[] = {{"staff", "ask=save-records", "save-records\n"},
                 {"staff/previous", "ask=previous", "previous\n"},
                 {"staff/restart", "ask=restart", "restart\n"},
                 {"staff/shutdown", "ask=shutdown", "shutdown\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        begin(&fixture, cases[i].page);
        EXPECT_INT(fixture.requests.length, 0);
        EXPECT(fixture_tap(&fixture, cases[i].button));
        EXPECT_TEXT(buffer_string(&fixture.requests), cases[i].line);
        EXPECT(fixture_shows(&fixture, "It has been asked for."));
        fixture_fini(&fixture);
    }
}

static void settings_are_requests_too(void)
{
    static const struct {
        const char *page, *button, *line;
    } cases[] = {{"staff/screen", "day-darker", "set brightness.day_percent 70\n"},
                 {"staff/screen", "night-brighter", "set brightness.night_percent 40\n"},
                 {"staff/screen", "theme-evening", "set theme evening\n"},
                 {"staff/screen", "motion-still", "set pictures still\n"},
                 {"staff/screen", "diagonal-1", "set screen.diagonal_in 15.5\n"},
                 {"staff/screen", "diagonal+10", "set screen.diagonal_in 16.6\n"},
                 {"staff/hours", "open-always", "set hours always\n"},
                 {"staff/hours", "open-earlier", "set hours 09:45-18:00\n"},
                 {"staff/hours", "close-later", "set hours 10:00-18:15\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        begin(&fixture, cases[i].page);
        EXPECT(fixture_tap(&fixture, cases[i].button));
        EXPECT_TEXT(buffer_string(&fixture.requests), cases[i].line);
        fixture_fini(&fixture);
    }
}

static void what_goes_no_further_is_off(void)
{
    struct fixture fixture;
    begin(&fixture, "contents");
    fixture.facts.settings.day_percent = 100;
    fixture.facts.settings.night_percent = 10;
    enter(&fixture);
    EXPECT(fixture_tap(&fixture, "staff=screen"));
    EXPECT(fixture_target(&fixture, "day-brighter") == NULL);
    EXPECT(fixture_target(&fixture, "day-darker") != NULL);
    EXPECT(fixture_target(&fixture, "night-darker") == NULL);
    fixture_fini(&fixture);
}

static void while_it_is_cleaned_the_screen_is_deaf(void)
{
    struct fixture fixture;
    begin(&fixture, "staff");
    EXPECT(fixture_tap(&fixture, "staff=clean"));
    fixture_tap_at(&fixture, 100, 100);
    fixture_key(&fixture, KEY_HOME);
    fixture_key(&fixture, KEY_BACK);
    fixture_wait(&fixture, 50000);
    EXPECT_TEXT(fixture_place(&fixture), "staff/clean");
    fixture_wait(&fixture, 10000);
    EXPECT_TEXT(fixture_place(&fixture), "staff");
    fixture_fini(&fixture);
}

static void contact(struct fixture *fixture, enum input_event_kind kind, int64_t finger, int x,
                    int y)
{
    const struct input_event event = {
        .kind = kind, .time_ms = fixture->now_ms, .contact = finger, .point = {x, y}};
    fixture_take(fixture, view_contact(fixture->view, &event));
}

static void the_chart_names_every_finger(void)
{
    struct fixture fixture;
    begin(&fixture, "staff/chart");
    contact(&fixture, INPUT_TOUCH_DOWN, 0, 100, 200);
    contact(&fixture, INPUT_TOUCH_DOWN, 1, 640, 400);
    contact(&fixture, INPUT_TOUCH_MOVE, 1, 641, 402);
    EXPECT(fixture_shows(&fixture, "Fingers: 2, most at once 2"));
    EXPECT(fixture_shows(&fixture, "100, 200 px · 18.0, 36.0 mm"));
    EXPECT(fixture_shows(&fixture, "641, 402 px"));
    contact(&fixture, INPUT_TOUCH_UP, 0, 100, 200);
    contact(&fixture, INPUT_TOUCH_UP, 1, 641, 402);
    EXPECT(fixture_shows(&fixture, "Fingers: 0, most at once 2"));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT_TEXT(fixture_place(&fixture), "staff/screen");
    fixture_fini(&fixture);
}

/* Five taps and a PIN are no visit; what a visitor had read before them is one. */
static void staff_are_not_counted(void)
{
    struct fixture fixture;
    begin(&fixture, "attract/1");
    fixture_tap_at(&fixture, 20, 20);
    fixture_wait(&fixture, 2000);
    enter(&fixture);
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT_INT(fixture.visits.length, 0);
    fixture_tap_at(&fixture, 20, 20);
    fixture_wait(&fixture, 20000);
    enter(&fixture);
    EXPECT(fixture.visits.length > 0);
    size_t before = fixture.visits.length;
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT_INT(fixture.visits.length, before);
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"the_pad_lies_over_what_was_there", the_pad_lies_over_what_was_there},
        {"the_pad_closes_after_20_seconds", the_pad_closes_after_20_seconds},
        {"digits_are_touched_or_typed", digits_are_touched_or_typed},
        {"keys_alone_are_enough", keys_alone_are_enough},
        {"five_wrong_pins_lock_the_pad", five_wrong_pins_lock_the_pad},
        {"without_a_pin_nobody_gets_in", without_a_pin_nobody_gets_in},
        {"it_opens_over_slides_and_the_question_too", it_opens_over_slides_and_the_question_too},
        {"the_menu_tells_how_the_kiosk_is", the_menu_tells_how_the_kiosk_is},
        {"closing_begins_anew", closing_begins_anew},
        {"the_menu_closes_after_two_minutes", the_menu_closes_after_two_minutes},
        {"what_is_asked_for_is_asked_once_and_answered",
         what_is_asked_for_is_asked_once_and_answered},
        {"settings_are_requests_too", settings_are_requests_too},
        {"what_goes_no_further_is_off", what_goes_no_further_is_off},
        {"while_it_is_cleaned_the_screen_is_deaf", while_it_is_cleaned_the_screen_is_deaf},
        {"the_chart_names_every_finger", the_chart_names_every_finger},
        {"staff_are_not_counted", staff_are_not_counted},
        {0},
    };
    return harness_run(cases);
}
