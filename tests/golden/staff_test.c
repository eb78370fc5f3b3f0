/* The pages for staff as text in made-up metrics on the three reference screens: every target and
 * every line of text, where it lies and what it says. */
#include "base/buffer.h"
#include "support/golden.h"
#include "support/harness.h"
#include "view/fixture.h"

#include <string.h>

static void write_rect(struct buffer *out, struct rect rect)
{
    buffer_format(out, "%d,%d %dx%d", rect.x, rect.y, rect.w, rect.h);
}

static void write_frame(const struct fixture *fixture, struct buffer *out)
{
    const struct draw_list *list = &fixture->list;
    buffer_format(out, "%s\n", fixture_place(fixture));
    for (size_t i = 0; i < list->target_count; i++) {
        buffer_format(out, "  %s %s ", draw_role_name(list->targets[i].role),
                      list->targets[i].name);
        write_rect(out, list->targets[i].drawn);
        buffer_format(out, " \"%s\"\n", list->targets[i].label);
    }
    for (size_t i = 0; i < list->run_count; i++) {
        buffer_text(out, "  text ");
        write_rect(out, list->runs[i].rect);
        buffer_format(out, " \"%s\"\n", list->runs[i].text);
    }
}

/* A page with all its parts. */
static void write_page(struct fixture *fixture, const char *place, struct buffer *out)
{
    struct place parsed = {0};
    EXPECT(place_parse(place, &parsed));
    fixture_go(fixture, &parsed);
    write_frame(fixture, out);
    while (fixture_target(fixture, "page-next") != NULL && fixture_tap(fixture, "page-next"))
        write_frame(fixture, out);
}

static void try_screen(const char *name, int w_px, int h_px, int diagonal_inch_tenths)
{
    static const char *const places[] = {
        "pin",           "staff",          "staff/content", "staff/records",  "staff/screen",
        "staff/hours",   "staff/language", "staff/support", "staff/mistakes", "staff/previous",
        "staff/restart", "staff/shutdown", "staff/clean",   "staff/chart"};
    struct fixture fixture;
    struct buffer out = {0};
    fixture_init_with_staff(&fixture, "contents", w_px, h_px, diagonal_inch_tenths);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        write_page(&fixture, places[i], &out);
    fixture_fini(&fixture);
    golden_expect(name, buffer_string(&out), out.length);
    buffer_fini(&out);
}

static void on_a_landscape_screen(void)
{
    try_screen("staff-1920x1080.txt", 1920, 1080, 156);
}

static void on_a_portrait_screen(void)
{
    try_screen("staff-1080x1920.txt", 1080, 1920, 215);
}

static void on_a_small_screen(void)
{
    try_screen("staff-800x480.txt", 800, 480, 70);
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
