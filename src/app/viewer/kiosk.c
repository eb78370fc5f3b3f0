#include "app/viewer/kiosk.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "app/viewer/pictures.h"
#include "app/viewer/snapshot.h"
#include "app/viewer/tiles.h"
#include "base/memory.h"
#include "platform/sdl/sink.h"
#include "view/view.h"

/* Content that cannot be read has this number in the list of messages for staff. */
#define FAULT_NO_CONTENT "E44"

enum {
    PAGES_AHEAD_MAX = 8,       /* pictures prepared for the next touch */
    SURFACES_MAX = 32,         /* pages in one frame that are worth starting early */
    TILES_WANTED_MAX = 48,     /* tiles that one frame asks for */
    TILES_A_TURN = 2,          /* and that are taken over between two: a megabyte each */
    TENTHS_OF_A_METRE = 10000, /* of a millimetre */
    MOVING_MS = 100,           /* a frame due sooner than this is part of a motion */
    STUCK_MS = 120000          /* a contact held still so long is dirt, not a finger */
};

struct kiosk {
    struct content *content;
    const struct settings *settings;
    struct text_metrics metrics;
    struct screen screen;
    struct window *window;
    struct worker *worker;
    struct pictures *pictures;
    struct tiles *tiles;
    struct sink *sink;
    struct view *view;
    struct gesture_machine *gestures;
    int contacts; /* fingers down */
    struct draw_list lists[2];
    struct draw_list *shown, *next; /* the frame on the screen, and the one being made */
    bool redraw;                    /* the view is out of date */
    bool restore;                   /* the screen is, though the view is not */
    bool prepared;                  /* nothing is left to ask the view for */
    uint64_t deadline_ms;
    void (*wake)(void *self);
    void *wake_self;
    atomic_bool open; /* the display is: others may wake who waits for it */
};

/* On the worker's thread. While the display is being opened there is nobody to wake. */
static void wake(void *self)
{
    struct kiosk *kiosk = self;
    if (atomic_load(&kiosk->open) && kiosk->wake != NULL)
        kiosk->wake(kiosk->wake_self);
}

/* ---- Beginning and end ---- */

static struct screen make_screen(const struct kiosk *kiosk, struct rotation size)
{
    int diagonal = kiosk->settings->diagonal_inch_tenths;
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
                                                   .stuck_ms = STUCK_MS});
}

static void make_view(struct kiosk *kiosk, const struct kiosk_start *start, uint64_t now_ms)
{
    struct view_config config = {.metrics = &kiosk->metrics,
                                 .strings = kiosk->content->strings,
                                 .words = {content_strings, content_language_name, kiosk->content},
                                 .keyboards = kiosk->content->keyboards,
                                 .screen = kiosk->screen,
                                 .theme = start->settings->theme,
                                 .style = start->settings->style,
                                 .times = start->settings->times,
                                 .langs = start->settings->langs,
                                 .seed = start->seed,
                                 .version = kiosk->content->version};
    config.source = content_source(kiosk->content);
    if (config.source.calls == NULL)
        config.fault = FAULT_NO_CONTENT;
    kiosk->view = view_create(&config, &start->place, now_ms);
    kiosk->redraw = true;
    kiosk->deadline_ms = now_ms;
}

/* Fills the next list, and has the pages in it made if they are not there yet. */
static void draw_next(struct kiosk *kiosk, uint64_t now_ms)
{
    draw_list_reset(kiosk->next, kiosk->screen.w_px, kiosk->screen.h_px, kiosk->settings->theme);
    view_draw(kiosk->view, now_ms, kiosk->next);
    gesture_set_field(kiosk->gestures, view_field(kiosk->view));
}

/* Has the pages of the next list made. */
static void order_pages(struct kiosk *kiosk)
{
    const struct glyph_page *pages[SURFACES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < kiosk->next->item_count && count < SURFACES_MAX; i++)
        if (kiosk->next->items[i].kind == DRAW_SURFACE)
            pages[count++] = kiosk->next->items[i].page;
    pictures_prepare(kiosk->pictures, pages, count, kiosk->next->theme);
}

/* The first frame, set by the worker while the display is being opened: the two slow halves of a
 * start. Until it is awaited, view and pictures are the worker's. */
struct opening {
    struct worker_job job; /* first, so that the job leads back here */
    struct kiosk *kiosk;
    const struct kiosk_start *start;
    uint64_t now_ms;
    bool begun;
};

static void set_first_frame(struct worker_job *job)
{
    const struct opening *opening = (const struct opening *)job;
    make_view(opening->kiosk, opening->start, opening->now_ms);
    draw_next(opening->kiosk, opening->now_ms);
    order_pages(opening->kiosk);
}

static void begin_first_frame(struct opening *opening, struct rotation size)
{
    struct kiosk *kiosk = opening->kiosk;
    kiosk->screen = make_screen(kiosk, size);
    kiosk->gestures = make_gestures(&kiosk->screen);
    worker_submit(kiosk->worker, &opening->job);
    opening->begun = true;
}

static uint32_t *take_picture(void *self, const struct glyph_page *page, enum theme_kind theme)
{
    return pictures_take(self, page, theme);
}

static struct sink *make_sink(struct kiosk *kiosk)
{
    struct sink_config config = {.window = kiosk->window,
                                 .themes = kiosk->content->themes,
                                 .fonts = kiosk->content->fonts,
                                 .icons = kiosk->content->icons,
                                 .pages = {take_picture, kiosk->pictures}};
    return sink_create(&config);
}

/* A window's size is known beforehand, a display's only once it is connected. */
static enum status open_window(struct kiosk *kiosk, struct opening *opening, struct error *error)
{
    const struct window_options *options = &opening->start->window;
    if (options->kind != WINDOW_FULLSCREEN)
        begin_first_frame(
            opening, rotation_of_panel(options->w_px, options->h_px, options->rotation_degrees));
    enum status status = window_open(options, &kiosk->window, error);
    if (status != STATUS_OK)
        return status;
    if (!opening->begun)
        begin_first_frame(opening, window_rotation(kiosk->window));
    return window_show(kiosk->window, error);
}

static enum status open_all(struct kiosk *kiosk, const struct kiosk_start *start, uint64_t now_ms,
                            struct error *error)
{
    struct opening opening = {
        .job = {.run = set_first_frame}, .kiosk = kiosk, .start = start, .now_ms = now_ms};
    kiosk->worker = worker_create(wake, kiosk);
    kiosk->pictures = pictures_create(kiosk->worker, kiosk->content->fonts, kiosk->content->themes);
    kiosk->tiles = tiles_create(kiosk->worker, kiosk->content->path);
    enum status status = open_window(kiosk, &opening, error);
    if (opening.begun)
        worker_await(kiosk->worker, &opening.job);
    if (status == STATUS_OK)
        kiosk->sink = make_sink(kiosk);
    atomic_store(&kiosk->open, true);
    return status;
}

enum status kiosk_open(const struct kiosk_start *start, uint64_t now_ms, struct kiosk **ret_kiosk,
                       struct error *error)
{
    struct kiosk *kiosk = memory_zeroed(1, sizeof *kiosk);
    kiosk->content = start->content;
    kiosk->settings = start->settings;
    kiosk->wake = start->wake;
    kiosk->wake_self = start->wake_self;
    kiosk->metrics = font_shaper_metrics(start->content->shaper);
    kiosk->shown = &kiosk->lists[0];
    kiosk->next = &kiosk->lists[1];
    for (int i = 0; i < 2; i++)
        draw_list_init(&kiosk->lists[i], glyph_page_retain, glyph_page_release);
    enum status status = open_all(kiosk, start, now_ms, error);
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
    sink_destroy(kiosk->sink);
    tiles_destroy(kiosk->tiles);
    pictures_destroy(kiosk->pictures);
    worker_destroy(kiosk->worker);
    for (int i = 0; i < 2; i++)
        draw_list_fini(&kiosk->lists[i]);
    gesture_destroy(kiosk->gestures);
    window_close(kiosk->window);
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
    if (event->kind == INPUT_TOUCH_DOWN)
        kiosk->contacts++;
    else if (event->kind == INPUT_TOUCH_UP && kiosk->contacts > 0)
        kiosk->contacts--;
    else if (event->kind == INPUT_TOUCH_LOST)
        kiosk->contacts = 0;
    follow_gestures(kiosk, gestures, gesture_feed(kiosk->gestures, event, gestures));
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
}

static void take_over_page(struct kiosk *kiosk, struct picture picture)
{
    if (sink_has(kiosk->sink, picture.page, picture.theme))
        free(picture.pixels);
    else
        sink_offer(kiosk->sink, picture.page, picture.theme, picture.pixels);
    glyph_page_release(picture.page);
}

static void take_over_tile(struct kiosk *kiosk, const struct tile *tile)
{
    sink_offer_tile(kiosk->sink, &tile->name, tile->w, tile->h, tile->pixels);
    kiosk->restore = true;
}

/* Takes over what the worker has made, up to a number of tiles; answers whether there was any. */
static bool take_finished(struct kiosk *kiosk, int tiles_max)
{
    struct picture picture;
    struct tile tile;
    struct worker_job *job = NULL;
    bool any = false;
    while (tiles_max > 0 && (job = worker_finished(kiosk->worker)) != NULL) {
        if (tiles_take(kiosk->tiles, job, &tile)) {
            take_over_tile(kiosk, &tile);
            tiles_max--;
        } else if (pictures_take_back(kiosk->pictures, job, &picture)) {
            take_over_page(kiosk, picture);
        }
        any = true;
    }
    return any;
}

/* Tiles come while a finger moves, too: nothing waits for them, and nothing else is done then. */
void kiosk_tick(struct kiosk *kiosk, uint64_t now_ms)
{
    struct gesture gestures[GESTURE_MAX];
    take_finished(kiosk, TILES_A_TURN);
    if (gesture_deadline_ms(kiosk->gestures) <= now_ms)
        follow_gestures(kiosk, gestures, gesture_tick(kiosk->gestures, now_ms, gestures));
    if (kiosk->deadline_ms <= now_ms)
        follow(kiosk, view_tick(kiosk->view, now_ms));
}

uint64_t kiosk_deadline_ms(const struct kiosk *kiosk)
{
    uint64_t gesture_ms = gesture_deadline_ms(kiosk->gestures);
    return gesture_ms < kiosk->deadline_ms ? gesture_ms : kiosk->deadline_ms;
}

void kiosk_resized(struct kiosk *kiosk, uint64_t now_ms)
{
    kiosk->screen = make_screen(kiosk, window_rotation(kiosk->window));
    gesture_destroy(kiosk->gestures);
    kiosk->gestures = make_gestures(&kiosk->screen);
    kiosk->contacts = 0;
    follow(kiosk, view_resize(kiosk->view, &kiosk->screen, now_ms));
    kiosk->redraw = true;
}

/* Tiles are known by numbers of their bundle. */
enum status kiosk_reload(struct kiosk *kiosk, uint64_t now_ms, struct error *error)
{
    struct bundle_reader *before = NULL;
    enum status status = content_reopen(kiosk->content, &before, error);
    if (status != STATUS_OK)
        return status;
    const struct letter_source source = content_source(kiosk->content);
    tiles_destroy(kiosk->tiles);
    kiosk->tiles = tiles_create(kiosk->worker, kiosk->content->path);
    follow(kiosk, view_reload(kiosk->view, &source, now_ms));
    bundle_reader_close(before);
    sink_forget(kiosk->sink);
    kiosk->redraw = kiosk->restore = true;
    return STATUS_OK;
}

void kiosk_exposed(struct kiosk *kiosk)
{
    kiosk->restore = true;
}

void kiosk_forgotten(struct kiosk *kiosk)
{
    sink_forget(kiosk->sink);
    kiosk->restore = true;
}

/* ---- What goes out ---- */

/* Has the tiles made that the frame drawn last lacks; answers whether it lacks any. */
static bool order_tiles(struct kiosk *kiosk)
{
    struct mosaic_tile wanted[TILES_WANTED_MAX];
    size_t count = sink_wanted(kiosk->sink, wanted, TILES_WANTED_MAX);
    tiles_prepare(kiosk->tiles, wanted, count);
    return count > 0;
}

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
    sink_draw(kiosk->sink, kiosk->shown);
    sink_present(kiosk->sink);
    order_tiles(kiosk);
    return true;
}

bool kiosk_is_moving(const struct kiosk *kiosk, uint64_t now_ms)
{
    return kiosk->contacts > 0 || kiosk->redraw ||
           (kiosk->deadline_ms != UINT64_MAX && kiosk->deadline_ms < now_ms + MOVING_MS);
}

/* Asks the view what the next touch needs, keeps that, and has the rest of it made. */
static void ask_ahead(struct kiosk *kiosk)
{
    const struct glyph_page *pages[PAGES_AHEAD_MAX];
    const struct glyph_page *missing[PAGES_AHEAD_MAX];
    enum theme_kind theme = kiosk->shown->theme;
    size_t missing_count = 0;
    size_t count = view_prepare(kiosk->view, pages, PAGES_AHEAD_MAX);
    for (size_t i = 0; i < count; i++)
        if (!sink_has(kiosk->sink, pages[i], theme))
            missing[missing_count++] = pages[i];
    sink_keep(kiosk->sink, pages, count, theme);
    pictures_prepare(kiosk->pictures, missing, missing_count, theme);
    for (size_t i = 0; i < count; i++)
        glyph_page_release(pages[i]);
    kiosk->prepared = true;
}

bool kiosk_prepare(struct kiosk *kiosk)
{
    if (take_finished(kiosk, 1))
        return true;
    if (sink_upload_strip(kiosk->sink))
        return true;
    if (kiosk->prepared)
        return false;
    ask_ahead(kiosk);
    return true;
}

/* Draws the frame again until it lacks no tile. */
static void complete_tiles(struct kiosk *kiosk)
{
    struct tile tile;
    while (order_tiles(kiosk)) {
        while (tiles_await(kiosk->tiles, &tile))
            take_over_tile(kiosk, &tile);
        sink_draw(kiosk->sink, kiosk->shown);
    }
}

void kiosk_settle(struct kiosk *kiosk)
{
    struct picture picture;
    do {
        while (pictures_await(kiosk->pictures, &picture))
            take_over_page(kiosk, picture);
    } while (kiosk_prepare(kiosk));
    complete_tiles(kiosk);
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
    sink_draw(kiosk->sink, kiosk->shown);
    complete_tiles(kiosk);
    enum status status = window_read(kiosk->window, &pixels, error);
    if (status == STATUS_OK)
        status = snapshot_write(directory, name, &frame, pixels, error);
    free(pixels);
    return status;
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
    return kiosk->window;
}
