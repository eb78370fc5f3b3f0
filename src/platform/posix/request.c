#include "platform/posix/request.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static bool send_line(int descriptor, const char *line)
{
    struct iovec parts[] = {{.iov_len = strlen(line)}, {.iov_len = 1}};
    char text[2] = "\n";
    memcpy(&parts[0].iov_base, &line, sizeof line); /* sendmsg does not write to what it sends */
    parts[1].iov_base = text;
    const struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    return sendmsg(descriptor, &message, MSG_NOSIGNAL) == (ssize_t)(parts[0].iov_len + 1);
}

bool request_send(const char *path, const char *line)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof address.sun_path)
        return false;
    memcpy(address.sun_path, path, length);
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return false;
    bool taken = connect(descriptor, (const struct sockaddr *)&address, sizeof address) == 0 &&
                 send_line(descriptor, line);
    close(descriptor);
    return taken;
}
