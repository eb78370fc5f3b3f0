/* The least that shows words on a screen: a window, one line by SDL2_ttf, one present. What the
 * viewer's start and memory are measured against. */
#include <SDL.h>
#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>

#include "platform/posix/notify.h"

enum { W = 1280, H = 800, TYPE_PX = 27, EXIT_MACHINE = 3 };

static int fail(const char *what)
{
    fprintf(stderr, "bare_window: %s: %s\n", what, SDL_GetError());
    return EXIT_MACHINE;
}

static SDL_Texture *make_line(SDL_Renderer *renderer, const char *font_path, SDL_Rect *ret_rect)
{
    TTF_Font *font = TTF_OpenFont(font_path, TYPE_PX);
    if (font == NULL)
        return NULL;
    SDL_Surface *surface =
        TTF_RenderUTF8_Blended(font, "Dear Mr. President", (SDL_Color){33, 28, 23, 255});
    *ret_rect = (SDL_Rect){100, 100, surface->w, surface->h};
    SDL_Texture *texture = SDL_CreateTextureFromSurface(renderer, surface);
    SDL_FreeSurface(surface);
    return texture;
}

int main(int argc, char **argv)
{
    /* The viewer's renderer, and no session bus; all else is as SDL has it. */
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 1);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    /* SIGTERM ends it: SDL's own handler would only post an event, which the wait below can miss.
     */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (argc != 2 || SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return fail("bare_window FONT");
    SDL_Window *window =
        SDL_CreateWindow("Bare window", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, W, H, 0);
    SDL_Renderer *renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    SDL_Rect place;
    SDL_Texture *line = renderer == NULL ? NULL : make_line(renderer, argv[1], &place);
    if (line == NULL)
        return fail(argv[1]);
    SDL_SetRenderDrawColor(renderer, 251, 247, 238, 255);
    SDL_RenderClear(renderer);
    SDL_RenderCopy(renderer, line, NULL, &place);
    SDL_RenderPresent(renderer);
    notify_send("READY=1");
    for (SDL_Event event = {0}; event.type != SDL_QUIT;)
        SDL_WaitEvent(&event);
    SDL_Quit();
    return 0;
}
