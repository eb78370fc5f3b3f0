#include "text/glyph_page.h"

#include "support/harness.h"

static const struct glyph_page *make_page(int32_t x_26_6, uint8_t ink)
{
    struct glyph_page_builder *builder = glyph_page_builder_create(100, 50, 0);
    struct page_rect rect = {.rect = {1, 2, 3, 4}, .shape = SHAPE_PILL, .ink = ink};
    glyph_page_builder_rect(builder, rect);
    for (int i = 0; i < 1000; i++) {
        struct page_glyph glyph = {.glyph = (uint16_t)i, .size_26_6 = 640, .x_26_6 = x_26_6 + i};
        glyph_page_builder_glyph(builder, glyph);
    }
    return glyph_page_builder_finish(builder);
}

static void holds_what_was_put_in(void)
{
    const struct glyph_page *page = make_page(7, 3);
    EXPECT_INT(page->w, 100);
    EXPECT_INT(page->h, 50);
    EXPECT_INT(page->rect_count, 1);
    EXPECT_INT(page->rects[0].ink, 3);
    EXPECT_INT(page->glyph_count, 1000);
    EXPECT_INT(page->glyphs[999].x_26_6, 1006);
    glyph_page_release(page);
}

static void id_tells_content(void)
{
    const struct glyph_page *a = make_page(7, 3), *b = make_page(7, 3);
    const struct glyph_page *moved = make_page(8, 3), *inked = make_page(7, 4);
    EXPECT(a->id == b->id);
    EXPECT(a->id != moved->id);
    EXPECT(a->id != inked->id);
    glyph_page_release(a);
    glyph_page_release(b);
    glyph_page_release(moved);
    glyph_page_release(inked);
}

static void lives_until_its_last_owner(void)
{
    const struct glyph_page *page = make_page(0, 0);
    EXPECT(glyph_page_retain(page) == page);
    glyph_page_release(page);
    EXPECT_INT(page->glyphs[5].glyph, 5);
    glyph_page_release(page);
    EXPECT(glyph_page_retain(NULL) == NULL);
    glyph_page_release(NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"holds what was put in", holds_what_was_put_in},
        {"id tells content", id_tells_content},
        {"lives until its last owner", lives_until_its_last_owner},
        {0},
    };
    return harness_run(cases);
}
