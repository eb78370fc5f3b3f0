/* The timers of section 6 of the interface specification, to the millisecond. */
#include "fixture.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* What remains of the frame's timer of that name; -1: it does not run. */
static long long left_ms(const struct fixture *fixture, const char *name)
{
    for (size_t i = 0; i < fixture->list.timer_count; i++)
        if (strcmp(fixture->list.timers[i].name, name) == 0)
            return (long long)fixture->list.timers[i].due_ms - (long long)fixture->now_ms;
    return -1;
}

/* Lets time pass to one millisecond before the prompt is due, and then that one. */
static void expect_prompt_after(struct fixture *fixture, uint64_t ms)
{
    uint64_t since_ms = fixture->now_ms;
    fixture_key(fixture, KEY_QUIETER); /* any key restarts the wait */
    fixture_wait(fixture, since_ms + ms - 1 - fixture->now_ms);
    EXPECT(strcmp(fixture_place(fixture), "prompt") != 0);
    fixture_wait(fixture, 1);
    EXPECT_TEXT(fixture_place(fixture), "prompt");
}

static void expect_idle(const char *place, uint64_t ms)
{
    struct fixture fixture;
    fixture_init(&fixture, place, 1280, 800, 101);
    fixture_wait(&fixture, 500);
    expect_prompt_after(&fixture, ms);
    fixture_fini(&fixture);
}

static void lists_and_search_wait_a_minute(void)
{
    expect_idle("contents", 60000);
    expect_idle("search", 60000);
    expect_idle("options", 60000);
}

static void the_end_card_waits_less(void)
{
    expect_idle("letter/d66#end", 45000);
}

/* Words of the page, as its lines say them. */
static int words_shown(const struct fixture *fixture)
{
    struct rect page = fixture_box(fixture, BOX_PAGE);
    int words = 0;
    for (size_t i = 0; i < fixture->list.box_count; i++) {
        const struct draw_box *line = &fixture->list.boxes[i];
        if (line->kind != BOX_LINE ||
            !rect_contains(page, (struct point){line->rect.x, line->rect.y}))
            continue;
        for (size_t run = 0; run < fixture->list.run_count; run++) {
            const struct draw_run *said = &fixture->list.runs[run];
            if (said->rect.y != line->rect.y || said->rect.x < page.x)
                continue;
            words++;
            for (const char *at = said->text; *at != '\0'; at++)
                words += *at == ' ' && at[1] != '\0';
        }
    }
    return words;
}

/* 20 s and 0.6 s a word, between one and four minutes. */
static void a_letter_waits_by_its_words(void)
{
    struct fixture fixture;
    expect_idle("letter/d66", 60000);
    fixture_init(&fixture, "letter/d70", 1080, 1920, 215);
    int words = words_shown(&fixture);
    EXPECT(words > 80 && words < 360);
    expect_prompt_after(&fixture, 20000 + 600 * (uint64_t)words);
    fixture_fini(&fixture);
    fixture_init(&fixture, "letter/d70#note=2", 1080, 1920, 215);
    expect_prompt_after(&fixture, 240000);
    fixture_fini(&fixture);
}

static void the_prompt_stands_half_a_minute(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    expect_prompt_after(&fixture, 60000);
    EXPECT_INT(left_ms(&fixture, "prompt"), 30000);
    EXPECT_INT(left_ms(&fixture, "idle"), -1);
    fixture_wait(&fixture, 29999);
    EXPECT_TEXT(fixture_place(&fixture), "prompt");
    fixture_wait(&fixture, 1);
    EXPECT(strncmp(fixture_place(&fixture), "attract/", 8) == 0);
    EXPECT_INT(left_ms(&fixture, "idle"), -1);
    fixture_fini(&fixture);
}

static void it_may_be_put_off_for_ever(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "contents", 1280, 800, 101);
    for (int i = 0; i < 20; i++) {
        expect_prompt_after(&fixture, 60000);
        fixture_wait(&fixture, 29000);
        if (i % 2 == 0)
            fixture_tap_at(&fixture, 3, 3);
        else
            fixture_key(&fixture, KEY_BACK);
        EXPECT_TEXT(fixture_place(&fixture), "contents");
    }
    fixture_fini(&fixture);
}

static void its_digits_change_once_a_second(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "prompt", 1280, 800, 101);
    uint64_t begun_ms = fixture.now_ms;
    int wakes = 0;
    while (fixture.now_ms < begun_ms + 9500) {
        fixture_wait(&fixture, fixture.answer.deadline_ms - fixture.now_ms);
        wakes++;
    }
    EXPECT_INT(wakes, 10);
    fixture_fini(&fixture);
}

static void open_cards_and_panels_stay_open(void)
{
    static const char *const places[] = {"letter/d70#note=1", "letter/d70#notes",
                                         "letter/d70#pages", "options"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct fixture fixture;
        char before[PLACE_TEXT_SIZE];
        fixture_init(&fixture, places[i], 1280, 800, 101);
        snprintf(before, sizeof before, "%s", fixture_place(&fixture));
        while (strcmp(fixture_place(&fixture), "prompt") != 0)
            fixture_wait(&fixture, 5000);
        fixture_tap_at(&fixture, 3, 3);
        EXPECT_TEXT(fixture_place(&fixture), before);
        fixture_fini(&fixture);
    }
}

static void headphones_give_a_reader_twice_the_time(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d66", 1280, 800, 101);
    fixture_headphones(&fixture, true);
    expect_prompt_after(&fixture, 120000);
    fixture_fini(&fixture);
    fixture_init(&fixture, "contents", 1280, 800, 101);
    fixture_headphones(&fixture, true);
    expect_prompt_after(&fixture, 60000);
    fixture_fini(&fixture);
}

static void pulled_headphones_ask_soon(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "letter/d70", 1280, 800, 101);
    fixture_headphones(&fixture, true);
    fixture_headphones(&fixture, false);
    fixture_wait(&fixture, 14999);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_wait(&fixture, 1);
    EXPECT_TEXT(fixture_place(&fixture), "prompt");
    fixture_key(&fixture, KEY_NEXT_ITEM);
    fixture_wait(&fixture, 59000);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70"); /* somebody is there after all */
    fixture_fini(&fixture);
}

static void headphones_wake_the_slides(void)
{
    struct fixture fixture;
    fixture_init(&fixture, "attract/0", 1280, 800, 101);
    fixture_headphones(&fixture, true);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void the_museum_may_set_them(void)
{
    static const struct view_times times = {.reading_least_ms = 70000,
                                            .reading_most_ms = 80000,
                                            .idle_ms = 90000,
                                            .end_ms = 50000,
                                            .prompt_ms = 40000};
    static const struct {
        const char *place;
        uint64_t ms;
    } cases[] = {{"letter/d66", 70000},
                 {"letter/d70#note=2", 80000},
                 {"contents", 90000},
                 {"letter/d66#end", 50000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        fixture_init_with_times(&fixture, cases[i].place, &times);
        expect_prompt_after(&fixture, cases[i].ms);
        EXPECT_INT(left_ms(&fixture, "prompt"), 40000);
        fixture_fini(&fixture);
    }
}

/* It covers no target, leaves the place as it is, and goes to the millisecond. */
static void a_line_for_staff_goes_by_itself(void)
{
    const struct view_notice done = {
        .text_id = "update.running", .kind = NOTICE_GOOD, .lasts_ms = 40000, .n = 42};
    const struct view_notice copying = {.text_id = "update.copying", .n = 42, .m = 37};
    struct fixture fixture;
    fixture_init(&fixture, "letter/d66", 1280, 800, 101);
    fixture_notify(&fixture, &done);
    EXPECT(fixture_shows(&fixture, "Update 42 is running."));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66");
    fixture_wait(&fixture, 39999);
    EXPECT(fixture_shows(&fixture, "Update 42 is running."));
    fixture_wait(&fixture, 1);
    EXPECT(!fixture_shows(&fixture, "Update 42 is running."));
    fixture_notify(&fixture, &copying);
    fixture_wait(&fixture, 3600000);
    EXPECT(fixture_shows(&fixture, "Copying update 42: 37"));
    fixture_fini(&fixture);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"lists and search wait a minute", lists_and_search_wait_a_minute},
        {"the end card waits less", the_end_card_waits_less},
        {"a letter waits by its words", a_letter_waits_by_its_words},
        {"the prompt stands half a minute", the_prompt_stands_half_a_minute},
        {"it may be put off for ever", it_may_be_put_off_for_ever},
        {"its digits change once a second", its_digits_change_once_a_second},
        {"open cards and panels stay open", open_cards_and_panels_stay_open},
        {"headphones give a reader twice the time", headphones_give_a_reader_twice_the_time},
        {"pulled headphones ask soon", pulled_headphones_ask_soon},
        {"headphones wake the slides", headphones_wake_the_slides},
        {"the museum may set them", the_museum_may_set_them},
        {"a line for staff goes by itself", a_line_for_staff_goes_by_itself},
        {0},
    });
}
