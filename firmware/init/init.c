/* The first process. It loads the modules that the card's controller needs, finds the card by the
 * number in its partition table, lays dm-verity over the root partition and starts the system
 * there. Without that it ends, and the kernel, told panic=10, starts the machine again. Beside it a
 * second process loads the display's modules and draws the first picture.
 *
 * What it needs to know is in /card, written when the image is built:
 *   NUMBER DATA-BLOCKS ROOT-HASH SALT      the number in hexadecimal, blocks of 4096 bytes
 * The modules are in /modules, in the order of the names in /modules/card, and in /modules/display
 * (a Raspberry Pi's) or /modules/emulated (another machine's). */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/dm-ioctl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "splash.h"

enum {
    SECTOR_BYTES = 512,
    BLOCK_SECTORS = 8,        /* of dm-verity */
    ROOT_PARTITION = 2,       /* counted from one */
    CARD_WAIT_MS = 30000,     /* for a slow card, or one in a slow emulated machine */
    DISPLAY_WAIT_MS = 3000,   /* until nothing more is said of new devices */
    DISK_NUMBER_OFFSET = 440, /* of a partition table, as MBR has it */
    LINE_BYTES = 256
};

struct card {
    uint32_t number;
    uint64_t data_blocks;
    char root_hash[65], salt[65];
};

struct disk {
    char device[32];    /* /dev/mmcblk0 */
    char partition[33]; /* /dev/mmcblk0p, to be followed by a number */
};

static void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* The kernel panics when this process ends. */
static void fail(const char *format, ...)
{
    const char *why = strerror(errno);
    char what[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    printf("<2>vitrine: %s: %s\n", what,
           why); /* 2: critical, so that a quiet kernel prints it too */
    fflush(stdout);
    _exit(1);
}

/* ---- The kernel's own file systems, and its messages as ours ---- */

static void make_folder(const char *where)
{
    if (mkdir(where, 0755) != 0 && errno != EEXIST)
        fail("cannot make %s", where);
}

static void mount_kernel(const char *type, const char *where)
{
    make_folder(where);
    if (mount(type, where, type, MS_NOSUID | MS_NOEXEC, NULL) != 0 && errno != EBUSY)
        fail("cannot mount %s", where);
}

static void open_messages(void)
{
    int messages = open("/dev/kmsg", O_RDWR);
    for (int descriptor = 0; messages >= 0 && descriptor <= STDERR_FILENO; descriptor++)
        dup2(messages, descriptor);
    setvbuf(stdout, NULL, _IOLBF, 0);
}

/* ---- Modules ---- */

static void load_module(const char *name)
{
    char path[LINE_BYTES];
    snprintf(path, sizeof path, "/modules/%.200s", name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return; /* the other process has loaded it */
    if (file < 0)
        fail("cannot open %s", path);
    if (syscall(SYS_finit_module, file, "", 0) != 0 && errno != EEXIST && errno != ENODEV)
        printf("<4>vitrine: module %s: %s\n", name, strerror(errno));
    close(file);
    unlink(path); /* its memory is of no more use */
}

static void load_modules(const char *path)
{
    FILE *list = fopen(path, "re");
    if (list == NULL)
        fail("cannot open %s", path);
    char name[LINE_BYTES];
    while (fscanf(list, "%200s", name) == 1)
        load_module(name);
    fclose(list);
}

static bool is_raspberry_pi(void)
{
    char names[LINE_BYTES] = "";
    int file = open("/sys/firmware/devicetree/base/compatible", O_RDONLY | O_CLOEXEC);
    bool known = file >= 0 && read(file, names, sizeof names - 1) > 0;
    close(file);
    return known && strncmp(names, "raspberrypi,", strlen("raspberrypi,")) == 0;
}

/* ---- The card ---- */

static struct card read_card(void)
{
    struct card card;
    FILE *file = fopen("/card", "re");
    if (file == NULL || fscanf(file, "%" SCNx32 " %" SCNu64 " %64s %64s", &card.number,
                               &card.data_blocks, card.root_hash, card.salt) != 4)
        fail("cannot read /card");
    fclose(file);
    return card;
}

static uint32_t read_u32(const unsigned char *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static bool has_root(const struct disk *disk)
{
    char path[sizeof disk->partition + 1];
    snprintf(path, sizeof path, "%s%d", disk->partition, ROOT_PARTITION);
    return access(path, R_OK) == 0;
}

/* Whether the disk of this name in /sys/class/block is there with its partitions and carries the
 * number. */
static bool is_card(const char *name, uint32_t number, struct disk *ret_disk)
{
    struct disk disk;
    int length = snprintf(disk.device, sizeof disk.device, "/dev/%.16s", name);
    bool digit = disk.device[length - 1] >= '0' && disk.device[length - 1] <= '9';
    snprintf(disk.partition, sizeof disk.partition, "%s%s", disk.device, digit ? "p" : "");
    int file = open(disk.device, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    unsigned char sector[SECTOR_BYTES];
    bool found = pread(file, sector, sizeof sector, 0) == SECTOR_BYTES && sector[510] == 0x55 &&
                 sector[511] == 0xaa && read_u32(sector + DISK_NUMBER_OFFSET) == number &&
                 has_root(&disk);
    close(file);
    if (found)
        *ret_disk = disk;
    return found;
}

static bool find_card(uint32_t number, struct disk *ret_disk)
{
    DIR *folder = opendir("/sys/class/block");
    if (folder == NULL)
        return false;
    bool found = false;
    const struct dirent *entry;
    while (!found && (entry = readdir(folder)) != NULL)
        found = entry->d_name[0] != '.' && is_card(entry->d_name, number, ret_disk);
    closedir(folder);
    return found;
}

/* The kernel tells of every device that appears; opened before the modules are loaded, so that none
 * is missed. */
static int open_device_events(void)
{
    struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = 1};
    int events =
        socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
    if (events < 0 || bind(events, (struct sockaddr *)&address, sizeof address) != 0)
        fail("cannot listen to the kernel");
    return events;
}

/* Waits until the kernel has said something more, and takes all of it; false: it did not. */
static bool await_event(int events, int limit_ms)
{
    struct pollfd wait = {.fd = events, .events = POLLIN};
    if (poll(&wait, 1, limit_ms) <= 0)
        return false;
    char event[4096];
    while (recv(events, event, sizeof event, 0) > 0)
        ;
    return true;
}

static struct disk await_card(int events, uint32_t number)
{
    struct disk disk;
    while (!find_card(number, &disk)) {
        if (!await_event(events, CARD_WAIT_MS))
            fail("no card with the number %08" PRIx32, number);
    }
    return disk;
}

/* ---- The display ---- */

/* In a process of its own, since the card need not wait for the display. What fails here fails
 * nothing: udev loads the same modules again. /dev is held by its folder, as it moves to the new
 * root meanwhile. */
static void start_display(void)
{
    int devices = open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fork() != 0) {
        close(devices);
        return;
    }
    int events = open_device_events();
    load_modules(is_raspberry_pi() ? "/modules/display" : "/modules/emulated");
    while (!splash_draw(devices) && await_event(events, DISPLAY_WAIT_MS))
        ;
    _exit(0);
}

/* ---- The root ---- */

/* A request to the device mapper with room for one target. */
struct request {
    struct dm_ioctl head;
    struct dm_target_spec target;
    char parameters[512];
};

static struct request request_to(uint32_t flags)
{
    struct request request = {.head = {.version = {DM_VERSION_MAJOR, 0, 0},
                                       .data_size = sizeof request,
                                       .data_start = offsetof(struct request, target),
                                       .flags = flags,
                                       .name = "root"}};
    return request;
}

static void device_mapper(int control, unsigned long command, struct request *request,
                          const char *what)
{
    if (ioctl(control, command, request) != 0)
        fail("dm-verity: %s", what);
}

/* Makes /dev/dm-0 of the root partition: what differs from the root hash is never read, the machine
 * panics. */
static void open_verity(const struct card *card, const struct disk *disk)
{
    int control = open("/dev/mapper/control", O_RDWR | O_CLOEXEC);
    if (control < 0)
        fail("cannot open /dev/mapper/control");
    struct request create = request_to(0), resume = request_to(0);
    struct request load = request_to(DM_READONLY_FLAG);
    load.head.target_count = 1;
    load.target.length = card->data_blocks * BLOCK_SECTORS;
    memcpy(load.target.target_type, "verity", sizeof "verity");
    snprintf(load.parameters, sizeof load.parameters,
             "1 %s%d %s%d 4096 4096 %" PRIu64 " %" PRIu64 " sha256 %s %s 1 panic_on_corruption",
             disk->partition, ROOT_PARTITION, disk->partition, ROOT_PARTITION, card->data_blocks,
             card->data_blocks + 1, card->root_hash, card->salt);
    device_mapper(control, DM_DEV_CREATE, &create, "create");
    device_mapper(control, DM_TABLE_LOAD, &load, "load");
    device_mapper(control, DM_DEV_SUSPEND, &resume, "start");
    close(control);
}

/* The kernel's file systems go along to the new root; /run only if something was mounted there. */
static void enter_root(void)
{
    make_folder("/root");
    if (mount("/dev/dm-0", "/root", "squashfs", MS_RDONLY, NULL) != 0)
        fail("cannot mount the root");
    mount("/run", "/root/run", NULL, MS_MOVE, NULL);
    if (mount("/sys", "/root/sys", NULL, MS_MOVE, NULL) != 0 ||
        mount("/dev", "/root/dev", NULL, MS_MOVE, NULL) != 0 || chdir("/root") != 0 ||
        mount(".", "/", NULL, MS_MOVE, NULL) != 0 || chroot(".") != 0 || chdir("/") != 0)
        fail("cannot enter the root");
}

int main(void)
{
    mount_kernel("devtmpfs", "/dev");
    mount_kernel("sysfs", "/sys");
    open_messages();
    int events = open_device_events();
    start_display();
    load_modules("/modules/card");
    struct card card = read_card();
    struct disk disk = await_card(events, card.number);
    open_verity(&card, &disk);
    enter_root();
    char *const arguments[] = {"/sbin/init", NULL};
    execv(arguments[0], arguments);
    fail("cannot start %s", arguments[0]);
}
