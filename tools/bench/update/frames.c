/* Preloaded into the viewer: writes how long each frame took, from the present before, to the file
 * that FRAMES names: microseconds of time, and of the processor. In a replay nothing waits, so that
 * is what the frame cost; other programs on the machine lengthen the first alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void SDL_RenderPresent(void *renderer);

static int64_t now_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void SDL_RenderPresent(void *renderer)
{
    static void (*real)(void *);
    static FILE *file;
    static int64_t before_us, worked_before_us;
    if (file == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "SDL_RenderPresent");
        file = fopen(getenv("FRAMES"), "w");
        before_us = now_us(CLOCK_MONOTONIC);
        worked_before_us = now_us(CLOCK_THREAD_CPUTIME_ID);
    }
    real(renderer);
    const int64_t after_us = now_us(CLOCK_MONOTONIC), worked_us = now_us(CLOCK_THREAD_CPUTIME_ID);
    fprintf(file, "%lld %lld\n", (long long)(after_us - before_us),
            (long long)(worked_us - worked_before_us));
    before_us = now_us(CLOCK_MONOTONIC);
    worked_before_us = now_us(CLOCK_THREAD_CPUTIME_ID);
}
