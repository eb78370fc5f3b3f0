#include "platform/posix/request.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buffer.h"

static bool send_line(int descriptor, const char *line)
{
    struct buffer text = {0};
    buffer_format(&text, "%s\n", line);
    ssize_t sent = send(descriptor, text.bytes, text.length, MSG_NOSIGNAL);
    bool whole = sent == (ssize_t)text.length;
    buffer_fini(&text);
    return whole;
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
