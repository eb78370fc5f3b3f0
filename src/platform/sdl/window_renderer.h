/* What the files of this folder share of a window; nobody else includes it. */
#ifndef PLATFORM_SDL_WINDOW_RENDERER_H
#define PLATFORM_SDL_WINDOW_RENDERER_H

#include <SDL.h>

#include "platform/sdl/window.h"

/* Borrowed until window_close; NULL before window_show. */
SDL_Renderer *window_renderer(const struct window *window);

#endif
