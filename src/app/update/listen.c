#include "app/update/listen.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { HANDED_OVER = 3, WAITING_MAX = 16 };

/* systemd.socket(5), sd_listen_fds(3): for this process, and one socket. */
static bool is_handed_over(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    return pid != NULL && count != NULL && strtol(pid, NULL, 10) == (long)getpid() &&
           strcmp(count, "1") == 0;
}

static int make_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const size_t length = strlen(path);
    if (length >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address.sun_path, path, length);
    const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0)
        return -1;
    unlink(path);
    if (bind(listener, (const struct sockaddr *)&address, sizeof address) == 0 &&
        chmod(path, 0660) == 0 && listen(listener, WAITING_MAX) == 0)
        return listener;
    const int error = errno;
    close(listener);
    errno = error;
    return -1;
}

/* A descriptor that is readable once the program is to end. */
static int watch_signals(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) != 0)
        return -1;
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

static void serve_all(int listener, int ending, listen_fn *serve, void *self)
{
    struct pollfd wanted[] = {{.fd = listener, .events = POLLIN}, {.fd = ending, .events = POLLIN}};
    for (;;) {
        if (poll(wanted, 2, -1) < 0 && errno != EINTR)
            return;
        if (wanted[1].revents != 0)
            return;
        if (wanted[0].revents == 0)
            continue;
        const int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        fcntl(connection, F_SETFD, FD_CLOEXEC);
        serve(self, connection);
        close(connection);
    }
}

int listen_run(const char *run, listen_fn *serve, void *self)
{
    struct buffer path = {0};
    const bool handed_over = is_handed_over();
    mkdir(run, 0755);
    buffer_format(&path, "%s/request", run);
    const int listener = handed_over ? HANDED_OVER : make_socket(buffer_string(&path));
    const int ending = watch_signals();
    const bool is_ready = listener >= 0 && ending >= 0;
    if (is_ready)
        serve_all(listener, ending, serve, self);
    else
        fprintf(stderr, "vitrine-update: %s: %s\n", buffer_string(&path), strerror(errno));
    if (!handed_over && listener >= 0)
        unlink(buffer_string(&path));
    if (listener >= 0)
        close(listener);
    if (ending >= 0)
        close(ending);
    buffer_fini(&path);
    return is_ready ? 0 : 3;
}
