#include "platform/posix/backlight.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

struct backlight {
    int brightness; /* descriptor of its file */
    long most;
    int percent; /* set last; -1: nothing was */
};

static long read_number(int folder, const char *device, const char *name)
{
    char path[300], text[32] = "";
    snprintf(path, sizeof path, "%s/%s", device, name);
    int descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC);
    ssize_t length = descriptor < 0 ? -1 : read(descriptor, text, sizeof text - 1);
    if (descriptor >= 0)
        close(descriptor);
    errno = 0;
    long number = length <= 0 ? 0 : strtol(text, NULL, 10);
    return errno == 0 ? number : 0;
}

static struct backlight *try_device(int folder, const char *device)
{
    char path[300];
    long most = read_number(folder, device, "max_brightness");
    snprintf(path, sizeof path, "%s/brightness", device);
    int descriptor = most <= 0 ? -1 : openat(folder, path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return NULL;
    struct backlight *backlight = memory_zeroed(1, sizeof *backlight);
    *backlight = (struct backlight){.brightness = descriptor, .most = most, .percent = -1};
    return backlight;
}

struct backlight *backlight_open(const char *folder)
{
    struct backlight *found = NULL;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return NULL;
    const struct dirent *entry;
    while (found == NULL && (entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.')
            found = try_device(dirfd(directory), entry->d_name);
    closedir(directory);
    return found;
}

void backlight_close(struct backlight *backlight)
{
    if (backlight == NULL)
        return;
    close(backlight->brightness);
    free(backlight);
}

void backlight_set(struct backlight *backlight, int percent)
{
    char text[32];
    if (backlight == NULL || backlight->percent == percent)
        return;
    long level = backlight->most * percent / 100;
    if (percent > 0 && level == 0)
        level = 1;
    int length = snprintf(text, sizeof text, "%ld\n", level);
    if (pwrite(backlight->brightness, text, (size_t)length, 0) == length)
        backlight->percent = percent;
}
