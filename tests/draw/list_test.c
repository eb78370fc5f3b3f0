#include "draw/list.h"

#include "base/geometry.h"
#include "support/harness.h"

struct glyph_page {
    int shared; /* how many lists hold it */
};

static const struct glyph_page *retain(const struct glyph_page *page)
{
    ((struct glyph_page *)(uintptr_t)page)->shared++;
    return page;
}

static void release(const struct glyph_page *page)
{
    ((struct glyph_page *)(uintptr_t)page)->shared--;
}

static struct draw_list begun(void)
{
    struct draw_list list;
    draw_list_init(&list, retain, release);
    draw_list_reset(&list, 800, 480, THEME_PAPER);
    return list;
}

static void fill_all_kinds(struct draw_list *list, const struct glyph_page *page)
{
    draw_list_fill(list, list->screen, TOKEN_WALL);
    draw_list_fill_alpha(list, list->screen, TOKEN_BLACK, 40);
    draw_list_plate(list, (struct rect){10, 10, 80, 30}, TOKEN_BTN, TOKEN_CTL, 2, 6);
    draw_list_shadow(list, (struct rect){10, 10, 80, 30}, 5);
    draw_list_icon(list, (struct rect){12, 12, 20, 20}, "close", TOKEN_INK);
    draw_list_triangle(list, (struct rect){40, 40, 20, 10}, true, TOKEN_RAISED, TOKEN_CTL);
    draw_list_label(list, &(struct draw_label){.rect = {10, 10, 80, 30},
                                               .text = "Done",
                                               .lang = "en",
                                               .em_26_6 = 20 * 64,
                                               .cap_height_26_6 = 14 * 64,
                                               .ink = TOKEN_BTN_TEXT,
                                               .ground = TOKEN_BTN});
    draw_list_clip(list, (struct rect){0, 0, 100, 100});
    draw_list_surface(list, (struct rect){0, 0, 300, 200}, page, (struct point){3, 4}, 255);
}

static void equal_lists_draw_the_same(void)
{
    struct glyph_page page = {0};
    struct draw_list a = begun(), b = begun();
    fill_all_kinds(&a, &page);
    fill_all_kinds(&b, &page);
    EXPECT(draw_list_equals(&a, &b));
    draw_list_target(&a, (struct draw_target){.name = "done", .label = "Done"});
    draw_list_timer(&a, "idle", 5);
    draw_list_box(&a, BOX_BAR, a.screen);
    EXPECT(draw_list_equals(&a, &b));
    draw_list_fill(&a, a.screen, TOKEN_WALL);
    EXPECT(!draw_list_equals(&a, &b));
    draw_list_reset(&a, 800, 480, THEME_EVENING);
    fill_all_kinds(&a, &page);
    EXPECT(!draw_list_equals(&a, &b));
    draw_list_fini(&a);
    draw_list_fini(&b);
}

static void every_field_of_an_item_counts(void)
{
    const struct draw_item item = {.kind = DRAW_LABEL, .text = "Notes", .lang = "en"};
    struct draw_item others[] = {item, item, item, item, item, item, item, item,
                                 item, item, item, item, item, item, item, item};
    static const struct glyph_page page;
    others[0].kind = DRAW_ICON;
    others[1].rect.w = 1;
    others[2].clip.h = 1;
    others[3].token = TOKEN_INK;
    others[4].outline = TOKEN_INK;
    others[5].alpha = 1;
    others[6].radius_px = 1;
    others[7].outline_px = 1;
    others[8].down = true;
    others[9].text = "Note";
    others[10].lang = NULL;
    others[11].em_26_6 = 1;
    others[12].bold = true;
    others[13].align = DRAW_END;
    others[14].page = &page;
    others[15].source.y = 1;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        EXPECT(!draw_item_equals(&item, &others[i]));
    struct draw_item same = item;
    same.text = (char[]){"Notes"};
    EXPECT(draw_item_equals(&item, &same));
}

static void pages_are_shared_until_the_reset(void)
{
    struct glyph_page page = {0};
    struct draw_list list = begun();
    fill_all_kinds(&list, &page);
    fill_all_kinds(&list, &page);
    EXPECT_INT(page.shared, 2);
    draw_list_reset(&list, 800, 480, THEME_PAPER);
    EXPECT_INT(page.shared, 0);
    EXPECT_INT(list.item_count, 0);
    fill_all_kinds(&list, &page);
    draw_list_fini(&list);
    EXPECT_INT(page.shared, 0);
}

static void texts_are_copied_and_arrays_grow(void)
{
    struct draw_list list = begun();
    char text[] = "a";
    for (int i = 0; i < 1000; i++) {
        text[0] = (char)('a' + i % 26);
        draw_list_icon(&list, (struct rect){i, 0, 1, 1}, text, TOKEN_INK);
        draw_list_run(&list, (struct draw_run){.rect = {i, 0, 1, 1}, .text = text});
    }
    EXPECT_INT(list.item_count, 1000);
    EXPECT_TEXT(list.items[27].text, "b");
    EXPECT_INT(list.items[999].rect.x, 999);
    EXPECT_TEXT(list.runs[25].text, "z");
    draw_list_fini(&list);
}

static void a_label_is_an_item_and_a_run(void)
{
    struct glyph_page page = {0};
    struct draw_list list = begun();
    fill_all_kinds(&list, &page);
    EXPECT_INT(list.run_count, 1);
    EXPECT_TEXT(list.runs[0].text, "Done");
    EXPECT_INT(list.runs[0].cap_height_26_6, 14 * 64);
    EXPECT_INT(list.runs[0].ground, TOKEN_BTN);
    draw_list_fini(&list);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"equal_lists_draw_the_same", equal_lists_draw_the_same},
        {"every_field_of_an_item_counts", every_field_of_an_item_counts},
        {"pages_are_shared_until_the_reset", pages_are_shared_until_the_reset},
        {"texts_are_copied_and_arrays_grow", texts_are_copied_and_arrays_grow},
        {"a_label_is_an_item_and_a_run", a_label_is_an_item_and_a_run},
        {0},
    };
    return harness_run(cases);
}
