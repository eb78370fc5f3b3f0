#include "platform/posix/machine.h"

#include "support/harness.h"

#include <stdio.h>
#include <sys/stat.h>

/* Writes NAME/FILE below a folder; answers the folder. */
static const char *with(const char *folder, const char *name, const char *file, const char *text)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/%s", folder, name, file);
    FILE *out = fopen(path, "w");
    if (EXPECT(out != NULL)) {
        fputs(text, out);
        fclose(out);
    }
    return folder;
}

static void tells_the_hottest_sensor(void)
{
    int heat_c = 0;
    const char *folder = harness_temporary_directory();
    EXPECT(!machine_heat_c(folder, &heat_c));
    EXPECT(machine_heat_c(with(folder, "thermal_zone0", "temp", "41900\n"), &heat_c));
    EXPECT_INT(heat_c, 41);
    EXPECT(machine_heat_c(with(folder, "thermal_zone3", "temp", "62000\n"), &heat_c));
    EXPECT_INT(heat_c, 62);
    EXPECT(machine_heat_c(with(folder, "thermal_zone1", "temp", "999999999999999999999"), &heat_c));
    EXPECT_INT(heat_c, 62);
    EXPECT(machine_heat_c(with(folder, "thermal_zone0", "temp", "nothing"), &heat_c));
    EXPECT_INT(heat_c, 62);
}

static void knows_a_clock_that_goes_on_without_power(void)
{
    const char *folder = harness_temporary_directory();
    const int64_t now_s = 1795000000, empty_battery_s = 1577836800;
    EXPECT(!machine_clock_is_set(folder, now_s));
    EXPECT(!machine_clock_is_set(with(folder, "rtc0", "hctosys", "0\n"), now_s));
    EXPECT(machine_clock_is_set(with(folder, "rtc1", "hctosys", "1\n"), now_s));
    EXPECT(!machine_clock_is_set(folder, empty_battery_s));
}

static void tells_the_room_on_a_disk(void)
{
    uint64_t free_bytes, total_bytes;
    EXPECT(machine_room("/", &free_bytes, &total_bytes));
    EXPECT(total_bytes > 0 && free_bytes <= total_bytes);
    EXPECT(!machine_room("/no such folder", &free_bytes, &total_bytes));
}

static void tells_a_disk_that_is_written_to(void)
{
    EXPECT(!machine_is_read_only(harness_temporary_directory()));
    EXPECT(!machine_is_read_only("/no such folder"));
    EXPECT(!machine_refuses_writes(harness_temporary_directory()));
    EXPECT(!machine_refuses_writes("/no such folder"));
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"tells the hottest sensor", tells_the_hottest_sensor},
        {"knows a clock that goes on without power", knows_a_clock_that_goes_on_without_power},
        {"tells the room on a disk", tells_the_room_on_a_disk},
        {"tells a disk that is written to", tells_a_disk_that_is_written_to},
        {0},
    };
    return harness_run(cases);
}
