#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "support/allocated.h"
#include "support/harness.h"

enum { W = 1920, H = 1080, SECOND_MS = 1000, FADE_MS = 1200, SLIDE_MS = 12000 };

static const struct facsimile upright = {.number = 1,
                                         .image = 21,
                                         .name = "a",
                                         .width = 3000,
                                         .height = 4000,
                                         .focus_x = 300,
                                         .focus_y = 200};
static const struct facsimile wide = {.number = 2,
                                      .image = 22,
                                      .name = "b",
                                      .width = 5000,
                                      .height = 1500,
                                      .focus_x = 900,
                                      .focus_y = 500};
static const struct slide slides[] = {
    {.quote = "A short message.", .place = "letter/v06/d66", .lang = "en", .picture = &upright},
    {.quote = "Removal of those bases would take 4 to 5 months.",
     .caption = "Khrushchev to Kennedy",
     .place = "letter/v06/d70:3.0",
     .lang = "en",
     .picture = &wide},
    {.quote = "", .caption = "", .lang = "en", .picture = &upright},
    {.quote = "One without a picture.", .place = "letter/v06/d66", .lang = "en"},
    {.quote = "Ein anderer.", .place = "letter/v06/d66", .lang = "de", .picture = &wide},
};

enum { COUNT = sizeof slides / sizeof *slides };

/* Begins with slide `index` of those above. */
static void begin(struct fixture *fixture, uint32_t index, bool still)
{
    const struct look_style style = {.still = still};
    fixture_init_with_style(fixture, "contents", W, H, 156, &style);
    fixture->memory.slides = slides;
    fixture->memory.slide_count = COUNT;
    fixture_go(fixture, &(struct place){.kind = PLACE_ATTRACT, .index = index});
}

static const struct draw_item *first_picture(const struct fixture *fixture)
{
    for (size_t i = 0; i < fixture->list.item_count; i++)
        if (fixture->list.items[i].kind == DRAW_PICTURE)
            return &fixture->list.items[i];
    return NULL;
}

/* No edge of the picture comes into the screen, and it grows evenly from 1.00 to 1.06. */
static void a_picture_drifts_over_the_whole_screen(void)
{
    for (uint32_t index = 0; index < 2; index++) {
        struct fixture fixture;
        begin(&fixture, index, false);
        struct rect first = first_picture(&fixture)->frame_26_6, last = first;
        for (int i = 0; i < 100; i++) {
            fixture_wait(&fixture, SLIDE_MS / 110);
            struct rect frame = first_picture(&fixture)->frame_26_6;
            EXPECT(frame.x <= 0 && frame.x + frame.w >= W * 64);
            EXPECT(frame.y <= 0 && frame.y + frame.h >= H * 64);
            EXPECT(frame.w > last.w);
            last = frame;
        }
        EXPECT(last.w > first.w * 104 / 100 && last.w <= first.w * 106 / 100);
        EXPECT(first.w == W * 64 || first.h == H * 64);
        fixture_fini(&fixture);
    }
}

/* In and out by turns. */
static void the_next_picture_drifts_the_other_way(void)
{
    struct fixture fixture;
    begin(&fixture, 0, false);
    fixture_wait(&fixture, SLIDE_MS + 2 * FADE_MS);
    struct rect before = first_picture(&fixture)->frame_26_6;
    EXPECT_TEXT(fixture_place(&fixture), "attract/1");
    fixture_wait(&fixture, 3 * SECOND_MS);
    EXPECT(first_picture(&fixture)->frame_26_6.w < before.w);
    fixture_fini(&fixture);
}

static void pictures_fade_into_each_other(void)
{
    struct fixture fixture;
    begin(&fixture, 0, false);
    fixture_wait(&fixture, SLIDE_MS + FADE_MS / 2);
    const struct draw_item *old = fixture_picture(&fixture, 21),
                           *new = fixture_picture(&fixture, 22);
    if (EXPECT(old != NULL && new != NULL)) {
        EXPECT_INT(old->alpha, 255);
        EXPECT(new->alpha > 110 && new->alpha < 145);
    }
    fixture_wait(&fixture, FADE_MS);
    EXPECT(fixture_picture(&fixture, 21) == NULL);
    EXPECT_INT(fixture_picture(&fixture, 22)->alpha, 255);
    fixture_fini(&fixture);
}

/* By choice nothing moves, and between two slides nothing is drawn at all. */
static void still_pictures_stand(void)
{
    struct fixture fixture;
    begin(&fixture, 0, true);
    struct rect frame = first_picture(&fixture)->frame_26_6;
    EXPECT(fixture.answer.deadline_ms >= fixture.now_ms + SLIDE_MS - 100);
    fixture_wait(&fixture, SLIDE_MS - SECOND_MS);
    EXPECT(rect_equals(first_picture(&fixture)->frame_26_6, frame));
    fixture_wait(&fixture, SECOND_MS + 700); /* a fade of 0.6 s is over */
    EXPECT(fixture_picture(&fixture, 21) == NULL);
    EXPECT_INT(fixture_picture(&fixture, 22)->alpha, 255);
    fixture_fini(&fixture);
}

/* Thirty frames of 50 ms: the picture stands where it stood, until the loop begins anew. */
static void a_slow_display_stops_the_drift(void)
{
    struct fixture fixture;
    begin(&fixture, 0, false);
    for (int i = 0; i < 31; i++)
        fixture_tick(&fixture, 50);
    EXPECT(fixture.answer.deadline_ms > fixture.now_ms);
    struct rect frame = first_picture(&fixture)->frame_26_6;
    EXPECT(frame.w > W * 64);
    fixture_tick(&fixture, 2 * SECOND_MS);
    EXPECT(rect_equals(first_picture(&fixture)->frame_26_6, frame));
    fixture_fini(&fixture);
}

/* Words never stand on a picture: their panel is one opaque surface. */
static void words_stand_on_a_panel(void)
{
    struct fixture fixture;
    begin(&fixture, 1, true);
    const struct draw_target *quote = fixture_target(&fixture, "go=letter/v06/d70:3.0");
    if (EXPECT(quote != NULL)) {
        EXPECT(fixture.list.run_count > 0);
        EXPECT(rect_equals(rect_intersection(fixture.list.runs[0].rect, quote->drawn),
                           fixture.list.runs[0].rect));
        EXPECT(rect_equals(rect_intersection(quote->drawn, fixture.list.screen), quote->drawn));
    }
    fixture_fini(&fixture);
}

static void a_tap_on_the_quotation_opens_the_passage(void)
{
    struct fixture fixture;
    begin(&fixture, 1, true);
    EXPECT(fixture_tap(&fixture, "go=letter/v06/d70:3.0"));
    EXPECT(strncmp(fixture_place(&fixture), "letter/v06/d70:", 15) == 0);
    fixture_fini(&fixture);
    begin(&fixture, 1, true);
    fixture_tap_at(&fixture, 5, 5);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
    begin(&fixture, 2, true); /* there is nothing to read: a tap leads in */
    fixture_tap_at(&fixture, W / 2, H / 3);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
    begin(&fixture, 1, false);
    fixture_key(&fixture, KEY_NEXT_ITEM);
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

/* The slides of one loop as digits. */
static void write_loop(struct fixture *fixture, char loop[COUNT + 1])
{
    for (int i = 0; i < COUNT; i++) {
        loop[i] = fixture_place(fixture)[8];
        fixture_wait(fixture, SLIDE_MS);
    }
    loop[COUNT] = '\0';
}

static void loops_differ(void)
{
    enum { LOOPS = 40 };
    static char loops[LOOPS][COUNT + 1];
    struct fixture fixture;
    begin(&fixture, 0, true);
    for (int i = 0; i < LOOPS; i++) {
        write_loop(&fixture, loops[i]);
        for (int k = 0; k < i; k++)
            EXPECT(strcmp(loops[i], loops[k]) != 0);
    }
    fixture_fini(&fixture);
}

/* Words and button move between slides: none of their places is held for ten minutes. */
static void nothing_bright_burns_in(void)
{
    struct fixture fixture;
    begin(&fixture, 0, true);
    struct rect last = fixture_target(&fixture, "read")->drawn;
    for (int i = 0; i < 20; i++) {
        fixture_wait(&fixture, SLIDE_MS);
        struct rect now = fixture_target(&fixture, "read")->drawn;
        EXPECT(now.x != last.x || now.y != last.y);
        last = now;
    }
    fixture_fini(&fixture);
}

/* Three days and 20,000 slides, told of once in twelve seconds. What is in memory after the first
 * hour is all that there ever is. */
static void days_take_no_memory(void)
{
    enum { TICK_MS = 12000, HOUR = 3600 * SECOND_MS / TICK_MS, HOURS = 3 * 24 };
    struct fixture fixture;
    size_t most = 0, first = 0;
    begin(&fixture, 0, true);
    for (int hour = 0; hour < HOURS; hour++) {
        for (int i = 0; i < HOUR; i++)
            fixture_tick(&fixture, TICK_MS);
        size_t now = allocated_bytes();
        first = hour == 0 ? now : first;
        most = now > most ? now : most;
    }
    EXPECT(first > 0);
    EXPECT(most <= first + 64 * 1024);
    fixture_fini(&fixture);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"a picture drifts over the whole screen", a_picture_drifts_over_the_whole_screen},
        {"the next picture drifts the other way", the_next_picture_drifts_the_other_way},
        {"pictures fade into each other", pictures_fade_into_each_other},
        {"still pictures stand", still_pictures_stand},
        {"a slow display stops the drift", a_slow_display_stops_the_drift},
        {"words stand on a panel", words_stand_on_a_panel},
        {"a tap on the quotation opens the passage", a_tap_on_the_quotation_opens_the_passage},
        {"loops differ", loops_differ},
        {"nothing bright burns in", nothing_bright_burns_in},
        {"days take no memory", days_take_no_memory},
        {0},
    };
    return harness_run(cases);
}
