#include "platform/posix/drm.h"

#include <stdio.h>
#include <sys/stat.h>

#include "support/harness.h"

#define EXPECT_SCREENS(expected_card, expected_names)                                              \
    do {                                                                                           \
        struct drm_screens here;                                                                   \
        drm_look(harness_temporary_directory(), &here);                                            \
        EXPECT_INT(here.card, expected_card);                                                      \
        EXPECT_TEXT(here.names, expected_names);                                                   \
    } while (0)

static void write_file(const char *output, const char *name, const char *text)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s/%s", harness_temporary_directory(), output, name);
    FILE *file = fopen(path, "w");
    if (EXPECT(file != NULL)) {
        fputs(text, file);
        fclose(file);
    }
}

static void set_output(const char *output, const char *status, const char *modes)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), output);
    mkdir(path, 0755);
    write_file(output, "status", status);
    write_file(output, "modes", modes);
}

static void no_screen_is_no_card(void)
{
    struct drm_screens screens;
    drm_look("/nonexistent", &screens);
    EXPECT_INT(screens.card, -1);
    set_output("card0-HDMI-A-1", "disconnected\n", "");
    EXPECT_SCREENS(-1, "");
    set_output("card0-HDMI-A-1", "unknown\n", "1024x768\n");
    EXPECT_SCREENS(-1, "");
}

static void the_first_connected_card_is_chosen(void)
{
    set_output("card0-HDMI-A-1", "disconnected\n", "");
    set_output("card10-HDMI-A-1", "connected\n", "800x600\n");
    set_output("card2-DP-1", "connected\n", "3840x2160\n");
    set_output("card1-HDMI-A-2", "disconnected\n", "");
    set_output("card1-DSI-1", "connected\n", "800x480\n640x480\n");
    set_output("card1", "connected\n", "1x1\n");
    set_output("card64-DP-1", "connected\n", "1x1\n");
    set_output("version", "connected\n", "1x1\n");
    EXPECT_SCREENS(1, "card1-DSI-1 800x480\n");
}

static void another_screen_is_seen(void)
{
    const char *sysfs = harness_temporary_directory();
    struct drm_screens before, after;
    set_output("card1-DSI-1", "disconnected\n", "");
    set_output("card1-HDMI-A-1", "connected\n", "1920x1080\n1280x720\n");
    set_output("card1-HDMI-A-2", "connected\n", "1280x800\n");
    drm_look(sysfs, &before);
    EXPECT_TEXT(before.names, "card1-HDMI-A-1 1920x1080\ncard1-HDMI-A-2 1280x800\n");
    drm_look(sysfs, &after);
    EXPECT(drm_same(&before, &after));
    set_output("card1-HDMI-A-1", "connected\n", "1280x720\n");
    drm_look(sysfs, &after);
    EXPECT(!drm_same(&before, &after));
    set_output("card1-HDMI-A-1", "disconnected\n", "");
    drm_look(sysfs, &after);
    EXPECT(!drm_same(&before, &after));
    EXPECT_TEXT(after.names, "card1-HDMI-A-2 1280x800\n");
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"no screen is no card", no_screen_is_no_card},
        {"the first connected card is chosen", the_first_connected_card_is_chosen},
        {"another screen is seen", another_screen_is_seen},
        {0},
    });
}
