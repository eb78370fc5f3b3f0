#include "app/viewer/record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct record {
    char *path;
    FILE *file;
    uint64_t begun_ms;
    struct replay_contacts contacts;
};

static void put(struct record *record, struct buffer *line)
{
    fwrite(line->bytes, 1, line->length, record->file);
    fflush(record->file);
    buffer_fini(line);
}

static void put_step(struct record *record, const struct replay_step *step)
{
    struct buffer line = {0};
    replay_write_step(&line, step);
    put(record, &line);
}

enum status record_open(const char *path, const struct replay_screen *screen, uint64_t now_ms,
                        struct record **ret_record, struct error *error)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    struct record *record = memory_zeroed(1, sizeof *record);
    record->path = memory_string(path);
    record->file = file;
    record->begun_ms = now_ms;
    struct buffer line = {0};
    replay_write_screen(&line, screen);
    put(record, &line);
    *ret_record = record;
    return STATUS_OK;
}

static uint64_t since(const struct record *record, uint64_t time_ms)
{
    return time_ms > record->begun_ms ? time_ms - record->begun_ms : 0;
}

void record_event(struct record *record, const struct input_event *event)
{
    struct replay_step step = {.kind = REPLAY_INPUT, .event = *event};
    bool touch = event->kind == INPUT_TOUCH_DOWN || event->kind == INPUT_TOUCH_MOVE ||
                 event->kind == INPUT_TOUCH_UP;
    bool known = replay_contact(&record->contacts, &step.event);
    if (touch && !known)
        return;
    step.time_ms = step.event.time_ms = since(record, event->time_ms);
    put_step(record, &step);
}

enum status record_close(struct record *record, uint64_t now_ms, struct error *error)
{
    if (record == NULL)
        return STATUS_OK;
    put_step(record, &(struct replay_step){.kind = REPLAY_END, .time_ms = since(record, now_ms)});
    bool failed = ferror(record->file) != 0;
    failed = fclose(record->file) != 0 || failed;
    enum status status = STATUS_OK;
    if (failed)
        status = error_set(error, STATUS_IO, "%s: it could not be written whole", record->path);
    free(record->path);
    free(record);
    return status;
}
