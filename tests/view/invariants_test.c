/* What holds for every note of an exhibit at every text size on every screen of the interface
 * specification (section 2): the invariants of its section 10.5, what can be touched, and that
 * nothing is cut off. Set in the packaged fonts.
 *
 *     view_invariants BUNDLE [STEP [LANG [STYLE]]]
 *
 * tries every STEP-th note of each screen and size (1: all) with the interface's words in LANG, in
 * STYLE "book" or "clear". */
#include "bundle/reader.h"
#include "support/harness.h"
#include "text/font.h"
#include "text/glyph_page.h"
#include "view/look.h"
#include "view/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_MAX = 5000, COMPLAINTS_SHOWN = 12 };

static const struct {
    int w_px, h_px, diagonal_inch_tenths;
} screens[] = {{800, 480, 70},    {1024, 600, 101},  {1280, 800, 101}, {1920, 1080, 156},
               {1080, 1920, 215}, {1920, 1200, 240}, {3840, 2160, 430}};
static const int sizes[] = {100, 125, 150, 200};

/* From the command line. */
static struct {
    const char *bundle, *lang;
    size_t step;
    bool clear;
} asked = {.lang = "en", .step = 4};

struct trial {
    struct bundle_reader *bundle;
    struct font_list *fonts;
    struct font_shaper *shaper;
    struct strings *strings;
    struct text_metrics metrics;
    struct look look;
    struct view *view;
    struct draw_list list;
    struct place place;
    size_t frames;
    int complaints;
};

/* ---- What is said when it does not hold -------------------------------------------------------
 */

__attribute__((format(printf, 3, 4))) static void expect(struct trial *trial, bool holds,
                                                         const char *format, ...)
{
    char place[PLACE_TEXT_SIZE];
    if (holds || trial->complaints++ >= COMPLAINTS_SHOWN)
        return;
    va_list arguments;
    va_start(arguments, format);
    printf("%dx%d at %d %%, %s: ", trial->look.screen.w_px, trial->look.screen.h_px,
           trial->look.screen.text_size_percent, place_format(&trial->place, place));
    vprintf(format, arguments); /* NOLINT(clang-analyzer-valist.Uninitialized): it is begun above */
    printf("\n");
    va_end(arguments);
}

#define RECT_FORMAT "[%d, %d, %d, %d]"
#define RECT_OF(r) (r).x, (r).y, (r).w, (r).h

/* ---- Parts of a frame -------------------------------------------------------------------------
 */

static struct rect box_of(const struct trial *trial, enum draw_box_kind kind)
{
    for (size_t i = 0; i < trial->list.box_count; i++)
        if (trial->list.boxes[i].kind == kind)
            return trial->list.boxes[i].rect;
    return (struct rect){0};
}

/* The topmost of that name from `first` on. */
static const struct draw_target *target_of(const struct trial *trial, const char *name)
{
    for (size_t i = trial->list.target_count; i-- > 0;)
        if (strcmp(trial->list.targets[i].name, name) == 0)
            return &trial->list.targets[i];
    return NULL;
}

static bool is_inside(struct rect inner, struct rect outer)
{
    return rect_equals(rect_intersection(inner, outer), inner);
}

/* ---- The invariants ----------------------------------------------------------------------------
 */

static void check_placement(struct trial *trial, struct rect card)
{
    struct rect line = box_of(trial, BOX_MARK_LINE), content = box_of(trial, BOX_PAGE);
    expect(trial, !rect_intersects(card, line),
           "the card " RECT_FORMAT " covers the line of its mark " RECT_FORMAT, RECT_OF(card),
           RECT_OF(line));
    expect(trial, is_inside(card, content), "the card " RECT_FORMAT " leaves " RECT_FORMAT,
           RECT_OF(card), RECT_OF(content));
    expect(trial, is_inside(line, content),
           "the line of the mark " RECT_FORMAT " is out of sight in " RECT_FORMAT, RECT_OF(line),
           RECT_OF(content));
    expect(trial, card.h * 10 <= trial->list.screen.h * 6, "the card is %d px high", card.h);
}

/* At least 3 lines of the note (2 on small screens at 200 %), or all that it has. */
static void check_lines(struct trial *trial)
{
    const struct draw_target *view = target_of(trial, "note-text");
    bool small = trial->look.size_class == SCREEN_SMALL;
    int least = small && trial->look.screen.text_size_percent == 200 ? 2 : 3, whole = 0, cut = 0;
    if (view == NULL)
        return;
    for (size_t i = 0; i < trial->list.run_count; i++) {
        const struct draw_run *run = &trial->list.runs[i];
        if (run->ground != TOKEN_RAISED || !rect_intersects(run->rect, view->drawn) ||
            run->cap_height_26_6 != trial->look.cap_height_26_6[LOOK_NOTE])
            continue;
        bool fits = is_inside(run->rect, view->drawn) &&
                    run->rect.h >= trial->look.leading_px[LOOK_NOTE] * 9 / 10;
        whole += fits;
        cut += !fits;
    }
    bool more = target_of(trial, "note-more") != NULL;
    expect(trial, !more || whole >= least, "%d lines of the note are seen", whole);
    expect(trial, more || cut == 0, "%d lines of the note are cut, and there is no More", cut);
}

/* Nothing is cut off at the sides; below and above only what a card pushed up. */
static void check_sides(struct trial *trial)
{
    for (size_t i = 0; i < trial->list.run_count; i++) {
        const struct draw_run *run = &trial->list.runs[i];
        bool across = run->rect.x >= 0 && run->rect.x + run->rect.w <= trial->list.screen.w;
        expect(trial, across, "\"%s\" " RECT_FORMAT " leaves the screen", run->text,
               RECT_OF(run->rect));
    }
}

/* Words keep inside their buttons. */
static void check_runs(struct trial *trial)
{
    check_sides(trial);
    for (size_t i = 0; i < trial->list.run_count; i++) {
        const struct draw_run *run = &trial->list.runs[i];
        for (size_t k = 0; k < trial->list.target_count; k++) {
            const struct draw_target *target = &trial->list.targets[k];
            /* a card may lie over it */
            bool on_page = run->ground == TOKEN_PAGE || run->ground == TOKEN_PILL;
            bool on_card = is_inside(run->rect, box_of(trial, BOX_OVERLAY)) &&
                           !is_inside(target->drawn, box_of(trial, BOX_OVERLAY));
            bool has_words = strncmp(target->name, "picture=", 8) != 0; /* a picture has none */
            if (target->role == ROLE_BUTTON && has_words && !on_page && !on_card &&
                rect_intersects(target->drawn, run->rect))
                expect(trial, is_inside(run->rect, target->drawn),
                       "\"%s\" " RECT_FORMAT " leaves its button %s " RECT_FORMAT, run->text,
                       RECT_OF(run->rect), target->name, RECT_OF(target->drawn));
        }
    }
}

/* Buttons: 15 mm at least, 2 mm apart. Marks: no two answer the same touch. */
static void check_pair(struct trial *trial, const struct draw_target *a,
                       const struct draw_target *b)
{
    int gap = trial->look.gap_px;
    if (a->role == ROLE_BUTTON && b->role == ROLE_BUTTON)
        expect(trial, !rect_intersects(rect_grown(a->drawn, gap - 1, gap - 1), b->drawn),
               "the buttons %s " RECT_FORMAT " and %s " RECT_FORMAT " are too close", a->name,
               RECT_OF(a->drawn), b->name, RECT_OF(b->drawn));
    if (a->role == ROLE_MARK && b->role == ROLE_MARK)
        expect(trial, !rect_intersects(a->hit, b->hit),
               "%s " RECT_FORMAT " and %s " RECT_FORMAT " answer one touch", a->name,
               RECT_OF(a->hit), b->name, RECT_OF(b->hit));
}

static void check_target(struct trial *trial, const struct draw_target *target)
{
    int side = look_px(&trial->look, 150);
    bool seen = is_inside(target->drawn, trial->list.screen);
    expect(trial, seen || target->role != ROLE_BUTTON, "%s " RECT_FORMAT " leaves the screen",
           target->name, RECT_OF(target->drawn));
    if (target->role == ROLE_BUTTON)
        expect(trial, target->hit.w >= side && target->hit.h >= side,
               "%s " RECT_FORMAT " is too small for a finger", target->name, RECT_OF(target->hit));
    if (target->role == ROLE_MARK)
        expect(trial, target->hit.w > 0 && target->hit.h > 0, "%s has nothing left to touch",
               target->name);
}

/* Targets before and behind the ground of a card are of two grounds. */
static void check_targets(struct trial *trial)
{
    const struct draw_list *list = &trial->list;
    for (size_t i = 0; i < list->target_count; i++) {
        if (list->targets[i].role == ROLE_SCROLL)
            continue;
        check_target(trial, &list->targets[i]);
        for (size_t k = i + 1; k < list->target_count && list->targets[k].role != ROLE_SCROLL; k++)
            check_pair(trial, &list->targets[i], &list->targets[k]);
    }
}

static void check_note(struct trial *trial)
{
    struct rect card = box_of(trial, BOX_OVERLAY);
    struct place place = view_place(trial->view);
    expect(trial, place.overlay == OVERLAY_NOTE && strcmp(place.note, trial->place.note) == 0,
           "the note does not open");
    if (card.w == 0) {
        expect(trial, false, "there is no card");
        return;
    }
    check_placement(trial, card);
    check_lines(trial);
    check_runs(trial);
    check_targets(trial);
}

/* ---- The exhibit --------------------------------------------------------------------------------
 */

static bool trial_open(struct trial *trial)
{
    struct error error = {0};
    *trial = (struct trial){0};
    draw_list_init(&trial->list, glyph_page_retain, glyph_page_release);
    bool opened = bundle_reader_open(asked.bundle, &trial->bundle, &error) == STATUS_OK &&
                  font_list_load(harness_source_path("assets/fonts.ini"), &trial->fonts, &error) ==
                      STATUS_OK &&
                  strings_load(harness_source_path("assets/strings"), asked.lang, &trial->strings,
                               &error) == STATUS_OK;
    if (!opened)
        EXPECT_TEXT(error.message, "");
    if (opened) {
        trial->shaper = font_shaper_create(trial->fonts);
        trial->metrics = font_shaper_metrics(trial->shaper);
    }
    return opened;
}

static void trial_close(struct trial *trial)
{
    draw_list_fini(&trial->list);
    font_shaper_destroy(trial->shaper);
    font_list_destroy(trial->fonts);
    strings_destroy(trial->strings);
    bundle_reader_close(trial->bundle);
}

static void tap(struct trial *trial, const char *name)
{
    const struct draw_target *target = target_of(trial, name);
    if (!EXPECT(target != NULL))
        return;
    const struct rect drawn = target->drawn;
    struct gesture gesture = {.kind = GESTURE_PRESS,
                              .start = {drawn.x + drawn.w / 2, drawn.y + drawn.h / 2}};
    gesture.point = gesture.start;
    (void)view_gesture(trial->view, &gesture);
    gesture.kind = GESTURE_TAP;
    (void)view_gesture(trial->view, &gesture);
    view_draw(trial->view, 0, &trial->list);
}

static void begin_screen(struct trial *trial, size_t screen, int size)
{
    const struct view_config config = {
        .source = bundle_reader_source(trial->bundle),
        .metrics = &trial->metrics,
        .strings = trial->strings,
        .screen = screen_make(screens[screen].w_px, screens[screen].h_px,
                              screens[screen].diagonal_inch_tenths, 0, size),
    };
    const struct place contents = {.kind = PLACE_CONTENTS};
    look_make(&trial->look, &config.screen, &(struct look_style){.clear = asked.clear},
              &trial->metrics);
    trial->view = view_create(&config, &contents, 0);
    view_draw(trial->view, 0, &trial->list);
    if (asked.clear) {
        tap(trial, "options");
        tap(trial, "style-clear");
        tap(trial, "close");
    }
}

static void copy_part(char part[PLACE_PART_SIZE], const char *text)
{
    if (EXPECT(strlen(text) < PLACE_PART_SIZE))
        memcpy(part, text, strlen(text) + 1);
}

static void try_note(struct trial *trial, const struct key *key, const struct note *note)
{
    trial->place = (struct place){.kind = PLACE_LETTER, .overlay = OVERLAY_NOTE};
    copy_part(trial->place.edition, key->edition);
    copy_part(trial->place.id, key->id);
    copy_part(trial->place.note, note->key);
    (void)view_go(trial->view, &trial->place, 0);
    view_draw(trial->view, 0, &trial->list);
    trial->frames++;
    check_note(trial);
}

/* One letter's notes that are this screen's turn; `count` goes on through all letters. A letter
 * with a notice before it shows that first. */
static void try_letter(struct trial *trial, const struct key *key, size_t turn, size_t *count)
{
    const struct letter_source source = bundle_reader_source(trial->bundle);
    struct arena *arena = arena_create();
    struct letter letter;
    if (EXPECT_INT(source.calls->letter(source.self, *key, NULL, arena, &letter, NULL), STATUS_OK))
        for (size_t i = 0; letter.content_notice == NULL && i < letter.note_count; i++)
            if ((*count)++ % asked.step == turn % asked.step)
                try_note(trial, key, &letter.notes[i]);
    arena_destroy(arena);
}

static void try_letters(struct trial *trial, size_t turn)
{
    const struct letter_source source = bundle_reader_source(trial->bundle);
    const struct letter_filter all = {0};
    const struct letter_summary *summaries = NULL;
    struct arena *arena = arena_create();
    size_t count = 0, total = 0, notes = 0;
    EXPECT_INT(source.calls->summaries(source.self, &all, 0, LETTERS_MAX, arena, &summaries, &count,
                                       &total, NULL),
               STATUS_OK);
    EXPECT_INT(count, total);
    for (size_t i = 0; i < count; i++)
        try_letter(trial, &summaries[i].key, turn, &notes);
    EXPECT(notes > 0);
    arena_destroy(arena);
}

static void every_note_keeps_its_place(void)
{
    struct trial trial;
    const size_t size_count = sizeof sizes / sizeof *sizes;
    if (trial_open(&trial)) {
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
            for (size_t k = 0; k < size_count; k++) {
                begin_screen(&trial, i, sizes[k]);
                try_letters(&trial, i * size_count + k);
                view_destroy(trial.view);
            }
        printf("%zu notes shown\n", trial.frames);
        EXPECT_INT(trial.complaints, 0);
    }
    trial_close(&trial);
}

/* ---- Other screens ------------------------------------------------------------------------------
 */

/* Rows and choices are large enough for a finger, and nothing leaves the screen. */
static void check_screen(struct trial *trial)
{
    int side = look_px(&trial->look, 150);
    for (size_t i = 0; i < trial->list.target_count; i++) {
        const struct draw_target *target = &trial->list.targets[i];
        if (target->role != ROLE_LETTER && target->role != ROLE_CHOICE)
            continue;
        expect(trial, target->hit.w >= side && target->hit.h >= side - 1,
               "%s " RECT_FORMAT " is too small for a finger", target->name, RECT_OF(target->hit));
        expect(trial, is_inside(target->drawn, trial->list.screen),
               "%s " RECT_FORMAT " leaves the screen", target->name, RECT_OF(target->drawn));
    }
    trial->frames++;
    check_targets(trial);
}

/* What is opened by touch over a place, where it is there. */
static void try_taps(struct trial *trial)
{
    static const char *const names[] = {"menu", "filter-person", "filter-year", "pairs", "notes"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (target_of(trial, names[i]) == NULL)
            continue;
        tap(trial, names[i]);
        check_screen(trial);
        check_sides(trial); /* words of the list below stand under buttons of the sheet */
        (void)view_go(trial->view, &trial->place, 0);
        view_draw(trial->view, 0, &trial->list);
    }
}

static void try_place(struct trial *trial, const char *place)
{
    if (!EXPECT(place_parse(place, &trial->place)))
        return;
    (void)view_go(trial->view, &trial->place, 0);
    view_draw(trial->view, 0, &trial->list);
    check_screen(trial);
    check_runs(trial);
    try_taps(trial);
}

static void every_screen_keeps_to_its_room(void)
{
    static const char *const places[] = {"contents",        "contents?all",    "contents?year=1962",
                                         "contents?year=1", "exchange",        "about",
                                         "letter/d1",       "letter/d1#about", "letter/d1#pages",
                                         "letter/d1#end",   "letter/70#end",   "letter/70#web"};
    struct trial trial;
    if (trial_open(&trial)) {
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
            for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
                begin_screen(&trial, i, sizes[k]);
                for (size_t place = 0; place < sizeof places / sizeof *places; place++)
                    try_place(&trial, places[place]);
                view_destroy(trial.view);
            }
        printf("%zu screens shown\n", trial.frames);
        EXPECT_INT(trial.complaints, 0);
    }
    trial_close(&trial);
}

int main(int argc, char **argv)
{
    static const struct harness_case cases[] = {
        {"every_note_keeps_its_place", every_note_keeps_its_place},
        {"every_screen_keeps_to_its_room", every_screen_keeps_to_its_room},
        {0},
    };
    if (argc < 2) {
        fprintf(stderr, "Usage: view_invariants BUNDLE [STEP [LANG [STYLE]]]\n");
        return 2;
    }
    asked.bundle = argv[1];
    if (argc > 2)
        asked.step = (size_t)strtoul(argv[2], NULL, 10);
    if (argc > 3)
        asked.lang = argv[3];
    asked.clear = argc > 4 && strcmp(argv[4], "clear") == 0;
    return asked.step > 0 ? harness_run(cases) : 2;
}
