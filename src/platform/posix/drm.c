#include "platform/posix/drm.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CARDS_MAX = 64 };

/* Outputs are folders like card1-HDMI-A-1 with a file "status". */
static bool is_connected(int sysfs, const char *output)
{
    char path[300], status[16] = "";
    snprintf(path, sizeof path, "%s/status", output);
    int descriptor = openat(sysfs, path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    ssize_t length = read(descriptor, status, sizeof status - 1);
    close(descriptor);
    return length > 0 && strcmp(status, "connected\n") == 0;
}

/* The card's number in "card1-HDMI-A-1"; -1: the name is not an output's. */
static int card_of(const char *output)
{
    if (strncmp(output, "card", 4) != 0 || output[4] < '0' || output[4] > '9')
        return -1;
    char *end;
    long card = strtol(output + 4, &end, 10);
    return *end == '-' && card < CARDS_MAX ? (int)card : -1;
}

int drm_connected_card(const char *sysfs)
{
    DIR *directory = opendir(sysfs);
    if (directory == NULL)
        return -1;
    int found = -1;
    const struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        int card = card_of(entry->d_name);
        if (card >= 0 && (found < 0 || card < found) &&
            is_connected(dirfd(directory), entry->d_name))
            found = card;
    }
    closedir(directory);
    return found;
}
