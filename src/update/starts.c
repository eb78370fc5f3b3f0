#include "update/starts.h"

#include "update/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS_SIZE_MAX = 4096 };

/* "MILLISECONDS ID" and a line's end; answers what follows, NULL where it is not that. */
static char *read_line(char *at, struct starts *starts)
{
    char *id = NULL;
    uint64_t serial;
    const uint64_t at_ms = strtoull(at, &id, 10);
    char *stop = strchr(at, '\n');
    if (id == at || *id != ' ' || stop == NULL || starts->count == STARTS_MAX ||
        stop - ++id >= STATE_ID_SIZE)
        return NULL;
    *stop = '\0';
    if (!state_id_serial(id, &serial) && strcmp(id, "factory") != 0)
        return NULL;
    starts->list[starts->count].at_ms = at_ms;
    memcpy(starts->list[starts->count++].id, id, (size_t)(stop - id) + 1);
    return stop + 1;
}

/* The first line, "all N crashes M"; answers what follows. */
static char *read_totals(char *at, struct starts *starts)
{
    char *end;
    if (strncmp(at, "all ", 4) != 0)
        return at;
    starts->all = strtoull(at + 4, &end, 10);
    if (strncmp(end, " crashes ", 9) != 0)
        return NULL;
    starts->crashes = strtoull(end + 9, &end, 10);
    return *end == '\n' ? end + 1 : NULL;
}

void starts_load(const struct files *run, struct starts *ret_starts)
{
    struct buffer text = {0};
    memset(ret_starts, 0, sizeof *ret_starts);
    if (store_read(run, "starts", STARTS_SIZE_MAX, &text) == 0 && text.length > 0)
        for (char *at = read_totals(text.bytes, ret_starts); at != NULL && *at != '\0';)
            at = read_line(at, ret_starts);
    buffer_fini(&text);
}

static void save(const struct files *run, const struct starts *starts)
{
    struct buffer text = {0};
    buffer_format(&text, "all %" PRIu64 " crashes %" PRIu64 "\n", starts->all, starts->crashes);
    for (size_t i = 0; i < starts->count; i++)
        buffer_format(&text, "%" PRIu64 " %s\n", starts->list[i].at_ms, starts->list[i].id);
    store_replace(run, "", "starts", text.bytes, text.length);
    buffer_fini(&text);
}

size_t starts_count(const struct starts *starts, const char *id, uint64_t now_ms, uint64_t span_ms)
{
    size_t count = 0;
    for (size_t i = 0; i < starts->count; i++)
        count += strcmp(starts->list[i].id, id) == 0 && starts->list[i].at_ms <= now_ms &&
                 now_ms - starts->list[i].at_ms < span_ms;
    return count;
}

void starts_add(const struct files *run, struct starts *starts, const char *id, uint64_t now_ms)
{
    starts->all++;
    starts->crashes += starts->count > 0 && strcmp(starts->list[starts->count - 1].id, id) == 0;
    if (starts->count == STARTS_MAX) {
        memmove(starts->list, starts->list + 1, (STARTS_MAX - 1) * sizeof starts->list[0]);
        starts->count--;
    }
    starts->list[starts->count].at_ms = now_ms;
    memcpy(starts->list[starts->count].id, id, strlen(id) + 1);
    starts->count++;
    save(run, starts);
}

void starts_forget(const struct files *run)
{
    struct starts starts;
    starts_load(run, &starts);
    starts.count = 0;
    save(run, &starts);
}
