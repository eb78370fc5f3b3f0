#include "platform/posix/drm.h"

#include <stdio.h>
#include <sys/stat.h>

#include "support/harness.h"

static void make_output(const char *sysfs, const char *output, const char *status)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", sysfs, output);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/%s/status", sysfs, output);
    FILE *file = fopen(path, "w");
    if (EXPECT(file != NULL)) {
        fputs(status, file);
        fclose(file);
    }
}

static void no_card_is_no_choice(void)
{
    EXPECT_INT(drm_connected_card("/nonexistent"), -1);
    make_output(harness_temporary_directory(), "card0-HDMI-A-1", "disconnected\n");
    EXPECT_INT(drm_connected_card(harness_temporary_directory()), -1);
}

static void the_first_connected_card_is_chosen(void)
{
    const char *sysfs = harness_temporary_directory();
    make_output(sysfs, "card0-HDMI-A-1", "disconnected\n");
    make_output(sysfs, "card2-DP-1", "connected\n");
    make_output(sysfs, "card1-DSI-1", "connected\n");
    make_output(sysfs, "card1", "connected\n");
    make_output(sysfs, "version", "connected\n");
    EXPECT_INT(drm_connected_card(sysfs), 1);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"no card is no choice", no_card_is_no_choice},
        {"the first connected card is chosen", the_first_connected_card_is_chosen},
        {0},
    });
}
