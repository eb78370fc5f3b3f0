#include "app/viewer/display.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "app/viewer/pictures.h"
#include "app/viewer/tiles.h"
#include "base/memory.h"
#include "platform/sdl/sink.h"

enum {
    SURFACES_MAX = 32,     /* pages in one frame that are worth starting early */
    PAGES_MAX = 16,        /* pages expected next */
    TILES_WANTED_MAX = 48, /* tiles that one frame asks for */
    TILES_A_TURN = 2       /* and that are taken over between two: a megabyte each */
};

struct display {
    struct display_config config;
    struct window *window;
    struct worker *worker;
    struct pictures *pictures;
    struct tiles *tiles;
    struct sink *sink;
    bool restore;     /* a tile came for the frame that is shown */
    bool shown;       /* a frame was presented */
    atomic_bool open; /* others may wake who waits for it */
};

/* On the worker's thread. While the display is being opened there is nobody to wake. */
static void wake(void *self)
{
    struct display *display = self;
    if (atomic_load(&display->open) && display->config.wake != NULL)
        display->config.wake(display->config.wake_self);
}

/* ---- Beginning and end ---- */

/* Has the pages of a list made if they are not there yet. */
static void order_pages(struct display *display, const struct draw_list *list)
{
    const struct glyph_page *pages[SURFACES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < list->item_count && count < SURFACES_MAX; i++)
        if (list->items[i].kind == DRAW_SURFACE)
            pages[count++] = list->items[i].page;
    pictures_prepare(display->pictures, pages, count, list->theme);
}

/* The first frame, set by the worker while the display is being opened: the two slow halves of a
 * start. Until it is awaited, the caller's list and the pictures are the worker's. */
struct opening {
    struct worker_job job; /* first, so that the job leads back here */
    struct display *display;
    struct rotation size;
    bool begun;
};

static void set_first_frame(struct worker_job *job)
{
    const struct opening *opening = (const struct opening *)job;
    const struct display_config *config = &opening->display->config;
    order_pages(opening->display, config->set_first(config->first_self, opening->size));
}

static void begin_first_frame(struct opening *opening, struct rotation size)
{
    opening->size = size;
    opening->begun = true;
    worker_submit(opening->display->worker, &opening->job);
}

/* A window's size is known beforehand, a display's only once it is connected. */
static enum status open_window(struct display *display, struct opening *opening,
                               struct error *error)
{
    const struct window_options *options = &display->config.window;
    if (options->kind != WINDOW_FULLSCREEN)
        begin_first_frame(
            opening, rotation_of_panel(options->w_px, options->h_px, options->rotation_degrees));
    enum status status = window_open(options, &display->window, error);
    if (status != STATUS_OK)
        return status;
    if (!opening->begun)
        begin_first_frame(opening, window_rotation(display->window));
    return window_show(display->window, error);
}

static uint32_t *take_picture(void *self, const struct glyph_page *page, enum theme_kind theme)
{
    return pictures_take(self, page, theme);
}

static struct sink *make_sink(struct display *display)
{
    const struct content *content = display->config.content;
    struct sink_config config = {.window = display->window,
                                 .themes = content->themes,
                                 .fonts = content->fonts,
                                 .icons = content->icons,
                                 .pages = {take_picture, display->pictures}};
    return sink_create(&config);
}

enum status display_open(const struct display_config *config, struct display **ret_display,
                         struct error *error)
{
    struct display *display = memory_zeroed(1, sizeof *display);
    struct opening opening = {.job = {.run = set_first_frame}, .display = display};
    display->config = *config;
    display->worker = worker_create(wake, display);
    display->pictures =
        pictures_create(display->worker, config->content->fonts, config->content->themes);
    display->tiles = tiles_create(display->worker, config->content->path);
    enum status status = open_window(display, &opening, error);
    if (opening.begun)
        worker_await(display->worker, &opening.job);
    if (status != STATUS_OK) {
        display_close(display);
        return status;
    }
    display->sink = make_sink(display);
    atomic_store(&display->open, true);
    *ret_display = display;
    return STATUS_OK;
}

void display_close(struct display *display)
{
    if (display == NULL)
        return;
    sink_destroy(display->sink);
    tiles_destroy(display->tiles);
    pictures_destroy(display->pictures);
    worker_destroy(display->worker);
    window_close(display->window);
    free(display);
}

struct window *display_window(const struct display *display)
{
    return display->window;
}

/* ---- What the worker makes ---- */

static void take_over_page(struct display *display, struct picture picture)
{
    if (sink_has(display->sink, picture.page, picture.theme))
        free(picture.pixels);
    else
        sink_offer(display->sink, picture.page, picture.theme, picture.pixels);
    glyph_page_release(picture.page);
}

static void take_over_tile(struct display *display, const struct tile *tile)
{
    sink_offer_tile(display->sink, &tile->name, tile->w, tile->h, tile->pixels);
    display->restore = true;
}

/* Takes over what the worker has made, up to a number of tiles; answers whether there was any. */
static bool take_finished(struct display *display, int tiles_max)
{
    struct picture picture;
    struct tile tile;
    struct worker_job *job = NULL;
    bool any = false;
    while (tiles_max > 0 && (job = worker_finished(display->worker)) != NULL) {
        if (tiles_take(display->tiles, job, &tile)) {
            take_over_tile(display, &tile);
            tiles_max--;
        } else if (pictures_take_back(display->pictures, job, &picture)) {
            take_over_page(display, picture);
        }
        any = true;
    }
    return any;
}

/* Tiles come while a finger moves, too: nothing waits for them, and nothing else is done then. */
bool display_take_finished(struct display *display)
{
    take_finished(display, TILES_A_TURN);
    return display->restore;
}

/* Has the tiles made that the frame drawn last lacks; answers whether it lacks any. */
static bool order_tiles(struct display *display)
{
    struct mosaic_tile wanted[TILES_WANTED_MAX];
    size_t count = sink_wanted(display->sink, wanted, TILES_WANTED_MAX);
    tiles_prepare(display->tiles, wanted, count);
    return count > 0;
}

/* Draws the frame again until it lacks no tile. */
static void complete_tiles(struct display *display, const struct draw_list *list)
{
    struct tile tile;
    while (order_tiles(display)) {
        while (tiles_await(display->tiles, &tile))
            take_over_tile(display, &tile);
        sink_draw(display->sink, list);
    }
}

void display_expect(struct display *display, const struct glyph_page *const *pages, size_t count,
                    enum theme_kind theme)
{
    const struct glyph_page *missing[PAGES_MAX];
    size_t missing_count = 0;
    for (size_t i = 0; i < count && missing_count < PAGES_MAX; i++)
        if (!sink_has(display->sink, pages[i], theme))
            missing[missing_count++] = pages[i];
    sink_keep(display->sink, pages, count, theme);
    pictures_prepare(display->pictures, missing, missing_count, theme);
}

bool display_prepare(struct display *display)
{
    return take_finished(display, 1) || sink_upload_strip(display->sink);
}

void display_settle(struct display *display, const struct draw_list *list)
{
    struct picture picture;
    do {
        while (pictures_await(display->pictures, &picture))
            take_over_page(display, picture);
    } while (display_prepare(display));
    complete_tiles(display, list);
}

/* ---- What is seen ---- */

static void present(struct display *display, const struct draw_list *list)
{
    sink_draw(display->sink, list);
    sink_present(display->sink);
}

/* On a bare display SDL sets the mode with the first frame, and what is in it may not be seen until
 * a second one is flipped to (virtio-gpu stays black). A page at rest would wait for that for ever.
 */
void display_show(struct display *display, const struct draw_list *list)
{
    display->restore = false;
    present(display, list);
    if (!display->shown && display->config.window.kind == WINDOW_FULLSCREEN)
        present(display, list);
    display->shown = true;
    order_tiles(display);
}

enum status display_read(struct display *display, const struct draw_list *list,
                         uint32_t **ret_pixels, struct error *error)
{
    sink_draw(display->sink, list);
    complete_tiles(display, list);
    return window_read(display->window, ret_pixels, error);
}

void display_forget(struct display *display)
{
    sink_forget(display->sink);
}

/* Tiles are known by numbers of their bundle. */
void display_renew(struct display *display)
{
    tiles_destroy(display->tiles);
    display->tiles = tiles_create(display->worker, display->config.content->path);
    sink_forget(display->sink);
}
