#include "draw/difference.h"

#include "support/harness.h"

static void fill_list(struct draw_list *list, const char *middle, int w)
{
    draw_list_init(list, NULL, NULL);
    draw_list_reset(list, w, 60, THEME_PAPER);
    draw_list_clip(list, (struct rect){0, 0, 90, 60});
    draw_list_fill(list, list->clip, TOKEN_WALL);
    draw_list_label(list, &(struct draw_label){.rect = {5, 5, 40, 10},
                                               .text = middle,
                                               .lang = "en",
                                               .em_26_6 = 640,
                                               .bold = true,
                                               .ink = TOKEN_INK});
    draw_list_plate(list, (struct rect){50, 5, 20, 10}, TOKEN_BTN, TOKEN_CTL, 2, 3);
}

static void expect_difference(struct draw_list *before, struct draw_list *after,
                              const char *expected)
{
    struct buffer out = {0};
    difference_write(&out, before, after);
    EXPECT_TEXT(buffer_string(&out), expected);
    EXPECT_INT(draw_list_equals(before, after), out.length == 0);
    buffer_fini(&out);
    draw_list_fini(before);
    draw_list_fini(after);
}

static void what_changed_is_listed(void)
{
    struct draw_list before, after;
    fill_list(&before, "Notes", 90);
    fill_list(&after, "Notes 2", 90);
    expect_difference(
        &before, &after,
        "- 1 label at 5,5 40x10 in 0,0 90x60 ink \"Notes\" en em 640/64 bold align 0\n"
        "+ 1 label at 5,5 40x10 in 0,0 90x60 ink \"Notes 2\" en em 640/64 bold align "
        "0\n");
}

static void what_was_added_is_listed(void)
{
    struct draw_list before, after;
    fill_list(&before, "Notes", 90);
    fill_list(&after, "Notes", 90);
    draw_list_plate(&after, (struct rect){50, 5, 20, 10}, TOKEN_BTN, TOKEN_CTL, 2, 3);
    draw_list_fill_alpha(&after, after.clip, TOKEN_BLACK, 9);
    expect_difference(&before, &after,
                      "+ 3 plate at 50,5 20x10 in 0,0 90x60 btn outline ctl 2 px radius 3 px\n"
                      "+ 4 fill at 0,0 90x60 in 0,0 90x60 black alpha 9\n");
}

static void equal_lists_have_none(void)
{
    struct draw_list before, after;
    fill_list(&before, "Notes", 90);
    fill_list(&after, "Notes", 90);
    expect_difference(&before, &after, "");
}

static void another_screen_is_told(void)
{
    struct draw_list before, after;
    fill_list(&before, "Notes", 90);
    fill_list(&after, "Notes", 91);
    expect_difference(&before, &after, "- screen 90x60 paper\n+ screen 91x60 paper\n");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"what_changed_is_listed", what_changed_is_listed},
        {"what_was_added_is_listed", what_was_added_is_listed},
        {"equal_lists_have_none", equal_lists_have_none},
        {"another_screen_is_told", another_screen_is_told},
        {0},
    };
    return harness_run(cases);
}
