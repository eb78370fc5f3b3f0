#include "platform/posix/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/harness.h"

static const char *socket_path(void)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/request", harness_temporary_directory());
    return path;
}

/* Listens at a path relative to the present directory: a socket's name has little room. */
static int listen_at(const char *path, int waiting_max)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    unlink(path);
    EXPECT(bind(descriptor, (const struct sockaddr *)&address, sizeof address) == 0);
    EXPECT(listen(descriptor, waiting_max) == 0);
    return descriptor;
}

static void expect_line(int listener, const char *line)
{
    char text[4096] = "";
    int descriptor = accept(listener, NULL, NULL);
    size_t length = 0;
    ssize_t got;
    while ((got = read(descriptor, text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)got;
    EXPECT_TEXT(text, line);
    close(descriptor);
}

static void a_line_is_one_connection(void)
{
    if (!EXPECT(chdir(harness_temporary_directory()) == 0))
        return;
    int listener = listen_at("request", 4);
    EXPECT(request_send("request", "visit 1 language=en"));
    EXPECT(request_send("request", "visit 1 language=ru"));
    expect_line(listener, "visit 1 language=en\n");
    expect_line(listener, "visit 1 language=ru\n");
    close(listener);
}

static void nobody_there_is_no_matter(void)
{
    char text[4096];
    EXPECT(!request_send("", "visit"));
    EXPECT(!request_send("/nonexistent/request", "visit"));
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    EXPECT(!request_send(text, "visit")); /* longer than a socket's name can be */
    close(listen_at("request", 1));
    EXPECT(!request_send("request", "visit")); /* the name is there, the listener gone */
    EXPECT(access(socket_path(), F_OK) == 0);
}

static void a_busy_listener_keeps_nobody_waiting(void)
{
    int listener = listen_at("request", 1);
    int sent = 0;
    for (int i = 0; i < 100; i++)
        sent += request_send("request", "visit");
    EXPECT(sent >= 1 && sent < 100);
    close(listener);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a line is one connection", a_line_is_one_connection},
        {"nobody there is no matter", nobody_there_is_no_matter},
        {"a busy listener keeps nobody waiting", a_busy_listener_keeps_nobody_waiting},
        {0},
    });
}
