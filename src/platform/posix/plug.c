#include "platform/posix/plug.h"

#include <errno.h>
#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

/* The kernel writes at most UEVENT_BUFFER_SIZE, 2048 bytes, and a head. */
enum { MESSAGE_SIZE = 8192, KERNEL_GROUP = 1 };

struct plug {
    const char *subsystem;
    void (*changed)(void *self);
    void *self;
    int kernel, end; /* descriptors */
    bool running;
    pthread_t thread;
};

bool plug_is_about(const char *message, size_t length, const char *subsystem)
{
    static const char key[] = "SUBSYSTEM=";
    const size_t key_length = sizeof key - 1, wanted = key_length + strlen(subsystem);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(message + at, '\0', length - at);
        const size_t size = end == NULL ? length - at : (size_t)(end - message) - at;
        if (size == wanted && memcmp(message + at, key, key_length) == 0 &&
            memcmp(message + at + key_length, subsystem, wanted - key_length) == 0)
            return true;
        at += size + 1;
    }
    return false;
}

/* Reads one message; a queue that ran over may have lost one of ours. */
static bool take(const struct plug *plug)
{
    char message[MESSAGE_SIZE];
    struct sockaddr_nl from = {0};
    socklen_t from_length = sizeof from;
    const ssize_t length = recvfrom(plug->kernel, message, sizeof message, MSG_DONTWAIT,
                                    (struct sockaddr *)&from, &from_length);
    if (length < 0)
        return errno == ENOBUFS;
    return from.nl_pid == 0 && plug_is_about(message, (size_t)length, plug->subsystem);
}

static void *listen_to_kernel(void *argument)
{
    struct plug *plug = argument;
    struct pollfd both[] = {{plug->kernel, POLLIN, 0}, {plug->end, POLLIN, 0}};
    while (poll(both, 2, -1) >= 0 || errno == EINTR) {
        if (both[1].revents != 0)
            return NULL;
        if (both[0].revents != 0 && take(plug))
            plug->changed(plug->self);
    }
    return NULL;
}

static enum status begin(struct plug *plug, struct error *error)
{
    const struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = KERNEL_GROUP};
    plug->kernel = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);
    plug->end = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (plug->kernel < 0 || plug->end < 0 ||
        bind(plug->kernel, (const struct sockaddr *)&address, sizeof address) != 0)
        return error_set(error, STATUS_IO, "the kernel's news of devices: %s", strerror(errno));
    const int failure = pthread_create(&plug->thread, NULL, listen_to_kernel, plug);
    if (failure != 0)
        return error_set(error, STATUS_IO, "no thread to hear of devices: %s", strerror(failure));
    plug->running = true;
    return STATUS_OK;
}

enum status plug_open(const char *subsystem, void (*changed)(void *self), void *self,
                      struct plug **ret_plug, struct error *error)
{
    struct plug *plug = memory_zeroed(1, sizeof *plug);
    *plug = (struct plug){
        .subsystem = subsystem, .changed = changed, .self = self, .kernel = -1, .end = -1};
    const enum status status = begin(plug, error);
    if (status != STATUS_OK)
        plug_close(plug);
    else
        *ret_plug = plug;
    return status;
}

void plug_close(struct plug *plug)
{
    if (plug == NULL)
        return;
    const uint64_t one = 1;
    if (plug->running && write(plug->end, &one, sizeof one) == sizeof one)
        pthread_join(plug->thread, NULL);
    if (plug->kernel >= 0)
        close(plug->kernel);
    if (plug->end >= 0)
        close(plug->end);
    free(plug);
}
