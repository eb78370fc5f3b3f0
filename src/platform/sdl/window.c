#include "platform/sdl/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "platform/sdl/window_renderer.h"

struct window {
    struct window_options options;
    SDL_Window *handle;
    SDL_Renderer *renderer;
    struct rotation rotation;
    bool paces;
};

bool window_has_desktop(void)
{
    return getenv("DISPLAY") != NULL || getenv("WAYLAND_DISPLAY") != NULL;
}

static bool has_gpu(void)
{
    return access("/dev/dri/renderD128", R_OK | W_OK) == 0;
}

/* Everything here has to be said before SDL is started. Hints of normal priority give way to the
 * environment, so that a developer can still choose a driver. */
static void set_hints(const struct window_options *options)
{
    bool bare = options->kind == WINDOW_FULLSCREEN && !window_has_desktop();
    bool software = options->kind == WINDOW_MEMORY || (!bare && !has_gpu());
    if (options->kind == WINDOW_MEMORY)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
    else /* named, as SDL would else go on to drivers that show nothing to anyone */
        SDL_SetHint(SDL_HINT_VIDEODRIVER, bare ? "kmsdrm" : "x11,wayland");
    if (bare && options->card >= 0) {
        char card[16];
        snprintf(card, sizeof card, "%d", options->card);
        SDL_SetHint(SDL_HINT_KMSDRM_DEVICE_INDEX, card);
    }
    if (options->kind == WINDOW_MEMORY)
        SDL_SetHintWithPriority(SDL_HINT_RENDER_DRIVER, "software", SDL_HINT_OVERRIDE);
    else
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, software ? "software" : "opengles2");
    /* Else SDL shows software frames through software OpenGL: twenty times the cost of a present.
     */
    if (software)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, bare ? "0" : "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    /* Inhibiting the screen saver would make SDL talk to the session bus, and start one. */
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, bare ? "0" : "1");
    /* Under X, SDL opens an input method, which reads the locale's half a megabyte of Compose
     * rules: a third of the whole start, for keys that no visitor has. */
    setenv("LC_ALL", "C", 1);
    setenv("XMODIFIERS", "@im=none", 1);
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 1);
}

/* A display that is still held by another program gives a failure; the supervisor starts the
 * program again. */
static enum status start_video(struct error *error)
{
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return error_set(error, STATUS_IO, "no display: %s", SDL_GetError());
    SDL_StopTextInput();
    return STATUS_OK;
}

static enum status choose_size(struct window *window, struct error *error)
{
    SDL_DisplayMode mode = {.w = window->options.w_px, .h = window->options.h_px};
    if (window->options.kind == WINDOW_FULLSCREEN && SDL_GetDesktopDisplayMode(0, &mode) != 0)
        return error_set(error, STATUS_IO, "the display tells no size: %s", SDL_GetError());
    window->rotation = rotation_of_panel(mode.w, mode.h, window->options.rotation_degrees);
    return STATUS_OK;
}

enum status window_open(const struct window_options *options, struct window **ret_window,
                        struct error *error)
{
    struct window *window = memory_zeroed(1, sizeof *window);
    window->options = *options;
    set_hints(options);
    enum status status = start_video(error);
    if (status == STATUS_OK)
        status = choose_size(window, error);
    if (status != STATUS_OK) {
        window_close(window);
        return status;
    }
    *ret_window = window;
    return STATUS_OK;
}

static SDL_Renderer *create_renderer(SDL_Window *handle)
{
    const char *driver = SDL_GetHint(SDL_HINT_RENDER_DRIVER);
    if (driver != NULL && strcmp(driver, "software") == 0)
        return SDL_CreateRenderer(handle, -1, SDL_RENDERER_SOFTWARE);
    return SDL_CreateRenderer(handle, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
}

enum status window_show(struct window *window, struct error *error)
{
    bool full = window->options.kind == WINDOW_FULLSCREEN;
    struct rect panel = rotation_rect(window->rotation,
                                      (struct rect){0, 0, window->rotation.w, window->rotation.h});
    window->handle =
        SDL_CreateWindow("Vitrine", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, panel.w,
                         panel.h, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE);
    if (window->handle == NULL)
        return error_set(error, STATUS_IO, "no window: %s", SDL_GetError());
    window->renderer = create_renderer(window->handle);
    if (window->renderer == NULL)
        return error_set(error, STATUS_IO, "no renderer: %s", SDL_GetError());
    SDL_RendererInfo info;
    window->paces = SDL_GetRendererInfo(window->renderer, &info) == 0 &&
                    (info.flags & SDL_RENDERER_PRESENTVSYNC) != 0;
    if (full)
        SDL_ShowCursor(SDL_DISABLE);
    return STATUS_OK;
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    if (window->renderer != NULL)
        SDL_DestroyRenderer(window->renderer);
    if (window->handle != NULL)
        SDL_DestroyWindow(window->handle);
    SDL_Quit();
    free(window);
}

struct rotation window_rotation(const struct window *window)
{
    return window->rotation;
}

void window_measure(struct window *window)
{
    int w = 0, h = 0;
    if (SDL_GetRendererOutputSize(window->renderer, &w, &h) == 0 && w > 0 && h > 0)
        window->rotation = rotation_of_panel(w, h, window->options.rotation_degrees);
}

bool window_paces(const struct window *window)
{
    return window->paces;
}

bool window_can_wait(const struct window *window)
{
    (void)window;
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver != NULL && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
}

SDL_Renderer *window_renderer(const struct window *window)
{
    return window->renderer;
}

enum status window_read(struct window *window, uint32_t **ret_pixels, struct error *error)
{
    struct rotation rotation = window->rotation;
    struct rect panel = rotation_rect(rotation, (struct rect){0, 0, rotation.w, rotation.h});
    uint32_t *raw = memory_zeroed((size_t)panel.w * (size_t)panel.h, sizeof *raw);
    if (SDL_RenderReadPixels(window->renderer, NULL, SDL_PIXELFORMAT_RGB888, raw, panel.w * 4) !=
        0) {
        free(raw);
        return error_set(error, STATUS_IO, "the picture cannot be read back: %s", SDL_GetError());
    }
    *ret_pixels = memory_zeroed((size_t)panel.w * (size_t)panel.h, sizeof *raw);
    rotation_pixels_back(rotation, raw, *ret_pixels);
    for (size_t i = 0; i < (size_t)panel.w * (size_t)panel.h; i++)
        (*ret_pixels)[i] &= 0xFFFFFF;
    free(raw);
    return STATUS_OK;
}
