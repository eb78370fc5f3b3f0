/* Brings a bundle from a stick into the store's inbox: the update protocol's steps 1 to 5. */
#ifndef UPDATE_STAGE_H
#define UPDATE_STAGE_H

#include "update/kiosk.h"

/* Before the signature holds nothing else of the stick is looked at; one folder has at most so many
 * names, and the look-up takes at most so long. */
enum {
    STAGE_NAMES_MAX = 10000,
    STAGE_LOOK_UP_MS = 10000,
    STAGE_STALL_MS = 15000, /* without a byte */
    STAGE_WHOLE_MS = 15 * 60000,
    STAGE_RESERVE_BYTES = 32 << 20 /* left free beside the copy */
};

/* Who is asked and told on the way. */
struct stage_host {
    uint64_t (*now_ms)(void *self);
    /* Each full per cent of the copy, from 0; and once before it with the serial. */
    void (*progress)(void *self, uint64_t serial, unsigned percent);
    bool (*stop)(void *self); /* the stick is gone */
    void *self;
};

/* Looks for this kiosk's exhibit in `stick`, copies and verifies it, and leaves it in inbox/new.
 * Whatever was in the inbox is removed first. *ret_outcome has the one code; with any other than
 * CODE_OK the inbox is left empty, as far as the store can be written. */
void stage_run(const struct kiosk *kiosk, const struct files *stick, const struct stage_host *host,
               struct outcome *ret_outcome);

#endif
