/* Touches and types at random, and watches that nothing comes of it: every frame is sound, every
 * state leads back to the slides by itself, memory stays what it was. */
#ifndef APP_VIEWER_MONKEY_H
#define APP_VIEWER_MONKEY_H

#include "app/viewer/kiosk.h"

/* Hands `events` touches, moves and keys to a kiosk that draws text only, opened at time 0, on
 * virtual time; the same seed does the same. Prints what it met, and what was wrong.
 * STATUS_INVALID: something was. */
enum status monkey_run(struct kiosk *kiosk, uint64_t events, uint32_t seed,
                       const struct settings *settings, struct error *error) STATUS_CHECKED;

#endif
