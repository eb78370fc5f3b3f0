#include "view/visit.h"

#include "fixture.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static void show(struct visit *visit, const char *text)
{
    struct place place;
    EXPECT(place_parse(text, &place));
    visit_show(visit, &place, false);
}

static void expect_line(const struct visit *visit, enum visit_reason reason, const char *line)
{
    struct buffer out = {0};
    EXPECT(visit_write(visit, "en", reason, &out));
    EXPECT_TEXT(buffer_string(&out), line);
    buffer_fini(&out);
}

static void nobody_gives_no_line(void)
{
    struct visit visit = {0};
    struct buffer out = {0};
    show(&visit, "attract/0");
    show(&visit, "letter/v06/d70");
    EXPECT(!visit_write(&visit, "en", REASON_CLOSING, &out));
    EXPECT_TEXT(buffer_string(&out), "");
}

static void counts_a_letter(void)
{
    struct visit visit = {0};
    show(&visit, "attract/0");
    visit_touch(&visit, false, 1000);
    show(&visit, "contents");
    visit_touch(&visit, false, 3000);
    show(&visit, "letter/v06/d70");
    visit_touch(&visit, false, 9000);
    show(&visit, "letter/v06/d70:4.10#note=1");
    show(&visit, "prompt");
    visit_touch(&visit, false, 70000);
    show(&visit, "letter/v06/d70:4.10#note=1");
    show(&visit, "letter/v06/d70:4.10#note=2");
    visit_choose(&visit, OPTION_REACH);
    visit_choose(&visit, OPTION_SIZE);
    visit_touch(&visit, true, 77400);
    show(&visit, "letter/v06/d70#end");
    expect_line(&visit, REASON_IDLE,
                "visit 1 language=en input=touch seconds=76 letters_opened=1 exit_state=end "
                "exit_reason=idle options_used=size,reach "
                "letter=v06/d70,-,opens=1,read_s=74,read_to_end=1,notes_opened=2,"
                "originals_opened=0,via=list");
}

static void tells_how_letters_were_reached(void)
{
    struct visit visit = {0};
    show(&visit, "attract/3");
    visit_touch(&visit, true, 1000);
    show(&visit, "letter/a/1:2.0");
    visit_touch(&visit, true, 11000);
    show(&visit, "letter/a/2?lang=fr");
    visit_touch(&visit, true, 13000);
    show(&visit, "letter/a/1:2.0");
    visit_touch(&visit, true, 16000);
    show(&visit, "picture/a/1/1");
    show(&visit, "picture/a/1/2");
    visit_touch(&visit, true, 17000);
    show(&visit, "search");
    visit_touch(&visit, true, 18000);
    show(&visit, "letter/a/x 1,é");
    expect_line(&visit, REASON_AGAIN,
                "visit 1 language=en input=keys seconds=17 letters_opened=4 exit_state=letter "
                "exit_reason=again options_used=- "
                "letter=a/1,-,opens=2,read_s=7,read_to_end=0,notes_opened=0,originals_opened=1,"
                "via=start "
                "letter=a/2,fr,opens=1,read_s=2,read_to_end=0,notes_opened=0,originals_opened=0,"
                "via=reference "
                "letter=a/x%201%2C%C3%A9,-,opens=1,read_s=0,read_to_end=0,notes_opened=0,"
                "originals_opened=0,via=search");
}

static void a_restless_visitor_has_a_short_line(void)
{
    struct visit visit = {0};
    struct buffer out = {0};
    char text[PLACE_TEXT_SIZE];
    for (unsigned i = 0; i < 3 * VISIT_LETTERS_MAX; i++) {
        visit_touch(&visit, false, 1000 * i);
        snprintf(text, sizeof text, "letter/%0*d/%d", PLACE_PART_SIZE - 1, 7, i);
        show(&visit, text);
    }
    EXPECT(visit_write(&visit, "en", REASON_IDLE, &out));
    EXPECT(out.length < VISIT_LINE_MAX);
    EXPECT(strstr(buffer_string(&out), "letters_opened=96 ") != NULL);
    buffer_fini(&out);
}

/* ---- Through the view ---- */

static void expect_visit(struct fixture *fixture, const char *line)
{
    EXPECT_TEXT(buffer_string(&fixture->visits), line);
    buffer_cut(&fixture->visits, 0);
}

static void a_visit_ends_when_nobody_answers(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "attract/0", 1280, 800, 101);
    fixture_tap_at(&fixture, 10, 10);
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT(fixture_tap(&fixture, "note=1"));
    fixture_wait(&fixture, 200000);
    expect_visit(&fixture,
                 "visit 1 language=en input=touch seconds=1 letters_opened=1 exit_state=note "
                 "exit_reason=idle options_used=- "
                 "letter=v06/d70,-,opens=1,read_s=0,read_to_end=0,notes_opened=1,"
                 "originals_opened=0,via=list\n");
    fixture_wait(&fixture, 3600000);
    expect_visit(&fixture, "");
    fixture_fini(&fixture);
}

static void start_again_can_be_taken_back(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "letter=v06/d70"));
    EXPECT(fixture_tap(&fixture, "note=1"));
    EXPECT(fixture_tap(&fixture, "options"));
    EXPECT(fixture_tap(&fixture, "theme-evening"));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    EXPECT_INT(fixture.list.theme, THEME_PAPER);
    EXPECT_TEXT(fixture_target(&fixture, "undo")->label, "Go back to letter 70");
    expect_visit(&fixture, "");
    EXPECT(fixture_tap(&fixture, "undo"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70#note=1");
    EXPECT_INT(fixture.list.theme, THEME_EVENING);
    expect_visit(&fixture, "");
    EXPECT(fixture_tap(&fixture, "again"));
    fixture_wait(&fixture, 7000);
    EXPECT(fixture_target(&fixture, "undo") != NULL);
    fixture_wait(&fixture, 1000);
    EXPECT(fixture_target(&fixture, "undo") == NULL);
    expect_visit(&fixture,
                 "visit 1 language=en input=touch seconds=3 letters_opened=1 exit_state=note "
                 "exit_reason=again options_used=colours "
                 "letter=v06/d70,-,opens=1,read_s=3,read_to_end=0,notes_opened=1,"
                 "originals_opened=0,via=list\n");
    fixture_fini(&fixture);
}

static void another_touch_means_start_again(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    EXPECT(fixture_tap(&fixture, "again"));
    EXPECT(fixture_tap(&fixture, "letter=v06/d66"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66");
    EXPECT(strstr(buffer_string(&fixture.visits), "exit_reason=again") != NULL);
    EXPECT(strstr(buffer_string(&fixture.visits), "d66") == NULL);
    buffer_cut(&fixture.visits, 0);
    view_destroy(fixture.view);
    fixture.view = NULL;
    EXPECT(strstr(buffer_string(&fixture.visits), "exit_reason=closing") != NULL);
    EXPECT(strstr(buffer_string(&fixture.visits), "letter=v06/d66,-,opens=1") != NULL);
    fixture_fini(&fixture);
}

static void keys_reach_what_takes_it_back(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    fixture_key(&fixture, KEY_HOME);
    for (int i = 0; i < 20 && strcmp(fixture_place(&fixture), "contents") == 0; i++) {
        const struct draw_target *undo = fixture_target(&fixture, "undo");
        fixture_key(&fixture, KEY_NEXT_ITEM);
        if (undo != NULL && undo->focus == i + 1)
            fixture_key(&fixture, KEY_SELECT);
    }
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"nobody gives no line", nobody_gives_no_line},
        {"counts a letter", counts_a_letter},
        {"tells how letters were reached", tells_how_letters_were_reached},
        {"a restless visitor has a short line", a_restless_visitor_has_a_short_line},
        {"a visit ends when nobody answers", a_visit_ends_when_nobody_answers},
        {"start again can be taken back", start_again_can_be_taken_back},
        {"another touch means start again", another_touch_means_start_again},
        {"keys reach what takes it back", keys_reach_what_takes_it_back},
        {0},
    });
}
