/* Plays a replay: virtual time goes as fast as the machine can, through the same path as a
 * visitor's touches. */
#ifndef APP_VIEWER_PLAY_H
#define APP_VIEWER_PLAY_H

#include "app/viewer/kiosk.h"
#include "input/replay.h"

/* Virtual time begins at 0, where the kiosk, of the house `house`, must have been opened. `path` is
 * for messages; `directory` is where "dump NAME" writes. Goes on after a step that fails, so that
 * one run tells all; each is a line on standard error. STATUS_INVALID: one failed; STATUS_IO. */
enum status play_run(struct kiosk *kiosk, struct house *house, const char *path,
                     const struct replay *replay, const char *directory,
                     struct error *error) STATUS_CHECKED;

#endif
