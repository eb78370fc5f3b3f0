#include "platform/posix/sleep.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/posix/clock.h"
#include "support/harness.h"

/* A pipe stands for a device; answers its writing end. */
static int plug_in(const char *name)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    EXPECT(mkfifo(path, 0600) == 0);
    return open(path, O_RDWR | O_NONBLOCK);
}

static struct sleeper *open_sleeper(void)
{
    struct sleeper *sleeper = NULL;
    struct error error;
    EXPECT(sleeper_open(harness_temporary_directory(), &sleeper, &error) == STATUS_OK);
    return sleeper;
}

/* Whether a wait of at most a minute ended at once. */
static bool wakes(struct sleeper *sleeper)
{
    uint64_t begun = clock_now_ms();
    sleeper_wait(sleeper, 60000);
    return clock_now_ms() - begun < 30000;
}

static bool sleeps(struct sleeper *sleeper)
{
    uint64_t begun = clock_now_ms();
    sleeper_wait(sleeper, 20);
    return clock_now_ms() - begun >= 19;
}

static void a_device_wakes_once_for_what_it_says(void)
{
    int device = plug_in("event0");
    struct sleeper *sleeper = open_sleeper();
    EXPECT(sleeps(sleeper));
    EXPECT(write(device, "touch", 5) == 5);
    EXPECT(wakes(sleeper));
    EXPECT(sleeps(sleeper));
    sleeper_close(sleeper);
    close(device);
}

static void a_device_plugged_in_later_is_heard(void)
{
    struct sleeper *sleeper = open_sleeper();
    int device = plug_in("event7");
    EXPECT(wakes(sleeper));
    EXPECT(sleeps(sleeper));
    EXPECT(write(device, "touch", 5) == 5);
    EXPECT(wakes(sleeper));
    EXPECT(sleeps(sleeper));
    sleeper_close(sleeper);
    close(device);
}

static void other_files_are_not_devices(void)
{
    int device = plug_in("mouse0");
    struct sleeper *sleeper = open_sleeper();
    EXPECT(write(device, "touch", 5) == 5);
    EXPECT(sleeps(sleeper));
    sleeper_close(sleeper);
    close(device);
}

static void a_wake_from_elsewhere_is_not_lost(void)
{
    struct sleeper *sleeper = open_sleeper();
    sleeper_wake(sleeper);
    sleeper_wake(sleeper);
    EXPECT(wakes(sleeper));
    EXPECT(sleeps(sleeper));
    sleeper_close(sleeper);
}

static void no_such_folder_is_told(void)
{
    struct sleeper *sleeper = NULL;
    struct error error;
    EXPECT(sleeper_open("/nonexistent", &sleeper, &error) == STATUS_IO);
    EXPECT_TEXT(error.message, "/nonexistent: No such file or directory");
    EXPECT(sleeper == NULL);
}

static void a_folder_that_comes_later_is_watched(void)
{
    char folder[5000], path[5100];
    struct sleeper *sleeper = NULL;
    struct error error;
    snprintf(folder, sizeof folder, "%s/input", harness_temporary_directory());
    snprintf(path, sizeof path, "%s/event0", folder);
    if (!EXPECT(sleeper_open(folder, &sleeper, &error) == STATUS_OK))
        return;
    EXPECT(sleeps(sleeper));
    EXPECT(mkdir(folder, 0755) == 0);
    EXPECT(wakes(sleeper));
    EXPECT(mkfifo(path, 0600) == 0);
    EXPECT(wakes(sleeper));
    int device = open(path, O_RDWR | O_NONBLOCK);
    EXPECT(write(device, "touch", 5) == 5);
    EXPECT(wakes(sleeper));
    sleeper_close(sleeper);
    close(device);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a device wakes once for what it says", a_device_wakes_once_for_what_it_says},
        {"a device plugged in later is heard", a_device_plugged_in_later_is_heard},
        {"other files are not devices", other_files_are_not_devices},
        {"a wake from elsewhere is not lost", a_wake_from_elsewhere_is_not_lost},
        {"a folder that comes later is watched", a_folder_that_comes_later_is_watched},
        {"no such folder is told", no_such_folder_is_told},
        {0},
    });
}
