/* Preloaded into the viewer: writes how long each frame took, from the present before, to the file
 * that FRAMES names; in a replay nothing waits, so that is what the frame cost. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void SDL_RenderPresent(void *renderer);

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void SDL_RenderPresent(void *renderer)
{
    static void (*real)(void *);
    static FILE *file;
    static int64_t before_us;
    if (file == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "SDL_RenderPresent");
        file = fopen(getenv("FRAMES"), "w");
        before_us = now_us();
    }
    real(renderer);
    const int64_t after_us = now_us();
    fprintf(file, "%lld\n", (long long)(after_us - before_us));
    before_us = now_us();
}
