/* Frames as pixels: the window, the worker that makes pages and tiles, and the sink that draws. A
 * kiosk without one keeps its frames as text. */
#ifndef APP_VIEWER_DISPLAY_H
#define APP_VIEWER_DISPLAY_H

#include "app/viewer/content.h"
#include "draw/list.h"
#include "platform/sdl/window.h"

struct display;

/* All is borrowed until display_close. */
struct display_config {
    const struct content *content;
    struct window_options window;
    void (*wake)(void *self); /* called from another thread when a page is ready; may be NULL */
    void *wake_self;
    /* Sets the first frame for a screen of that size: called once, on the worker's thread, while
     * the display is being opened. The list is borrowed until display_open returns. */
    const struct draw_list *(*set_first)(void *self, struct rotation size);
    void *first_self;
};

/* Opens the window, while the first frame is being set and its pages made. STATUS_IO: no display.
 */
enum status display_open(const struct display_config *config, struct display **ret_display,
                         struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void display_close(struct display *display);

struct window *display_window(const struct display *display);

/* Draws and presents a list. */
void display_show(struct display *display, const struct draw_list *list);

/* Takes over what the worker has made meanwhile, without waiting; answers whether the frame should
 * be shown again. */
bool display_take_finished(struct display *display);

/* Says which pages the next touch will need, most likely first: those that are not there are made,
 * others than these and the last frame's forgotten. */
void display_expect(struct display *display, const struct glyph_page *const *pages, size_t count,
                    enum theme_kind theme);

/* Does one small piece of that work; false: none is left to be done at once. */
bool display_prepare(struct display *display);

/* Waits for all of it. */
void display_settle(struct display *display, const struct draw_list *list);

/* The pixels of a list with all its tiles: window_read. */
enum status display_read(struct display *display, const struct draw_list *list,
                         uint32_t **ret_pixels, struct error *error) STATUS_CHECKED;

/* The bundle was replaced: what was made of it is forgotten. */
void display_renew(struct display *display);

/* The renderer lost its textures. */
void display_forget(struct display *display);

#endif
