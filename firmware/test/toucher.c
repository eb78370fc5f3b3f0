/* A touchscreen for the emulated machine, made with uinput. Commands on standard input, one a line,
 * as many as ten fingers at once; positions in pixels, waits in milliseconds: down FINGER X Y move
 * FINGER X Y      up FINGER      wait MS      unplug      plug It answers "done" to each line that
 * it has carried out. Started as: toucher WIDTH HEIGHT */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { FINGERS_MAX = 10, LINE_BYTES = 128 };

struct toucher {
    int device; /* -1 while unplugged */
    int width_px, height_px;
    int next_id; /* each contact has a number of its own */
    bool down[FINGERS_MAX];
};

static void fail(const char *what)
{
    fprintf(stderr, "toucher: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* Of a screen 1280 pixels wide an axis ends at 1280: SDL divides by the range, and a pixel is a
 * pixel. */
static void set_axis(int device, int code, int maximum)
{
    struct uinput_abs_setup axis = {.code = (unsigned short)code, .absinfo = {.maximum = maximum}};
    if (ioctl(device, UI_SET_ABSBIT, code) != 0 || ioctl(device, UI_ABS_SETUP, &axis) != 0)
        fail("cannot set an axis");
}

static void plug(struct toucher *self)
{
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 0x1234, .product = 0x5678},
                                 .name = "vitrine test touchscreen"};
    int device = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (device < 0)
        fail("cannot open /dev/uinput");
    if (ioctl(device, UI_SET_EVBIT, EV_KEY) != 0 || ioctl(device, UI_SET_KEYBIT, BTN_TOUCH) != 0 ||
        ioctl(device, UI_SET_EVBIT, EV_ABS) != 0 ||
        ioctl(device, UI_SET_PROPBIT, INPUT_PROP_DIRECT) != 0)
        fail("cannot say what it is");
    set_axis(device, ABS_X, self->width_px);
    set_axis(device, ABS_Y, self->height_px);
    set_axis(device, ABS_MT_SLOT, FINGERS_MAX - 1);
    set_axis(device, ABS_MT_TRACKING_ID, 65535);
    set_axis(device, ABS_MT_POSITION_X, self->width_px);
    set_axis(device, ABS_MT_POSITION_Y, self->height_px);
    if (ioctl(device, UI_DEV_SETUP, &setup) != 0 || ioctl(device, UI_DEV_CREATE) != 0)
        fail("cannot make the device");
    self->device = device;
}

static void unplug(struct toucher *self)
{
    ioctl(self->device, UI_DEV_DESTROY);
    close(self->device);
    self->device = -1;
    memset(self->down, 0, sizeof self->down);
}

static void emit(const struct toucher *self, int type, int code, int value)
{
    struct input_event event = {
        .type = (unsigned short)type, .code = (unsigned short)code, .value = value};
    if (write(self->device, &event, sizeof event) != (ssize_t)sizeof event)
        fail("cannot write an event");
}

static bool any_down(const struct toucher *self)
{
    for (int i = 0; i < FINGERS_MAX; i++)
        if (self->down[i])
            return true;
    return false;
}

static void place(struct toucher *self, int finger, int x_px, int y_px)
{
    emit(self, EV_ABS, ABS_MT_SLOT, finger);
    if (!self->down[finger])
        emit(self, EV_ABS, ABS_MT_TRACKING_ID, self->next_id++ & 0xffff);
    emit(self, EV_ABS, ABS_MT_POSITION_X, x_px);
    emit(self, EV_ABS, ABS_MT_POSITION_Y, y_px);
    if (!any_down(self))
        emit(self, EV_KEY, BTN_TOUCH, 1);
    self->down[finger] = true;
    emit(self, EV_ABS, ABS_X, x_px);
    emit(self, EV_ABS, ABS_Y, y_px);
    emit(self, EV_SYN, SYN_REPORT, 0);
}

static void lift(struct toucher *self, int finger)
{
    emit(self, EV_ABS, ABS_MT_SLOT, finger);
    emit(self, EV_ABS, ABS_MT_TRACKING_ID, -1);
    self->down[finger] = false;
    if (!any_down(self))
        emit(self, EV_KEY, BTN_TOUCH, 0);
    emit(self, EV_SYN, SYN_REPORT, 0);
}

/* A finger that rests has a duration, so here waiting is the work itself. */
static void rest(int ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    while (nanosleep(&time, &time) != 0 && errno == EINTR)
        ;
}

static bool carry_out(struct toucher *self, const char *line)
{
    char verb[16];
    int a = 0, b = 0, c = 0;
    int count = sscanf(line, "%15s %d %d %d", verb, &a, &b, &c);
    bool finger = count >= 2 && a >= 0 && a < FINGERS_MAX && self->device >= 0;
    if (finger && count == 4 && (strcmp(verb, "down") == 0 || strcmp(verb, "move") == 0))
        place(self, a, b, c);
    else if (finger && strcmp(verb, "up") == 0)
        lift(self, a);
    else if (count == 2 && strcmp(verb, "wait") == 0)
        rest(a);
    else if (count == 1 && strcmp(verb, "unplug") == 0 && self->device >= 0)
        unplug(self);
    else if (count == 1 && strcmp(verb, "plug") == 0 && self->device < 0)
        plug(self);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("toucher WIDTH HEIGHT\n", stderr);
        return 2;
    }
    struct toucher self = {.width_px = (int)strtol(argv[1], NULL, 10),
                           .height_px = (int)strtol(argv[2], NULL, 10)};
    plug(&self);
    char line[LINE_BYTES];
    while (fgets(line, sizeof line, stdin) != NULL) {
        puts(carry_out(&self, line) ? "done" : "not understood");
        fflush(stdout);
    }
    return 0;
}
