/* What a fallible function answers: a kind for the program, and a message for people. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
    STATUS_OK,
    STATUS_END,         /* no further item; not a failure */
    STATUS_INVALID,     /* the input is at fault: damaged, malformed, not ours */
    STATUS_NOT_FOUND,   /* what was asked for is not there */
    STATUS_LIMIT,       /* a named limit is exceeded */
    STATUS_UNSUPPORTED, /* well formed, but of a newer or unknown kind */
    STATUS_IO,          /* the machine is at fault: disk, display, device */
    STATUS_CANCELLED    /* asked to stop */
};

/* Room for a message with its context; longer ones are cut at the end. */
enum { ERROR_MESSAGE_SIZE = 1024 };

/* The first failure and, before it, what was being done, outermost first: "a: b: no such file". */
struct error {
    enum status status;
    char message[ERROR_MESSAGE_SIZE];
};

#define STATUS_CHECKED __attribute__((warn_unused_result))

#define STATUS_PRINTF(format_index, first_index)                                                   \
    __attribute__((format(printf, format_index, first_index)))

/* Names a status in one English word or two, for logs. The result is static. */
const char *status_text(enum status status);

/* Exit code of a program that ends with this status: 0 done, 1 input at fault, 3 machine at fault.
 */
int status_exit_code(enum status status);

/* Records a failure and answers its status, so that callers can write `return error_set(...)`.
 * `error` may be NULL: then only the status is passed on. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    STATUS_PRINTF(3, 4);

/* Puts "context: " before a recorded message, leaving its kind; answers its status. `error` may be
 * NULL; then `status` is answered unchanged. */
enum status error_wrap(struct error *error, enum status status, const char *format, ...)
    STATUS_PRINTF(3, 4);

#endif
