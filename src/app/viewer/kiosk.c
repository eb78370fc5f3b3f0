#include "app/viewer/kiosk.h"

#include <stdlib.h>

#include "app/viewer/display.h"
#include "app/viewer/notice.h"
#include "app/viewer/snapshot.h"
#include "base/memory.h"
#include "input/corner.h"

/* Content that cannot be read has this number in the list of messages for staff. */
#define FAULT_NO_CONTENT "E44"

enum {
    PAGES_AHEAD_MAX = 8,       /* pictures prepared for the next touch */
    TENTHS_OF_A_METRE = 10000, /* of a millimetre */
    CORNER_TENTHS_MM = 200,    /* side of the corner that staff tap */
    MOVING_MS = 100,           /* a frame due sooner than this is part of a motion */
    REST_MS = 3000,            /* one held still so long gives way to another finger */
    STUCK_MS = 120000          /* a contact held still so long is dirt, not a finger */
};

struct kiosk {
    struct content *content;
    struct house *house;
    const struct settings *settings; /* the house's */
    unsigned changes;                /* of them, followed so far */
    bool has_backlight;
    struct text_metrics metrics;
    struct screen screen;
    struct display *display; /* NULL: frames are text only */
    struct view *view;
    struct gesture_machine *gestures;
    struct corner corner; /* watches for staff's gesture */
    struct draw_list lists[2];
    struct draw_list *shown, *next; /* the frame on the screen, and the one being made */
    bool redraw;                    /* the view is out of date */
    bool restore;                   /* the screen is, though the view is not */
    bool edition_waits;             /* a new one is ready to be shown */
    const char *complaint;          /* of a setting, until it was told; NULL: none */
    bool prepared;                  /* nothing is left to ask the view for */
    uint64_t deadline_ms;
};

/* ---- Beginning and end ---- */

static struct screen make_screen(const struct kiosk *kiosk, struct rotation size)
{
    int diagonal = kiosk->settings->diagonal_inch_tenths;
    house_set_diagonal(kiosk->house, settings_usual_diagonal(size.w, size.h));
    if (diagonal == 0)
        diagonal = settings_usual_diagonal(size.w, size.h);
    return screen_make(size.w, size.h, diagonal, kiosk->settings->distance_mm,
                       kiosk->settings->text_size_percent);
}

static struct gesture_machine *make_gestures(const struct screen *screen)
{
    return gesture_create(&(struct gesture_limits){.slide_off_px = screen_px(screen, 60),
                                                   .palm_px = screen_px(screen, 300),
                                                   .second_finger_ms = 120,
                                                   .second_tap_ms = 300,
                                                   .bounce_ms = 60,
                                                   .rest_ms = REST_MS,
                                                   .stuck_ms = STUCK_MS});
}

/* In the screen's millimetres; what was being touched is forgotten. */
static void watch_touches(struct kiosk *kiosk)
{
    gesture_destroy(kiosk->gestures);
    kiosk->gestures = make_gestures(&kiosk->screen);
    kiosk->corner = (struct corner){
        .side_px = kiosk->settings->corner_off ? 0 : screen_px(&kiosk->screen, CORNER_TENTHS_MM)};
}

static void make_view(struct kiosk *kiosk, const struct kiosk_start *start, uint64_t now_ms)
{
    struct view_config config = {.metrics = &kiosk->metrics,
                                 .strings = kiosk->content->strings,
                                 .words = {content_strings, content_language_name, kiosk->content},
                                 .keyboards = kiosk->content->keyboards,
                                 .screen = kiosk->screen,
                                 .theme = kiosk->settings->theme,
                                 .style = kiosk->settings->style,
                                 .times = kiosk->settings->times,
                                 .langs = kiosk->settings->langs,
                                 .visits = start->visits,
                                 .staff = house_view(kiosk->house),
                                 .sleep_wakes = kiosk->settings->sleep_wakes,
                                 .seed = start->seed,
                                 .version = kiosk->content->version};
    config.source = content_source(kiosk->content);
    if (config.source.calls == NULL)
        config.fault = FAULT_NO_CONTENT;
    kiosk->view = view_create(&config, &start->place, now_ms);
    kiosk->redraw = true;
    kiosk->deadline_ms = now_ms;
}

/* Fills the next list. */
static void draw_next(struct kiosk *kiosk, uint64_t now_ms)
{
    draw_list_reset(kiosk->next, kiosk->screen.w_px, kiosk->screen.h_px, kiosk->settings->theme);
    view_draw(kiosk->view, now_ms, kiosk->next);
    gesture_set_field(kiosk->gestures, view_field(kiosk->view));
    gesture_set_keys(kiosk->gestures, view_keys(kiosk->next));
}

/* What the first frame needs beside the kiosk. */
struct opening {
    struct kiosk *kiosk;
    const struct kiosk_start *start;
    uint64_t now_ms;
};

static const struct draw_list *set_first(void *self, struct rotation size)
{
    const struct opening *opening = self;
    struct kiosk *kiosk = opening->kiosk;
    kiosk->screen = make_screen(kiosk, size);
    watch_touches(kiosk);
    make_view(kiosk, opening->start, opening->now_ms);
    kiosk_follow_house(kiosk, opening->now_ms);
    draw_next(kiosk, opening->now_ms);
    return kiosk->next;
}

static enum status open_display(struct kiosk *kiosk, struct opening *opening, struct error *error)
{
    const struct kiosk_start *start = opening->start;
    const struct display_config config = {.content = start->content,
                                          .window = start->window,
                                          .wake = start->wake,
                                          .wake_self = start->wake_self,
                                          .set_first = set_first,
                                          .first_self = opening};
    if (!start->text_only)
        return display_open(&config, &kiosk->display, error);
    (void)set_first(opening, rotation_of_panel(start->window.w_px, start->window.h_px,
                                               start->window.rotation_degrees));
    return STATUS_OK;
}

enum status kiosk_open(const struct kiosk_start *start, uint64_t now_ms, struct kiosk **ret_kiosk,
                       struct error *error)
{
    struct kiosk *kiosk = memory_zeroed(1, sizeof *kiosk);
    kiosk->content = start->content;
    kiosk->house = start->house;
    kiosk->has_backlight = start->has_backlight;
    kiosk->settings = house_settings(start->house, &kiosk->changes);
    kiosk->complaint = start->content->complaint;
    struct opening opening = {kiosk, start, now_ms};
    kiosk->metrics = font_shaper_metrics(start->content->shaper);
    kiosk->shown = &kiosk->lists[0];
    kiosk->next = &kiosk->lists[1];
    for (int i = 0; i < 2; i++)
        draw_list_init(&kiosk->lists[i], glyph_page_retain, glyph_page_release);
    enum status status = open_display(kiosk, &opening, error);
    if (status != STATUS_OK) {
        kiosk_close(kiosk);
        return status;
    }
    *ret_kiosk = kiosk;
    return STATUS_OK;
}

void kiosk_close(struct kiosk *kiosk)
{
    if (kiosk == NULL)
        return;
    view_destroy(kiosk->view);
    display_close(kiosk->display);
    for (int i = 0; i < 2; i++)
        draw_list_fini(&kiosk->lists[i]);
    gesture_destroy(kiosk->gestures);
    free(kiosk);
}

/* ---- What comes in ---- */

static void follow(struct kiosk *kiosk, struct view_answer answer)
{
    kiosk->redraw = kiosk->redraw || answer.redraw;
    kiosk->deadline_ms = answer.deadline_ms;
}

static void follow_gestures(struct kiosk *kiosk, const struct gesture *gestures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        follow(kiosk, view_gesture(kiosk->view, &gestures[i]));
}

static void take_touch(struct kiosk *kiosk, const struct input_event *event)
{
    struct gesture gestures[GESTURE_MAX];
    corner_feed(&kiosk->corner, event);
    follow(kiosk, view_contact(kiosk->view, event));
    follow_gestures(kiosk, gestures, gesture_feed(kiosk->gestures, event, gestures));
}

static void set_screen(struct kiosk *kiosk, const struct screen *screen, uint64_t now_ms)
{
    kiosk->screen = *screen;
    watch_touches(kiosk);
    follow(kiosk, view_resize(kiosk->view, &kiosk->screen, now_ms));
    kiosk->redraw = true;
}

/* What staff have set shows at once. */
static void follow_settings(struct kiosk *kiosk, uint64_t now_ms)
{
    unsigned changes;
    (void)house_settings(kiosk->house, &changes);
    if (changes == kiosk->changes)
        return;
    kiosk->changes = changes;
    const struct strings *strings = content_strings(kiosk->content, kiosk->settings->lang);
    const struct view_usual usual = {.strings = strings == NULL ? kiosk->content->strings : strings,
                                     .theme = kiosk->settings->theme,
                                     .style = kiosk->settings->style};
    follow(kiosk, view_set_usual(kiosk->view, &usual, now_ms));
    const struct rotation size = {.w = kiosk->screen.w_px, .h = kiosk->screen.h_px};
    const struct screen screen = make_screen(kiosk, size);
    if (screen.diagonal_um != kiosk->screen.diagonal_um)
        set_screen(kiosk, &screen, now_ms);
    kiosk_follow_house(kiosk, now_ms);
}

void kiosk_input(struct kiosk *kiosk, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
    case INPUT_TOUCH_MOVE:
    case INPUT_TOUCH_UP:
    case INPUT_TOUCH_LOST:
        take_touch(kiosk, event);
        break;
    case INPUT_KEY:
        follow(kiosk, view_key(kiosk->view, event->key, event->time_ms));
        break;
    case INPUT_LETTER:
        follow(kiosk, view_type(kiosk->view, event->letter, event->time_ms));
        break;
    case INPUT_HEADPHONES_IN:
    case INPUT_HEADPHONES_OUT:
        follow(kiosk,
               view_headphones(kiosk->view, event->kind == INPUT_HEADPHONES_IN, event->time_ms));
        break;
    }
    follow_settings(kiosk, event->time_ms);
}

void kiosk_tick(struct kiosk *kiosk, uint64_t now_ms)
{
    struct gesture gestures[GESTURE_MAX];
    if (kiosk->display != NULL && display_take_finished(kiosk->display))
        kiosk->restore = true;
    if (gesture_deadline_ms(kiosk->gestures) <= now_ms)
        follow_gestures(kiosk, gestures, gesture_tick(kiosk->gestures, now_ms, gestures));
    if (corner_tick(&kiosk->corner, now_ms))
        follow(kiosk, view_key(kiosk->view, KEY_STAFF, now_ms));
    if (kiosk->deadline_ms <= now_ms)
        follow(kiosk, view_tick(kiosk->view, now_ms));
}

uint64_t kiosk_deadline_ms(const struct kiosk *kiosk)
{
    uint64_t gesture_ms = gesture_deadline_ms(kiosk->gestures),
             corner_ms = corner_deadline_ms(&kiosk->corner);
    uint64_t touch_ms = gesture_ms < corner_ms ? gesture_ms : corner_ms;
    return touch_ms < kiosk->deadline_ms ? touch_ms : kiosk->deadline_ms;
}

void kiosk_resized(struct kiosk *kiosk, uint64_t now_ms)
{
    const struct screen screen =
        make_screen(kiosk, window_rotation(display_window(kiosk->display)));
    set_screen(kiosk, &screen, now_ms);
}

void kiosk_follow_house(struct kiosk *kiosk, uint64_t now_ms)
{
    follow(kiosk, view_set_open(kiosk->view, house_is_open(kiosk->house), now_ms));
    if (!kiosk->has_backlight)
        follow(kiosk, view_dim(kiosk->view, house_percent(kiosk->house), now_ms));
}

int kiosk_percent(const struct kiosk *kiosk)
{
    return view_is_asleep(kiosk->view) ? 0 : house_percent(kiosk->house);
}

enum status kiosk_reload(struct kiosk *kiosk, uint64_t now_ms, struct error *error)
{
    struct bundle_reader *before = NULL;
    enum status status = content_reopen(kiosk->content, &before, error);
    if (status != STATUS_OK)
        return status;
    const struct letter_source source = content_source(kiosk->content);
    follow(kiosk, view_reload(kiosk->view, &source, now_ms));
    bundle_reader_close(before);
    if (kiosk->display != NULL)
        display_renew(kiosk->display);
    kiosk->redraw = kiosk->restore = true;
    return STATUS_OK;
}

void kiosk_status(struct kiosk *kiosk, const char *text, size_t length, uint64_t now_ms)
{
    struct view_notice notice;
    kiosk->edition_waits = notice_read(text, length, &notice);
    /* Whoever set the kiosk up is there when it starts; the agent's news are more important. */
    if (notice.text_id == NULL && kiosk->complaint != NULL)
        notice_of_settings(kiosk->complaint, &notice);
    kiosk->complaint = NULL;
    follow(kiosk, view_set_waiting(kiosk->view, kiosk->edition_waits, now_ms));
    follow(kiosk, view_notify(kiosk->view, &notice, now_ms));
}

bool kiosk_may_change(const struct kiosk *kiosk)
{
    const struct place place = view_place(kiosk->view);
    bool nobody =
        place.kind == PLACE_ATTRACT || place.kind == PLACE_FAULT || place.kind == PLACE_SLEEP;
    return kiosk->edition_waits && nobody;
}

void kiosk_exposed(struct kiosk *kiosk)
{
    kiosk->restore = true;
}

void kiosk_forgotten(struct kiosk *kiosk)
{
    display_forget(kiosk->display);
    kiosk->restore = true;
}

/* ---- What goes out ---- */

bool kiosk_show(struct kiosk *kiosk, uint64_t now_ms)
{
    bool changed = kiosk->restore;
    if (kiosk->redraw) {
        draw_next(kiosk, now_ms);
        struct draw_list *drawn = kiosk->next;
        changed = changed || !draw_list_equals(drawn, kiosk->shown);
        kiosk->next = kiosk->shown;
        kiosk->shown = drawn;
        kiosk->prepared = false;
    }
    kiosk->redraw = kiosk->restore = false;
    if (!changed)
        return false;
    if (kiosk->display != NULL)
        display_show(kiosk->display, kiosk->shown);
    return true;
}

bool kiosk_is_moving(const struct kiosk *kiosk, uint64_t now_ms)
{
    return gesture_is_driven(kiosk->gestures) || kiosk->redraw ||
           (kiosk->deadline_ms != UINT64_MAX && kiosk->deadline_ms < now_ms + MOVING_MS);
}

/* Asks the view what the next touch needs, and has it made. */
static void ask_ahead(struct kiosk *kiosk)
{
    const struct glyph_page *pages[PAGES_AHEAD_MAX];
    size_t count = view_prepare(kiosk->view, pages, PAGES_AHEAD_MAX);
    if (kiosk->display != NULL)
        display_expect(kiosk->display, pages, count, kiosk->shown->theme);
    for (size_t i = 0; i < count; i++)
        glyph_page_release(pages[i]);
    kiosk->prepared = true;
}

bool kiosk_prepare(struct kiosk *kiosk)
{
    if (kiosk->display != NULL && display_prepare(kiosk->display))
        return true;
    if (kiosk->prepared)
        return false;
    ask_ahead(kiosk);
    return true;
}

void kiosk_settle(struct kiosk *kiosk)
{
    do {
        if (kiosk->display != NULL)
            display_settle(kiosk->display, kiosk->shown);
    } while (kiosk_prepare(kiosk));
}

/* The frame as it is written down. */
static struct dump_frame describe(const struct kiosk *kiosk, const char *place, uint64_t now_ms)
{
    return (struct dump_frame){
        .place = place,
        .list = kiosk->shown,
        .theme = &kiosk->content->themes[kiosk->shown->theme],
        .screen = {.px_per_mm_milli = screen_px(&kiosk->screen, TENTHS_OF_A_METRE),
                   .distance_mm = kiosk->screen.distance_mm},
        .now_ms = now_ms,
    };
}

enum status kiosk_dump(struct kiosk *kiosk, uint64_t now_ms, const char *directory,
                       const char *name, struct error *error)
{
    uint32_t *pixels = NULL;
    char text[PLACE_TEXT_SIZE];
    struct place place = view_place(kiosk->view);
    struct dump_frame frame = describe(kiosk, place_format(&place, text), now_ms);
    enum status status = STATUS_OK;
    if (kiosk->display != NULL)
        status = display_read(kiosk->display, kiosk->shown, &pixels, error);
    if (status == STATUS_OK)
        status = snapshot_write(directory, name, &frame, pixels, error);
    free(pixels);
    return status;
}

void kiosk_describe(struct kiosk *kiosk, uint64_t now_ms, struct buffer *out)
{
    char text[PLACE_TEXT_SIZE];
    struct place place = view_place(kiosk->view);
    struct dump_frame frame = describe(kiosk, place_format(&place, text), now_ms);
    dump_write(out, &frame);
}

const struct draw_list *kiosk_frame(const struct kiosk *kiosk)
{
    return kiosk->shown;
}

struct place kiosk_place(const struct kiosk *kiosk)
{
    return view_place(kiosk->view);
}

struct window *kiosk_window(const struct kiosk *kiosk)
{
    return kiosk->display == NULL ? NULL : display_window(kiosk->display);
}
