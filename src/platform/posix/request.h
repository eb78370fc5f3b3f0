/* One line to whoever takes requests on this machine. */
#ifndef PLATFORM_POSIX_REQUEST_H
#define PLATFORM_POSIX_REQUEST_H

#include <stdbool.h>

/* Connects to the stream socket at `path`, sends the line with a line feed, and closes: one
 * connection is one request. Never waits. Answers whether it was taken; where nobody listens, the
 * line is gone. */
bool request_send(const char *path, const char *line);

#endif
