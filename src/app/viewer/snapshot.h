/* One frame as files: its pixels as PNG, what it says as JSON (draw/dump.h). */
#ifndef APP_VIEWER_SNAPSHOT_H
#define APP_VIEWER_SNAPSHOT_H

#include "draw/dump.h"

/* Writes `directory`/`name`.png and .json; makes the directory if it is not there. `pixels` are
 * 0xRRGGBB, as many as the frame's screen has; NULL: there are none, and no .png. STATUS_IO names
 * the file. */
enum status snapshot_write(const char *directory, const char *name, const struct dump_frame *frame,
                           const uint32_t *pixels, struct error *error) STATUS_CHECKED;

#endif
