#include "platform/posix/notify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/harness.h"

/* Binds an abstract socket, so that the length of the build tree's path does not matter. */
static int listen_at(const char *name)
{
    int descriptor = socket(AF_UNIX, SOCK_DGRAM, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path + 1, name, strlen(name));
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
    EXPECT(bind(descriptor, (struct sockaddr *)&address, length) == 0);
    return descriptor;
}

static void a_supervisor_hears_it(void)
{
    char name[64], environment[80], heard[64] = "";
    snprintf(name, sizeof name, "vitrine-notify-test-%ld", (long)getpid());
    snprintf(environment, sizeof environment, "@%s", name);
    int descriptor = listen_at(name);
    setenv("NOTIFY_SOCKET", environment, 1);
    notify_send("READY=1");
    EXPECT_INT(recv(descriptor, heard, sizeof heard - 1, MSG_DONTWAIT), 7);
    EXPECT_TEXT(heard, "READY=1");
    close(descriptor);
}

static void without_a_supervisor_nothing_happens(void)
{
    setenv("NOTIFY_SOCKET", "/nonexistent/socket", 1);
    notify_send("READY=1");
    unsetenv("NOTIFY_SOCKET");
    notify_send("READY=1");
    EXPECT(getenv("NOTIFY_SOCKET") == NULL);
}

static void the_supervisor_says_how_often(void)
{
    char pid[32];
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    EXPECT_INT(notify_watchdog_ms(), 0);
    setenv("WATCHDOG_USEC", "20000000", 1);
    EXPECT_INT(notify_watchdog_ms(), 10000);
    setenv("WATCHDOG_PID", "1", 1);
    EXPECT_INT(notify_watchdog_ms(), 0);
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    setenv("WATCHDOG_PID", pid, 1);
    EXPECT_INT(notify_watchdog_ms(), 10000);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a supervisor hears it", a_supervisor_hears_it},
        {"without a supervisor nothing happens", without_a_supervisor_nothing_happens},
        {"the supervisor says how often", the_supervisor_says_how_often},
        {0},
    });
}
