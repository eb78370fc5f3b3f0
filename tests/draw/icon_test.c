#include "draw/icon.h"

#include "base/buffer.h"
#include "support/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *written(const char *content)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/test.icon", harness_temporary_directory());
    FILE *file = fopen(path, "wb");
    if (EXPECT(file != NULL)) {
        fputs(content, file);
        fclose(file);
    }
    return path;
}

/* One character a pixel, rows closed by /: . empty, # covered, 1 to 9 in between. */
static void expect_picture(const char *content, int size_px, const char *expected)
{
    struct icon *icon = NULL;
    struct error error = {0};
    struct buffer picture = {0};
    if (!EXPECT_INT(icon_load(written(content), &icon, &error), STATUS_OK)) {
        EXPECT_TEXT(error.message, "");
        return;
    }
    uint8_t *coverage = malloc((size_t)size_px * (size_t)size_px);
    icon_raster(icon, size_px, coverage);
    for (int i = 0; i < size_px * size_px; i++) {
        buffer_byte(&picture, ".123456789#"[(coverage[i] * 10 + 127) / 255]);
        if ((i + 1) % size_px == 0)
            buffer_byte(&picture, '/');
    }
    EXPECT_TEXT(buffer_string(&picture), expected);
    buffer_fini(&picture);
    free(coverage);
    icon_destroy(icon);
}

static void strokes_and_discs_cover_pixels(void)
{
    expect_picture("", 2, "../../");
    expect_picture("# a bar\nstroke 0,12 24,12 8\n", 6,
                   "....../....../######/######/....../....../");
    expect_picture("stroke 12,0 12,24 6", 4, ".55./.55./.55./.55./");
    expect_picture("disc 12,12 12\n", 4, "4994/9##9/9##9/4994/");
    expect_picture("stroke 4,4 20,20 4\nstroke 20,4 4,20 4\n", 6,
                   "33..33/3#33#3/.3##3./.3##3./3#33#3/33..33/");
}

static void a_joint_is_round_and_not_darker(void)
{
    expect_picture("stroke 6,18 6,6 18,6 8", 6, "155551/5####5/5#5551/5#5.../5#5.../151.../");
}

static void lines_at_fault_are_told(void)
{
    static const char *const lines[] = {
        "line 1,2 3,4 5",    "stroke 1,2 3",      "stroke 1,2 3,4",       "stroke",
        "stroke 1,2 3,4 0",  "stroke 1,2 3,4 5 ", "stroke 1,2 3,4 5 6",   "stroke 1,2  3,4 5",
        "stroke -1,2 3,4 5", "stroke 1,25 3,4 5", "stroke 1.234,2 3,4 5", "stroke 1.,2 3,4 5",
        "disc 1,2 3,4 5",    "disc 1,2",          "stroke 1,2 3,4 24.01", "disc 1,2 999999999999",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char content[100];
        struct icon *icon = NULL;
        struct error error = {0};
        snprintf(content, sizeof content, "# fine\ndisc 12,12 3\n%s\n", lines[i]);
        const char *path = written(content);
        if (!EXPECT_INT(icon_load(path, &icon, &error), STATUS_INVALID))
            harness_expect(false, lines[i], 0, "refused");
        EXPECT(strncmp(error.message + strlen(path), ":3: ", 4) == 0);
        icon_destroy(icon);
    }
}

static void every_icon_of_ours_can_be_drawn(void)
{
    static const char *const names[] = {"again", "back", "close", "left",  "list",
                                        "menu",  "more", "notes", "right", "up"};
    uint8_t coverage[48 * 48];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[100];
        struct icon *icon = NULL;
        int inked = 0;
        snprintf(path, sizeof path, "assets/icons/%s.icon", names[i]);
        if (!EXPECT_INT(icon_load(harness_source_path(path), &icon, NULL), STATUS_OK))
            continue;
        icon_raster(icon, 48, coverage);
        for (size_t k = 0; k < sizeof coverage; k++)
            inked += coverage[k] == 255;
        EXPECT(inked > 48);
        icon_destroy(icon);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"strokes_and_discs_cover_pixels", strokes_and_discs_cover_pixels},
        {"a_joint_is_round_and_not_darker", a_joint_is_round_and_not_darker},
        {"lines_at_fault_are_told", lines_at_fault_are_told},
        {"every_icon_of_ours_can_be_drawn", every_icon_of_ours_can_be_drawn},
        {0},
    };
    return harness_run(cases);
}
