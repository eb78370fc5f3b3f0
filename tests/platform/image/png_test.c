#include "platform/image/png.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/harness.h"

enum { W = 5, H = 3, STRIDE = 8 };

static const char *path_of(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    return path;
}

static void fill(uint32_t pixels[H * STRIDE])
{
    for (uint32_t i = 0; i < H * STRIDE; i++)
        pixels[i] = 0xff000000 | i * 0x0b1d2f;
}

static void reads_what_it_wrote(void)
{
    uint32_t pixels[H * STRIDE], *read = NULL;
    int w = 0, h = 0;
    struct error error = {0};
    fill(pixels);
    EXPECT_INT(png_write(path_of("a.png"), pixels, W, H, STRIDE, &error), STATUS_OK);
    if (!EXPECT_INT(png_read(path_of("a.png"), &read, &w, &h, &error), STATUS_OK))
        return;
    EXPECT_INT(w, W);
    EXPECT_INT(h, H);
    for (int y = 0; y < H; y++)
        EXPECT(memcmp(read + y * W, pixels + y * STRIDE, W * sizeof *read) == 0);
    free(read);
}

static void refuses_what_is_no_picture(void)
{
    uint32_t *read = NULL;
    int w, h;
    struct error error = {0};
    EXPECT_INT(png_read(path_of("none.png"), &read, &w, &h, &error), STATUS_NOT_FOUND);
    EXPECT(strstr(error.message, "none.png") != NULL);
    FILE *file = fopen(path_of("text.png"), "wb");
    if (!EXPECT(file != NULL))
        return;
    fputs("no picture at all, but some bytes of text", file);
    fclose(file);
    EXPECT_INT(png_read(path_of("text.png"), &read, &w, &h, &error), STATUS_INVALID);
    EXPECT(read == NULL);
}

static void refuses_a_picture_cut_short(void)
{
    uint32_t pixels[H * STRIDE], *read = NULL;
    int w, h;
    size_t length;
    fill(pixels);
    EXPECT_INT(png_write(path_of("whole.png"), pixels, W, H, STRIDE, NULL), STATUS_OK);
    char *bytes = harness_read_file(path_of("whole.png"), &length);
    for (size_t cut = 0; bytes != NULL && cut + 20 < length; cut++) {
        FILE *file = fopen(path_of("cut.png"), "wb");
        if (!EXPECT(file != NULL))
            break;
        fwrite(bytes, 1, cut, file);
        fclose(file);
        EXPECT_INT(png_read(path_of("cut.png"), &read, &w, &h, NULL), STATUS_INVALID);
    }
    free(bytes);
}

static void says_why_it_cannot_write(void)
{
    uint32_t pixels[H * STRIDE];
    struct error error = {0};
    fill(pixels);
    EXPECT_INT(png_write(path_of("no/such.png"), pixels, W, H, STRIDE, &error), STATUS_IO);
    EXPECT(strstr(error.message, "no/such.png") != NULL);
    EXPECT_INT(png_write(path_of("b.png"), pixels, 0, H, STRIDE, &error), STATUS_LIMIT);
    EXPECT_INT(png_write(path_of("b.png"), pixels, W, PNG_SIDE_MAX + 1, STRIDE, &error),
               STATUS_LIMIT);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads what it wrote", reads_what_it_wrote},
        {"refuses what is no picture", refuses_what_is_no_picture},
        {"refuses a picture cut short", refuses_a_picture_cut_short},
        {"says why it cannot write", says_why_it_cannot_write},
        {0},
    };
    return harness_run(cases);
}
