/* The seed letter page by page to its end as text, set in made-up metrics on the three reference
 * screens: words of each line, marks, objects, and where the card of every note lies. No font moves
 * these goldens.
 *
 *     golden_pages SEED_BUNDLE */
#include "base/buffer.h"
#include "bundle/reader.h"
#include "support/fake_metrics.h"
#include "support/golden.h"
#include "support/harness.h"
#include "text/glyph_page.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGES_MAX = 40, TURN_MS = 2000 };

static const char *bundle_path;

struct session {
    struct bundle_reader *bundle;
    struct strings *strings;
    struct text_metrics metrics;
    struct view *view;
    struct draw_list list;
    uint64_t now_ms;
};

static bool session_open(struct session *session, int w_px, int h_px, int diagonal_inch_tenths)
{
    struct error error = {0};
    *session = (struct session){.metrics = fake_metrics()};
    draw_list_init(&session->list, glyph_page_retain, glyph_page_release);
    if (bundle_reader_open(bundle_path, &session->bundle, &error) != STATUS_OK ||
        strings_load(harness_source_path("assets/strings"), "en", &session->strings, &error) !=
            STATUS_OK)
        return EXPECT_TEXT(error.message, "");
    const struct view_config config = {
        .source = bundle_reader_source(session->bundle),
        .metrics = &session->metrics,
        .strings = session->strings,
        .screen = screen_make(w_px, h_px, diagonal_inch_tenths, 0, 100),
    };
    const struct place contents = {.kind = PLACE_CONTENTS};
    session->view = view_create(&config, &contents, 0);
    return true;
}

static void session_close(struct session *session)
{
    view_destroy(session->view);
    draw_list_fini(&session->list);
    strings_destroy(session->strings);
    bundle_reader_close(session->bundle);
}

/* Lets whatever moves come to rest. */
static void settle(struct session *session)
{
    uint64_t end_ms = session->now_ms + TURN_MS;
    while (session->now_ms < end_ms) {
        session->now_ms += 50;
        (void)view_tick(session->view, session->now_ms);
    }
    view_draw(session->view, session->now_ms, &session->list);
}

static bool go(struct session *session, const char *text)
{
    struct place place;
    if (!EXPECT(place_parse(text, &place)))
        return false;
    (void)view_go(session->view, &place, session->now_ms);
    settle(session);
    return true;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

static void write_rect(struct buffer *out, struct rect rect)
{
    buffer_format(out, "%d,%d %dx%d", rect.x, rect.y, rect.w, rect.h);
}

static void write_place(const struct session *session, struct buffer *out)
{
    char text[PLACE_TEXT_SIZE];
    struct place place = view_place(session->view);
    buffer_format(out, "== %s\n", place_format(&place, text));
}

static void write_page(const struct session *session, struct buffer *out)
{
    const struct draw_list *list = &session->list;
    write_place(session, out);
    for (size_t i = 0; i < list->run_count; i++) {
        write_rect(out, list->runs[i].rect);
        buffer_format(out, " %s\n", list->runs[i].text);
    }
    for (size_t i = 0; i < list->target_count; i++) {
        buffer_format(out, "  %s \"%s\" at ", list->targets[i].name, list->targets[i].label);
        write_rect(out, list->targets[i].drawn);
        buffer_text(out, " answers ");
        write_rect(out, list->targets[i].hit);
        buffer_byte(out, '\n');
    }
}

/* A note's card, the line it belongs to, and its words. */
static void write_note(const struct session *session, struct buffer *out)
{
    const struct draw_list *list = &session->list;
    write_place(session, out);
    for (size_t i = 0; i < list->box_count; i++)
        if (list->boxes[i].kind == BOX_OVERLAY || list->boxes[i].kind == BOX_MARK_LINE) {
            buffer_format(out, "  %s ", draw_box_name(list->boxes[i].kind));
            write_rect(out, list->boxes[i].rect);
            buffer_byte(out, '\n');
        }
    for (size_t i = 0; i < list->run_count; i++)
        if (list->runs[i].ground == TOKEN_RAISED) {
            write_rect(out, list->runs[i].rect);
            buffer_format(out, " %s\n", list->runs[i].text);
        }
}

static void write_letter(struct session *session, struct buffer *out)
{
    if (!go(session, "letter/70"))
        return;
    int page = 0;
    do {
        write_page(session, out);
        (void)view_key(session->view, KEY_NEXT_PAGE, session->now_ms);
        settle(session);
    } while (view_place(session->view).overlay != OVERLAY_END && ++page < PAGES_MAX);
    EXPECT(page < PAGES_MAX);
    write_page(session, out);
    for (int key = 0; key <= 4; key++) {
        char place[] = "letter/70#note=?";
        place[sizeof place - 2] = (char)('0' + key);
        if (go(session, place))
            write_note(session, out);
    }
}

/* ---- Comparing ---------------------------------------------------------------------------------
 */

static void expect_pages(const char *name, int w_px, int h_px, int diagonal_inch_tenths)
{
    struct session session;
    struct buffer got = {0};
    if (session_open(&session, w_px, h_px, diagonal_inch_tenths)) {
        write_letter(&session, &got);
        golden_expect(name, buffer_string(&got), got.length);
    }
    buffer_fini(&got);
    session_close(&session);
}

static void on_a_landscape_screen(void)
{
    expect_pages("letter-70-1920x1080.txt", 1920, 1080, 156);
}

static void on_a_portrait_screen(void)
{
    expect_pages("letter-70-1080x1920.txt", 1080, 1920, 215);
}

static void on_a_small_screen(void)
{
    expect_pages("letter-70-800x480.txt", 800, 480, 70);
}

int main(int argc, char **argv)
{
    static const struct harness_case cases[] = {
        {"on_a_landscape_screen", on_a_landscape_screen},
        {"on_a_portrait_screen", on_a_portrait_screen},
        {"on_a_small_screen", on_a_small_screen},
        {0},
    };
    if (argc != 2) {
        fprintf(stderr, "Usage: golden_pages SEED_BUNDLE\n");
        return 2;
    }
    bundle_path = argv[1];
    return harness_run(cases);
}
