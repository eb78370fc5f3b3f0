#include "splash.h"

#include <fcntl.h>
#include <linux/fb.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    WALL = 0xE9E1D2,
    PAGE = 0xFBF7EE,
    LINE = 0x83755F,
    WIDTH_PARTS = 8,    /* of the display's smaller side, that the letter is two wide */
    OUTLINE_PARTS = 40, /* of the letter's width */
    SIDE_PX_MAX = 8192
};

struct letter {
    int left, top, w, h, outline;
};

static bool is_inside(const struct letter *letter, int x, int y)
{
    return x >= 0 && x < letter->w && y >= 0 && y < letter->h;
}

/* The edges, and the flap: two lines from the upper corners to the middle. */
static bool is_line(const struct letter *letter, int x, int y)
{
    int edge = letter->outline;
    int from_side = x < letter->w / 2 ? x : letter->w - 1 - x;
    int flap = from_side * (letter->h * 3 / 5) / (letter->w / 2);
    return x < edge || y < edge || x >= letter->w - edge || y >= letter->h - edge ||
           (y >= flap && y < flap + edge * 5 / 4);
}

static uint32_t colour_at(const struct letter *letter, int x, int y)
{
    if (!is_inside(letter, x - letter->left, y - letter->top))
        return WALL;
    return is_line(letter, x - letter->left, y - letter->top) ? LINE : PAGE;
}

static uint32_t part(uint32_t colour, int shift, const struct fb_bitfield *field)
{
    uint32_t level = colour >> shift & 0xff;
    return field->length > 8 ? 0 : (level >> (8 - field->length)) << field->offset;
}

static uint32_t pixel_of(uint32_t colour, const struct fb_var_screeninfo *screen)
{
    return part(colour, 16, &screen->red) | part(colour, 8, &screen->green) |
           part(colour, 0, &screen->blue);
}

static void set_row(const struct letter *letter, const struct fb_var_screeninfo *screen, int y,
                    unsigned char *row)
{
    int bytes = (int)screen->bits_per_pixel / 8;
    for (int x = 0; x < (int)screen->xres; x++) {
        uint32_t pixel = pixel_of(colour_at(letter, x, y), screen);
        for (int i = 0; i < bytes; i++)
            row[x * bytes + i] = (unsigned char)(pixel >> 8 * i);
    }
}

static struct letter letter_on(const struct fb_var_screeninfo *screen)
{
    int smaller = (int)(screen->xres < screen->yres ? screen->xres : screen->yres);
    struct letter letter = {.w = smaller / WIDTH_PARTS * 2, .h = smaller / WIDTH_PARTS * 4 / 3};
    letter.outline = letter.w / OUTLINE_PARTS + 1;
    letter.left = ((int)screen->xres - letter.w) / 2;
    letter.top = ((int)screen->yres - letter.h) / 2;
    return letter;
}

/* Written, not mapped, and in one piece: then the kernel knows what to bring to the display. (What
 * it makes of a piece that is exactly one row is an empty area.) */
static void draw(int buffer, const struct fb_var_screeninfo *screen, uint32_t pitch_bytes)
{
    struct letter letter = letter_on(screen);
    size_t bytes = (size_t)pitch_bytes * screen->yres;
    unsigned char *picture = calloc(1, bytes);
    if (picture == NULL)
        return;
    for (int y = 0; y < (int)screen->yres; y++)
        set_row(&letter, screen, y, picture + (size_t)pitch_bytes * (size_t)y);
    if (pwrite(buffer, picture, bytes, 0) < 0)
        perror("<4>vitrine: no splash");
    free(picture);
}

/* The kernel sets a mode only when somebody asks for one, and a console that is set up
 * meanwhile would blank what was drawn before. */
static void show(int buffer, struct fb_var_screeninfo *screen)
{
    screen->activate = FB_ACTIVATE_NOW | FB_ACTIVATE_FORCE;
    ioctl(buffer, FBIOPUT_VSCREENINFO, screen);
}

bool splash_draw(int devices)
{
    struct fb_var_screeninfo screen;
    struct fb_fix_screeninfo fixed;
    int buffer = openat(devices, "fb0", O_RDWR | O_CLOEXEC);
    if (buffer < 0)
        return false;
    bool known = ioctl(buffer, FBIOGET_VSCREENINFO, &screen) == 0 &&
                 ioctl(buffer, FBIOGET_FSCREENINFO, &fixed) == 0;
    if (known && screen.xres <= SIDE_PX_MAX && screen.yres <= SIDE_PX_MAX &&
        fixed.line_length >= screen.xres * screen.bits_per_pixel / 8 &&
        (screen.bits_per_pixel == 16 || screen.bits_per_pixel == 32)) {
        show(buffer, &screen);
        draw(buffer, &screen, fixed.line_length);
    }
    close(buffer);
    return true;
}
