/* The window or the bare display, and its renderer. */
#ifndef PLATFORM_SDL_WINDOW_H
#define PLATFORM_SDL_WINDOW_H

#include "base/status.h"
#include "platform/sdl/rotation.h"

enum window_kind {
    WINDOW_DESKTOP,    /* a window of the asked size under X or Wayland */
    WINDOW_FULLSCREEN, /* all of the display, desktop or bare */
    WINDOW_MEMORY      /* no display: pixels for dumps and replays only */
};

struct window_options {
    enum window_kind kind;
    int w_px, h_px;       /* of the panel; not for WINDOW_FULLSCREEN */
    int rotation_degrees; /* clockwise: 0, 90, 180, 270 */
    int card;             /* of a bare display (platform/posix/drm.h); -1: SDL's choice */
};

struct window;

/* Whether a desktop can be asked for a window (X or Wayland in the environment). */
bool window_has_desktop(void);

/* Connects to the display; the size is known from here on, nothing is shown yet. Only one window
 * lives at a time. STATUS_IO: no display answers. Close with window_close. */
enum status window_open(const struct window_options *options, struct window **ret_window,
                        struct error *error) STATUS_CHECKED;

/* Shows the window and makes its renderer: the slow half, so that other work can overlap it.
 * STATUS_IO. */
enum status window_show(struct window *window, struct error *error) STATUS_CHECKED;

/* Takes NULL. */
void window_close(struct window *window);

/* Size and rotation at present. */
struct rotation window_rotation(const struct window *window);

/* Asks for the size again after the desktop changed it. */
void window_measure(struct window *window);

/* Whether presenting waits for the display's next frame, so that the caller need not. */
bool window_paces(const struct window *window);

/* Whether waiting for its events costs nothing; on a bare display the caller must sleep on the
 * input devices itself. */
bool window_can_wait(const struct window *window);

/* The pixels last drawn, before presenting them, as the visitor sees them: 0xRRGGBB in
 * rotation.w × rotation.h, free() them. STATUS_IO. */
enum status window_read(struct window *window, uint32_t **ret_pixels,
                        struct error *error) STATUS_CHECKED;

#endif
