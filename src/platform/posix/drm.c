#include "platform/posix/drm.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CARDS_MAX = 64, LINE_SIZE = 32 };

/* The first line of an output's file, without its end; "" where there is none. */
static void read_line(int sysfs, const char *output, const char *name, char ret_line[LINE_SIZE])
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", output, name);
    const int descriptor = openat(sysfs, path, O_RDONLY | O_CLOEXEC);
    const ssize_t length = descriptor < 0 ? 0 : read(descriptor, ret_line, LINE_SIZE - 1);
    if (descriptor >= 0)
        close(descriptor);
    ret_line[length < 0 ? 0 : length] = '\0';
    ret_line[strcspn(ret_line, "\n")] = '\0';
}

/* Outputs are folders like card1-HDMI-A-1 with a file "status". */
static bool is_connected(int sysfs, const char *output)
{
    char status[LINE_SIZE];
    read_line(sysfs, output, "status", status);
    return strcmp(status, "connected") == 0;
}

/* The card's number in "card1-HDMI-A-1"; -1: the name is not an output's. */
static int card_of(const char *output)
{
    if (strncmp(output, "card", 4) != 0 || output[4] < '0' || output[4] > '9')
        return -1;
    char *end;
    const long card = strtol(output + 4, &end, 10);
    return *end == '-' && card < CARDS_MAX ? (int)card : -1;
}

/* An output of the card chosen so far, or of a card before it. */
static void take_output(int sysfs, const char *output, struct drm_screens *screens)
{
    const int card = card_of(output);
    if (card < 0 || (screens->card >= 0 && card > screens->card) || !is_connected(sysfs, output))
        return;
    if (card != screens->card)
        *screens = (struct drm_screens){.card = card};
    /* The first of its modes is the one it prefers. */
    char mode[LINE_SIZE];
    read_line(sysfs, output, "modes", mode);
    const size_t length = strlen(screens->names);
    snprintf(screens->names + length, sizeof screens->names - length, "%s %s\n", output, mode);
}

void drm_look(const char *sysfs, struct drm_screens *ret_screens)
{
    struct dirent **entries = NULL;
    *ret_screens = (struct drm_screens){.card = -1};
    const int directory = open(sysfs, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int count = directory < 0 ? 0 : scandir(sysfs, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        take_output(directory, entries[i]->d_name, ret_screens);
        free(entries[i]);
    }
    free(entries);
    if (directory >= 0)
        close(directory);
}

bool drm_same(const struct drm_screens *a, const struct drm_screens *b)
{
    return a->card == b->card && strcmp(a->names, b->names) == 0;
}
