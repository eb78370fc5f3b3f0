/* Writes what visitors do as a replay (input/replay.h). */
#ifndef APP_VIEWER_RECORD_H
#define APP_VIEWER_RECORD_H

#include "base/status.h"
#include "input/replay.h"

struct record;

/* Begins the file; times in it count from `now_ms`. STATUS_IO. */
enum status record_open(const char *path, const struct replay_screen *screen, uint64_t now_ms,
                        struct record **ret_record, struct error *error) STATUS_CHECKED;

/* Appends one event, so that it is in the file even if the program dies of it. */
void record_event(struct record *record, const struct input_event *event);

/* Appends the end. Takes NULL. STATUS_IO: something could not be written. */
enum status record_close(struct record *record, uint64_t now_ms,
                         struct error *error) STATUS_CHECKED;

#endif
