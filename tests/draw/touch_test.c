#include "draw/list.h"

#include "support/harness.h"

static struct draw_list list;

static void begin(void)
{
    draw_list_init(&list, NULL, NULL);
    draw_list_reset(&list, 1000, 1000, THEME_PAPER);
}

static void add(enum draw_role role, const char *name, struct rect drawn, int grown)
{
    draw_list_target(&list, (struct draw_target){.drawn = drawn,
                                                 .hit = rect_grown(drawn, grown, grown),
                                                 .role = role,
                                                 .name = name,
                                                 .label = name});
}

static const char *hit(int x, int y)
{
    const struct draw_target *target = draw_list_hit(&list, (struct point){x, y}, 20);
    return target == NULL ? "none" : target->name;
}

static void what_is_drawn_comes_before_what_is_near(void)
{
    begin();
    add(ROLE_NAME, "name", (struct rect){100, 100, 60, 20}, 0);
    add(ROLE_MARK, "mark", (struct rect){170, 100, 10, 10}, 30);
    EXPECT_TEXT(hit(159, 110), "name");
    EXPECT_TEXT(hit(160, 110), "mark");
    EXPECT_TEXT(hit(200, 130), "mark");
    EXPECT_TEXT(hit(81, 110), "name");
    EXPECT_TEXT(hit(79, 110), "none");
    EXPECT_TEXT(hit(500, 500), "none");
    draw_list_fini(&list);
}

static void the_topmost_of_two_at_one_point_answers(void)
{
    begin();
    add(ROLE_BUTTON, "below", (struct rect){0, 0, 100, 100}, 0);
    add(ROLE_BUTTON, "above", (struct rect){50, 50, 100, 100}, 10);
    EXPECT_TEXT(hit(60, 60), "above");
    EXPECT_TEXT(hit(45, 45), "below");
    draw_list_fini(&list);
}

static void a_scrolled_ground_hides_what_was_before(void)
{
    begin();
    add(ROLE_MARK, "hidden", (struct rect){150, 150, 10, 10}, 20);
    add(ROLE_SCROLL, "note", (struct rect){100, 100, 200, 200}, 0);
    add(ROLE_REFERENCE, "reference", (struct rect){200, 200, 30, 20}, 0);
    EXPECT_TEXT(hit(155, 155), "note");
    EXPECT_TEXT(hit(195, 210), "reference");
    EXPECT_TEXT(hit(299, 299), "note");
    EXPECT_TEXT(draw_list_scroll_at(&list, (struct point){210, 210})->name, "note");
    EXPECT(draw_list_scroll_at(&list, (struct point){99, 210}) == NULL);
    draw_list_fini(&list);
}

static void marks_that_meet_share_the_ground_between_them(void)
{
    begin();
    add(ROLE_MARK, "a", (struct rect){95, 95, 10, 10}, 35);
    add(ROLE_MARK, "b", (struct rect){125, 97, 10, 10}, 35);
    add(ROLE_MARK, "c", (struct rect){98, 145, 10, 10}, 35);
    add(ROLE_NAME, "name", (struct rect){60, 60, 30, 10}, 10);
    draw_list_settle_hits(&list);
    EXPECT(rect_equals(list.targets[0].hit, (struct rect){60, 60, 55, 65}));
    EXPECT(rect_equals(list.targets[1].hit, (struct rect){115, 62, 55, 64}));
    EXPECT(rect_equals(list.targets[3].hit, (struct rect){50, 50, 50, 30}));
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < i; k++)
            EXPECT(!rect_intersects(list.targets[i].hit, list.targets[k].hit));
    EXPECT_TEXT(hit(114, 100), "a");
    EXPECT_TEXT(hit(115, 100), "b");
    EXPECT_TEXT(hit(100, 125), "c");
    draw_list_fini(&list);
}

static void marks_at_one_place_still_have_a_border(void)
{
    begin();
    add(ROLE_MARK, "a", (struct rect){95, 95, 10, 10}, 35);
    add(ROLE_MARK, "b", (struct rect){95, 95, 10, 10}, 35);
    draw_list_settle_hits(&list);
    EXPECT(rect_equals(list.targets[0].hit, (struct rect){60, 60, 40, 80}));
    EXPECT(rect_equals(list.targets[1].hit, (struct rect){100, 60, 40, 80}));
    draw_list_fini(&list);
}

static void marks_of_a_note_and_of_the_page_below_do_not_meet(void)
{
    begin();
    add(ROLE_MARK, "page", (struct rect){95, 95, 10, 10}, 35);
    add(ROLE_SCROLL, "note", (struct rect){100, 90, 300, 200}, 0);
    add(ROLE_MARK, "inside", (struct rect){115, 95, 10, 10}, 35);
    draw_list_settle_hits(&list);
    EXPECT(rect_equals(list.targets[0].hit, (struct rect){60, 60, 80, 80}));
    EXPECT(rect_equals(list.targets[2].hit, (struct rect){80, 60, 80, 80}));
    EXPECT_TEXT(hit(101, 100), "inside");
    EXPECT_TEXT(hit(97, 100), "page");
    draw_list_fini(&list);
}

static const char *step(int focus, bool forward)
{
    const struct draw_target *target = draw_list_focus_step(&list, focus, forward);
    return target == NULL ? "none" : target->name;
}

static void focus_goes_round_in_order(void)
{
    begin();
    EXPECT_TEXT(step(0, true), "none");
    static const struct {
        const char *name;
        int focus;
    } targets[] = {{"third", 7}, {"unreached", 0}, {"first", 1}, {"second", 3}};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
        draw_list_target(&list,
                         (struct draw_target){.name = targets[i].name, .focus = targets[i].focus});
    EXPECT_TEXT(step(0, true), "first");
    EXPECT_TEXT(step(1, true), "second");
    EXPECT_TEXT(step(3, true), "third");
    EXPECT_TEXT(step(7, true), "first");
    EXPECT_TEXT(step(0, false), "third");
    EXPECT_TEXT(step(7, false), "second");
    EXPECT_TEXT(step(1, false), "third");
    EXPECT_TEXT(step(4, true), "third");
    draw_list_fini(&list);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"what_is_drawn_comes_before_what_is_near", what_is_drawn_comes_before_what_is_near},
        {"the_topmost_of_two_at_one_point_answers", the_topmost_of_two_at_one_point_answers},
        {"a_scrolled_ground_hides_what_was_before", a_scrolled_ground_hides_what_was_before},
        {"marks_that_meet_share_the_ground_between_them",
         marks_that_meet_share_the_ground_between_them},
        {"marks_at_one_place_still_have_a_border", marks_at_one_place_still_have_a_border},
        {"marks_of_a_note_and_of_the_page_below_do_not_meet",
         marks_of_a_note_and_of_the_page_below_do_not_meet},
        {"focus_goes_round_in_order", focus_goes_round_in_order},
        {0},
    };
    return harness_run(cases);
}
