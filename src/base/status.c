#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *status_text(enum status status)
{
    static const char *const texts[] = {
        [STATUS_OK] = "ok",
        [STATUS_END] = "end",
        [STATUS_INVALID] = "invalid",
        [STATUS_NOT_FOUND] = "not found",
        [STATUS_LIMIT] = "limit exceeded",
        [STATUS_UNSUPPORTED] = "not supported",
        [STATUS_IO] = "input or output failed",
        [STATUS_CANCELLED] = "cancelled",
    };
    return texts[status];
}

int status_exit_code(enum status status)
{
    switch (status) {
    case STATUS_OK:
    case STATUS_END:
        return 0;
    case STATUS_IO:
    case STATUS_CANCELLED:
        return 3;
    default:
        return 1;
    }
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->status = status;
    return status;
}

enum status error_wrap(struct error *error, enum status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    char cause[ERROR_MESSAGE_SIZE];
    memcpy(cause, error->message, sizeof cause);
    va_list arguments;
    va_start(arguments, format);
    int used = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    if (used >= 0 && (size_t)used < sizeof error->message)
        snprintf(error->message + used, sizeof error->message - (size_t)used, ": %s", cause);
    error->status = status;
    return status;
}
