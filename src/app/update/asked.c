#include "app/update/asked.h"

#include "app/update/listen.h"
#include "app/update/run.h"
#include "base/memory.h"
#include "platform/posix/clock.h"
#include "platform/posix/files.h"
#include "update/request.h"
#include "update/select.h"
#include "update/store.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- One line ----------------------------------------------------------------------------------
 */

/* Waits until there is something to read, but not beyond `until_ms`. */
static bool wait_for(int file, uint64_t until_ms)
{
    struct pollfd wanted = {.fd = file, .events = POLLIN};
    for (;;) {
        const uint64_t now_ms = clock_now_ms();
        const int ready = poll(&wanted, 1, now_ms < until_ms ? (int)(until_ms - now_ms) : 0);
        if (ready >= 0 || errno != EINTR)
            return ready > 0;
    }
}

/* Reads up to the first line feed; false where none comes in time, or not within the limit. */
static bool read_line(int file, char *line, size_t size, size_t *ret_length)
{
    const uint64_t until_ms = clock_now_ms() + ASKED_WAIT_MS;
    size_t length = 0;
    while (length < size && wait_for(file, until_ms)) {
        const ssize_t count = read(file, line + length, size - length);
        if (count <= 0)
            return false;
        char *stop = memchr(line + length, '\n', (size_t)count);
        length += (size_t)count;
        if (stop != NULL) {
            *stop = '\0';
            *ret_length = (size_t)(stop - line);
            return true;
        }
    }
    return false;
}

/* ---- What is asked for -------------------------------------------------------------------------
 */

static int failed(enum status status, const struct error *error)
{
    if (status != STATUS_OK)
        fprintf(stderr, "vitrine-update: %s\n", error->message);
    return status_exit_code(status);
}

static int count_visit(const struct run *run, const struct request *request)
{
    struct error error = {0};
    struct visits_when when;
    run_when(run, &when);
    return failed(visits_take(&run->opened.kiosk, &when, clock_now_ms(), request->line, &error),
                  &error);
}

static int set(const struct run *run, const struct request *request)
{
    struct error error = {0};
    return failed(
        staff_settings_put(&run->opened.kiosk.store, request->key, request->value, &error), &error);
}

static int go_back(struct run *run)
{
    select_previous(&run->opened.kiosk, &run->outcome);
    run_keep_receipt(run);
    select_forget_starts(&run->opened.kiosk);
    return run_end(run, PHASE_READY);
}

static int serve(struct run *run, const struct request *request)
{
    switch (request->kind) {
    case REQUEST_VISIT:
        return count_visit(run, request);
    case REQUEST_SET:
        return set(run, request);
    case REQUEST_PREVIOUS:
        return go_back(run);
    default:
        return run_ask_supervisor(run, request->kind);
    }
}

static int serve_line(struct run *run, const char *line, size_t length)
{
    struct request request;
    struct error error = {0};
    enum status status = request_parse(line, length, &request, &error);
    if (status == STATUS_OK)
        status = kiosk_open(run->options, &run->opened, &error);
    if (status != STATUS_OK)
        return failed(status, &error);
    int code = 1;
    if (kiosk_keep(&run->opened, &error) != STATUS_OK)
        code = failed(STATUS_IO, &error);
    else if (request_is_allowed(&run->opened.kiosk.run, request.kind, clock_now_ms()))
        code = serve(run, &request);
    else
        fprintf(stderr, "vitrine-update: too many requests: %s\n", request_name(request.kind));
    run_take_outcome(run);
    run_write_report(run);
    kiosk_close(&run->opened);
    return code;
}

/* ---- Where from --------------------------------------------------------------------------------
 */

static int serve_file(void *self, int file)
{
    const size_t size = VISIT_LINE_LENGTH_MAX + 1;
    struct run *run = self;
    size_t length;
    char *line = memory_resized(NULL, size, 1);
    int code = 1;
    if (read_line(file, line, size, &length))
        code = serve_line(run, line, length);
    else
        fprintf(stderr, "vitrine-update: no line, or one over %d bytes\n", VISIT_LINE_LENGTH_MAX);
    free(line);
    memset(&run->outcome, 0, sizeof run->outcome);
    return code;
}

int asked_run(const struct options *options, const char *version)
{
    struct run run = {.options = options, .version = version};
    return options->listen ? listen_run(options->run, serve_file, &run)
                           : serve_file(&run, STDIN_FILENO);
}
