#include "update/request.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "update/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { HOUR_MS = 3600000, USES_MAX = 512 };

static const struct {
    const char *name;
    uint64_t per_hour;
} kinds[REQUEST_KINDS] = {
    [REQUEST_VISIT] = {"visit", 600},      [REQUEST_SET] = {"set", 200},
    [REQUEST_PREVIOUS] = {"previous", 20}, [REQUEST_SAVE] = {"save-records", 20},
    [REQUEST_RESTART] = {"restart", 20},   [REQUEST_SHUTDOWN] = {"shutdown", 20},
};

const char *request_name(enum request_kind kind)
{
    return kinds[kind].name;
}

static bool copy_to(char *place, size_t size, const char *from, size_t length)
{
    if (length >= size)
        return false;
    memcpy(place, from, length);
    place[length] = '\0';
    return true;
}

/* "set KEY VALUE"; the value may have spaces in it, and may be empty. */
static bool read_set(const char *line, size_t length, struct request *request)
{
    const size_t head = strlen("set ");
    if (length <= head || memcmp(line, "set ", head) != 0)
        return false;
    const char *key = line + head;
    const char *space = memchr(key, ' ', length - head);
    if (space == NULL || space == key)
        return false;
    const size_t key_length = (size_t)(space - key);
    request->kind = REQUEST_SET;
    return copy_to(request->key, sizeof request->key, key, key_length) &&
           copy_to(request->value, sizeof request->value, space + 1,
                   length - head - key_length - 1);
}

static bool read_visit(const char *line, size_t length, struct request *request)
{
    struct visit_line *visit = memory_zeroed(1, sizeof *visit);
    const bool valid = visit_line_parse(line, length, visit);
    free(visit);
    request->kind = REQUEST_VISIT;
    request->line = line;
    return valid;
}

static bool read_word(const char *line, size_t length, struct request *request)
{
    for (int kind = REQUEST_PREVIOUS; kind < REQUEST_KINDS; kind++)
        if (strlen(kinds[kind].name) == length && memcmp(line, kinds[kind].name, length) == 0) {
            request->kind = (enum request_kind)kind;
            return true;
        }
    return false;
}

enum status request_parse(const char *line, size_t length, struct request *ret_request,
                          struct error *error)
{
    memset(ret_request, 0, sizeof *ret_request);
    if (length > 0 && line[length - 1] == '\n')
        length--;
    if (length <= VISIT_LINE_LENGTH_MAX && memchr(line, '\0', length) == NULL &&
        memchr(line, '\n', length) == NULL &&
        (read_word(line, length, ret_request) || read_set(line, length, ret_request) ||
         read_visit(line, length, ret_request)))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "\"%.*s\" is no request",
                     (int)(length < 40 ? length : 40), line);
}

/* ---- How often ---------------------------------------------------------------------------------
 */

/* The hour that is counted, and what came in it; from the file "requests" of the run folder. */
struct uses {
    uint64_t since_ms;
    uint64_t counts[REQUEST_KINDS];
};

static void load(const struct files *run, struct uses *uses)
{
    struct buffer text = {0};
    memset(uses, 0, sizeof *uses);
    uses->since_ms = UINT64_MAX; /* none has begun */
    if (store_read(run, "requests", USES_MAX, &text) == 0) {
        char *at = text.length == 0 ? NULL : text.bytes;
        uses->since_ms = at == NULL ? UINT64_MAX : strtoull(at, &at, 10);
        for (int kind = 0; at != NULL && kind < REQUEST_KINDS; kind++)
            uses->counts[kind] = strtoull(at, &at, 10);
    }
    buffer_fini(&text);
}

static void save(const struct files *run, const struct uses *uses)
{
    struct buffer text = {0};
    buffer_format(&text, "%" PRIu64, uses->since_ms);
    for (int kind = 0; kind < REQUEST_KINDS; kind++)
        buffer_format(&text, " %" PRIu64, uses->counts[kind]);
    buffer_byte(&text, '\n');
    store_replace(run, "", "requests", text.bytes, text.length);
    buffer_fini(&text);
}

bool request_is_allowed(const struct files *run, enum request_kind kind, uint64_t now_ms)
{
    struct uses uses;
    load(run, &uses);
    if (uses.since_ms > now_ms || now_ms - uses.since_ms >= HOUR_MS) {
        memset(&uses, 0, sizeof uses);
        uses.since_ms = now_ms;
    }
    if (uses.counts[kind] >= kinds[kind].per_hour)
        return false;
    uses.counts[kind]++;
    save(run, &uses);
    return true;
}
