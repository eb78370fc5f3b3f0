#include "view/facsimile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "support/harness.h"

/* The images of letter 70's two scans and of the picture in its text (fixture.c). */
enum { FIRST = 11, SECOND = 12, SEAL = 13 };

static void open_at(struct fixture *fixture, const char *place)
{
    fixture_init(fixture, place, 1920, 1080, 156);
}

static int shown_milli(const struct fixture *fixture, uint32_t image, int fit_w)
{
    const struct draw_item *item = fixture_picture(fixture, image);
    return item == NULL ? 0 : (int)((int64_t)item->frame_26_6.w * 1000 / fit_w);
}

static int fit_width(const struct fixture *fixture, uint32_t image)
{
    const struct draw_item *item = fixture_picture(fixture, image);
    return item == NULL ? 1 : item->frame_26_6.w;
}

static struct point middle_of(struct rect rect)
{
    return (struct point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static void the_letter_leads_there_and_back(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d70");
    EXPECT(fixture_picture(&fixture, FIRST) != NULL); /* the thumbnail */
    EXPECT(fixture_tap(&fixture, "original"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1");
    EXPECT(fixture_shows(&fixture, "Original · Letter 70 · Sheet 1 of 2"));
    EXPECT(fixture_shows(&fixture, "The first sheet, written by hand.\nPicture: State Archive"));
    EXPECT(fixture_tap(&fixture, "back-to-text"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    EXPECT(fixture_tap(&fixture, "thumbnail"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1");
    fixture_key(&fixture, KEY_BACK);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

/* From the page where one is to the sheet of it; back to that page, or to that of another sheet. */
static void the_way_back_leads_where_one_was(void)
{
    char before[PLACE_TEXT_SIZE];
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d70:5.0");
    snprintf(before, sizeof before, "%s", fixture_place(&fixture));
    EXPECT(fixture_tap(&fixture, "original"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/2");
    EXPECT(fixture_tap(&fixture, "back-to-text"));
    EXPECT_TEXT(fixture_place(&fixture), before);
    EXPECT(fixture_tap(&fixture, "original"));
    EXPECT(fixture_tap(&fixture, "sheet-previous"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1");
    EXPECT(fixture_tap(&fixture, "back-to-text"));
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void a_letter_without_scans_has_no_way_there(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d66");
    EXPECT(fixture_target(&fixture, "original") == NULL);
    EXPECT(fixture_target(&fixture, "thumbnail") == NULL);
    fixture_fini(&fixture);
    open_at(&fixture, "picture/v06/d66/1");
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d66");
    fixture_fini(&fixture);
    open_at(&fixture, "picture/v06/none/1");
    EXPECT_TEXT(fixture_place(&fixture), "contents");
    fixture_fini(&fixture);
}

static void pictures_in_the_text_are_no_sheets(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/3");
    EXPECT(fixture_picture(&fixture, SEAL) != NULL);
    EXPECT(fixture_shows(&fixture, "Letter 70"));
    EXPECT(!fixture_shows(&fixture, "Original"));
    EXPECT(fixture_target(&fixture, "sheet-next") == NULL);
    fixture_fini(&fixture);
}

static void keys_turn_sheets(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    fixture_key(&fixture, KEY_NEXT_PAGE);
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/2");
    fixture_key(&fixture, KEY_NEXT_PAGE);
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/2");
    fixture_key(&fixture, KEY_PREVIOUS_PAGE);
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1");
    fixture_fini(&fixture);
}

/* Everything a finger can do with the picture is done by the buttons as well, and each is where it
 * can be touched. */
static void every_gesture_has_its_buttons(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    int fit = fit_width(&fixture, FIRST);
    EXPECT(fixture_target(&fixture, "zoom-fit") == NULL); /* it is */
    EXPECT(fixture_target(&fixture, "pan-left") == NULL);
    EXPECT(fixture_tap(&fixture, "zoom-larger"));
    EXPECT(fixture_tap(&fixture, "zoom-larger"));
    EXPECT(fixture_tap(&fixture, "zoom-larger"));
    fixture_wait(&fixture, 1000);
    EXPECT(abs(shown_milli(&fixture, FIRST, fit) - 3375) <= 3);
    int x = fixture_picture(&fixture, FIRST)->frame_26_6.x;
    EXPECT(fixture_tap(&fixture, "pan-right"));
    fixture_wait(&fixture, 1000);
    EXPECT(fixture_picture(&fixture, FIRST)->frame_26_6.x < x);
    EXPECT(fixture_tap(&fixture, "pan-up"));
    EXPECT(fixture_tap(&fixture, "zoom-smaller"));
    fixture_wait(&fixture, 1000);
    EXPECT(abs(shown_milli(&fixture, FIRST, fit) - 2250) <= 3);
    EXPECT(fixture_tap(&fixture, "zoom-fit"));
    fixture_wait(&fixture, 1000);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 1000);
    fixture_fini(&fixture);
}

static void two_taps_are_near_and_fit(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    int fit = fit_width(&fixture, FIRST);
    struct point point = middle_of(fixture_box(&fixture, BOX_PAGE));
    fixture_double_tap(&fixture, point);
    fixture_wait(&fixture, 1000);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 2500);
    fixture_double_tap(&fixture, point);
    fixture_wait(&fixture, 1000);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 1000);
    const struct draw_target *larger = fixture_target(&fixture, "zoom-larger");
    fixture_double_tap(&fixture, middle_of(larger->drawn)); /* one tap on it, and no more */
    fixture_wait(&fixture, 1000);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 1500);
    fixture_fini(&fixture);
}

static void two_fingers_zoom_and_one_pans(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    int fit = fit_width(&fixture, FIRST);
    struct point point = middle_of(fixture_box(&fixture, BOX_PAGE));
    fixture_pinch(&fixture, point, 400);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 4000);
    EXPECT(!rect_equals(view_field(fixture.view), (struct rect){0}));
    struct rect before = fixture_picture(&fixture, FIRST)->frame_26_6;
    fixture_drag(&fixture, point, 37, -20);
    struct rect after = fixture_picture(&fixture, FIRST)->frame_26_6;
    EXPECT_INT(after.x - before.x, 37 * 64);
    EXPECT_INT(after.y - before.y, -20 * 64);
    fixture_fini(&fixture);
}

/* A pinch means nothing where there is no picture. */
static void a_pinch_elsewhere_is_nothing(void)
{
    struct fixture fixture;
    open_at(&fixture, "letter/v06/d70");
    EXPECT(rect_equals(view_field(fixture.view), (struct rect){0}));
    fixture_pinch(&fixture, (struct point){400, 400}, 300);
    EXPECT_TEXT(fixture_place(&fixture), "letter/v06/d70");
    fixture_fini(&fixture);
}

static void slider_and_overview_follow_the_finger(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    int fit = fit_width(&fixture, FIRST);
    EXPECT(fixture_target(&fixture, "overview") == NULL);
    const struct draw_target *slider = fixture_target(&fixture, "zoom");
    fixture_drag(&fixture, middle_of(slider->drawn), slider->drawn.w, 0);
    EXPECT_INT(shown_milli(&fixture, FIRST, fit), 8000);
    const struct draw_target *overview = fixture_target(&fixture, "overview");
    if (EXPECT(overview != NULL)) {
        struct point corner = {overview->drawn.x + 2, overview->drawn.y + 2};
        fixture_drag(&fixture, corner, -1, -1);
        struct rect page = fixture_box(&fixture, BOX_PAGE),
                    frame = fixture_picture(&fixture, FIRST)->frame_26_6;
        EXPECT_INT(frame.x, page.x * 64);
        EXPECT_INT(frame.y, page.y * 64);
    }
    fixture_fini(&fixture);
}

/* Sheet and text lead each other. */
static void side_by_side_keeps_in_step(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1#side");
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1#side");
    EXPECT(fixture_shows(&fixture, "Letter From Khrushchev"));
    EXPECT(fixture_tap(&fixture, "sheet-next"));
    EXPECT(!fixture_shows(&fixture, "Letter From Khrushchev"));
    EXPECT(fixture_tap(&fixture, "text-up"));
    EXPECT(fixture_tap(&fixture, "text-up"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/1#side");
    for (int i = 0; i < 20 && fixture_tap(&fixture, "text-more"); i++)
        continue;
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/2#side");
    EXPECT(fixture_shows(&fixture, "N. Khrushchev"));
    EXPECT(fixture_tap(&fixture, "side-by-side"));
    EXPECT_TEXT(fixture_place(&fixture), "picture/v06/d70/2");
    EXPECT(fixture_target(&fixture, "text-more") == NULL);
    fixture_fini(&fixture);
}

/* Another size of text, other colours: the same part of the same sheet. */
static void a_choice_of_reading_keeps_the_part(void)
{
    struct fixture fixture;
    open_at(&fixture, "picture/v06/d70/1");
    int fit = fit_width(&fixture, FIRST);
    fixture_pinch(&fixture, (struct point){1000, 300}, 300);
    EXPECT(fixture_tap(&fixture, "options"));
    EXPECT(rect_equals(view_field(fixture.view), (struct rect){0}));
    EXPECT(fixture_tap(&fixture, "style-clear"));
    EXPECT(fixture_tap(&fixture, "close"));
    EXPECT(abs(shown_milli(&fixture, FIRST, fit) - 3000) <= 60);
    fixture_fini(&fixture);
}

/* The scan itself may lie below buttons; the overview, which is dragged as it is, may not. */
static bool stands_alone(const struct draw_target *target)
{
    return target->role != ROLE_SCROLL || strcmp(target->name, "overview") == 0;
}

/* What every state has to keep to, on every screen: buttons on the screen, none upon another. */
static void controls_never_overlap(void)
{
    static const int screens[][3] = {{800, 480, 70},    {1024, 600, 101},  {1280, 800, 101},
                                     {1920, 1080, 156}, {1080, 1920, 215}, {1920, 1200, 240},
                                     {3840, 2160, 430}};
    static const char *const places[] = {"picture/v06/d70/1", "picture/v06/d70/2",
                                         "picture/v06/d70/1#side"};
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 3; j++) {
            struct fixture fixture;
            fixture_init(&fixture, places[j], screens[i][0], screens[i][1], screens[i][2]);
            fixture_tap(&fixture, "zoom-larger");
            fixture_wait(&fixture, 1000);
            const struct draw_list *list = &fixture.list;
            for (size_t a = 0; a < list->target_count; a++)
                for (size_t b = 0; b < a; b++)
                    if (stands_alone(&list->targets[a]) && stands_alone(&list->targets[b]) &&
                        !EXPECT(!rect_intersects(list->targets[a].drawn, list->targets[b].drawn)))
                        harness_expect(false, list->targets[a].name, screens[i][0],
                                       list->targets[b].name);
            for (size_t a = 0; a < list->target_count; a++)
                EXPECT(rect_equals(rect_intersection(list->targets[a].drawn, list->screen),
                                   list->targets[a].drawn));
            fixture_fini(&fixture);
        }
}

/* Nothing that zooms stands where the sheet is while the whole of it is seen. */
static void the_whole_sheet_is_free(void)
{
    static const int screens[][3] = {{800, 480, 70},    {1024, 600, 101},  {1280, 800, 101},
                                     {1920, 1080, 156}, {1080, 1920, 215}, {1920, 1200, 240},
                                     {3840, 2160, 430}};
    static const char *const places[] = {"picture/v06/d70/1", "picture/v06/d70/1#side"};
    static const char *const names[] = {"zoom-smaller", "zoom", "zoom-larger", "zoom-fit"};
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 2; j++) {
            struct fixture fixture;
            fixture_init(&fixture, places[j], screens[i][0], screens[i][1], screens[i][2]);
            const struct draw_item *sheet = fixture_picture(&fixture, FIRST);
            struct rect frame = sheet == NULL ? (struct rect){0} : sheet->frame_26_6;
            struct rect whole = {frame.x / 64, frame.y / 64, frame.w / 64, frame.h / 64};
            EXPECT(whole.w > 0);
            fixture_tap(&fixture, "zoom-larger"); /* now all of them can be touched */
            for (size_t k = 0; k < 4; k++) {
                const struct draw_target *target = fixture_target(&fixture, names[k]);
                bool free = target == NULL || !rect_intersects(target->drawn, whole);
                harness_expect(free, names[k], screens[i][0], places[j]);
            }
            fixture_fini(&fixture);
        }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"the letter leads there and back", the_letter_leads_there_and_back},
        {"the way back leads where one was", the_way_back_leads_where_one_was},
        {"a letter without scans has no way there", a_letter_without_scans_has_no_way_there},
        {"pictures in the text are no sheets", pictures_in_the_text_are_no_sheets},
        {"keys turn sheets", keys_turn_sheets},
        {"every gesture has its buttons", every_gesture_has_its_buttons},
        {"two taps are near and fit", two_taps_are_near_and_fit},
        {"two fingers zoom and one pans", two_fingers_zoom_and_one_pans},
        {"a pinch elsewhere is nothing", a_pinch_elsewhere_is_nothing},
        {"slider and overview follow the finger", slider_and_overview_follow_the_finger},
        {"side by side keeps in step", side_by_side_keeps_in_step},
        {"a choice of reading keeps the part", a_choice_of_reading_keeps_the_part},
        {"controls never overlap", controls_never_overlap},
        {"the whole sheet is free", the_whole_sheet_is_free},
        {0},
    };
    return harness_run(cases);
}
