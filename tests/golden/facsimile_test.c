/* The facsimile screen, and the letter that leads there, as text in made-up metrics on the three
 * reference screens: which part of which picture is drawn, where every target lies, what is said.
 */
#include "base/buffer.h"
#include "support/golden.h"
#include "support/harness.h"
#include "view/fixture.h"

static void write_rect(struct buffer *out, struct rect rect)
{
    buffer_format(out, "%d,%d %dx%d", rect.x, rect.y, rect.w, rect.h);
}

static void write_picture(struct buffer *out, const struct draw_item *item)
{
    buffer_format(out, "  image %u seen ", (unsigned)item->picture.image);
    write_rect(out, item->rect);
    buffer_text(out, " in 64ths ");
    write_rect(out, item->frame_26_6);
    buffer_format(out, "%s\n", item->alpha == 255 ? "" : " faint");
}

/* One state: pictures, plates and what is on them, then the targets. */
static void write_state(struct fixture *fixture, const char *name, struct buffer *out)
{
    const struct draw_list *list = &fixture->list;
    buffer_format(out, "%s: %s\n", name, fixture_place(fixture));
    for (size_t i = 0; i < list->item_count; i++)
        if (list->items[i].kind == DRAW_PICTURE)
            write_picture(out, &list->items[i]);
    for (size_t i = 0; i < list->target_count; i++) {
        buffer_format(out, "  %s %s ", draw_role_name(list->targets[i].role),
                      list->targets[i].name);
        write_rect(out, list->targets[i].drawn);
        buffer_format(out, " \"%s\"\n", list->targets[i].label);
    }
    for (size_t i = 0; i < list->run_count; i++)
        if (list->runs[i].ink == TOKEN_INK2)
            buffer_format(out, "  says \"%s\"\n", list->runs[i].text);
}

static void write_facsimile(struct fixture *fixture, struct buffer *out)
{
    write_state(fixture, "fit", out);
    fixture_tap(fixture, "zoom-larger");
    fixture_tap(fixture, "zoom-larger");
    fixture_wait(fixture, 1000);
    write_state(fixture, "near", out);
    fixture_tap(fixture, "pan-down");
    fixture_wait(fixture, 1000);
    write_state(fixture, "further down", out);
    fixture_tap(fixture, "zoom-fit");
    fixture_wait(fixture, 1000);
    fixture_tap(fixture, "side-by-side");
    write_state(fixture, "side by side", out);
    fixture_tap(fixture, "sheet-next");
    write_state(fixture, "the next sheet", out);
}

static void try_screen(const char *name, int w_px, int h_px, int diagonal_inch_tenths)
{
    struct fixture fixture;
    struct buffer out = {0};
    fixture_init(&fixture, "picture/v06/d70/1", w_px, h_px, diagonal_inch_tenths);
    write_facsimile(&fixture, &out);
    fixture_fini(&fixture);
    golden_expect(name, buffer_string(&out), out.length);
    buffer_fini(&out);
}

static void on_a_landscape_screen(void)
{
    try_screen("facsimile-1920x1080.txt", 1920, 1080, 156);
}

static void on_a_portrait_screen(void)
{
    try_screen("facsimile-1080x1920.txt", 1080, 1920, 215);
}

static void on_a_small_screen(void)
{
    try_screen("facsimile-800x480.txt", 800, 480, 70);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"on a landscape screen", on_a_landscape_screen},
        {"on a portrait screen", on_a_portrait_screen},
        {"on a small screen", on_a_small_screen},
        {0},
    };
    return harness_run(cases);
}
