#include "platform/posix/backlight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/harness.h"

static const char *path_of(const char *name)
{
    static char path[1200];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    return path;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(path_of(name), "w");
    if (EXPECT(file != NULL)) {
        fputs(content, file);
        fclose(file);
    }
}

/* The kernel's file takes each line as a whole; one of a test keeps the longest. */
static long level(void)
{
    size_t length;
    char *text = harness_read_file(path_of("panel/brightness"), &length);
    long number = strtol(text, NULL, 10);
    free(text);
    return number;
}

static void a_panel_is_set_by_percent(void)
{
    EXPECT_INT(mkdir(path_of("panel"), 0777), 0);
    put("panel/max_brightness", "255\n");
    put("panel/brightness", "000\n");
    struct backlight *backlight = backlight_open(harness_temporary_directory());
    EXPECT(backlight != NULL);
    backlight_set(backlight, 100);
    EXPECT_INT(level(), 255);
    put("panel/brightness", "000\n");
    backlight_set(backlight, 100); /* as it is: not written again */
    EXPECT_INT(level(), 0);
    backlight_set(backlight, 40);
    EXPECT_INT(level(), 102);
    backlight_close(backlight);
}

static void dark_is_not_off(void)
{
    put("panel/max_brightness", "5\n");
    put("panel/brightness", "3\n");
    struct backlight *backlight = backlight_open(harness_temporary_directory());
    backlight_set(backlight, 10);
    EXPECT_INT(level(), 1);
    backlight_set(backlight, 0);
    EXPECT_INT(level(), 0);
    backlight_close(backlight);
}

static void without_one_nothing_happens(void)
{
    EXPECT(backlight_open(path_of("nowhere")) == NULL);
    put("panel/max_brightness", "none\n");
    EXPECT(backlight_open(harness_temporary_directory()) == NULL);
    backlight_set(NULL, 50);
    backlight_close(NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"a panel is set by percent", a_panel_is_set_by_percent},
        {"dark is not off", dark_is_not_off},
        {"without one nothing happens", without_one_nothing_happens},
        {0},
    };
    return harness_run(cases);
}
