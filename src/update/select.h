/* Chooses what the viewer shows, before each of its starts: the update protocol's section 7. */
#ifndef UPDATE_SELECT_H
#define UPDATE_SELECT_H

#include "update/kiosk.h"

enum {
    SELECT_DEATHS = 3,            /* of the viewer on one bundle ... */
    SELECT_DEATHS_MS = 10 * 60000 /* ... within so long step down the ladder for this run */
};

/* What was chosen. */
struct selection {
    char id[STATE_ID_SIZE]; /* "factory", or "" where nothing can be shown */
    bool is_trial;
};

/* Chooses by the ladder: the trial while it has tries (one is taken off durably first), active,
 * previous, any other bundle that holds, the factory's. Points the link `exhibit` in the run folder
 * at it, or removes the link. A bundle that was started SELECT_DEATHS times within SELECT_DEATHS_MS
 * of `now_ms` (a clock that stands still only while the power is off) is passed over until then.
 * *ret_outcome has CODE_OK, CODE_FELL_BACK, CODE_DAMAGED, CODE_STORAGE, CODE_NO_CONTENT, or
 * CODE_EMPTY where nothing was ever brought. */
void select_run(const struct kiosk *kiosk, uint64_t now_ms, struct selection *ret_selection,
                struct outcome *ret_outcome);

/* Makes the trial that is being shown the active content, if it is one; the floor rises here and
 * nowhere else. Called when the viewer has shown a frame and lived for a minute since. CODE_OK,
 * CODE_NONE where no trial is shown, or CODE_STORAGE. */
void select_confirm(const struct kiosk *kiosk, struct outcome *ret_outcome);

/* Staff want the content before this one, which this kiosk has confirmed once: it changes places
 * with the active one. CODE_OK, CODE_NONE where there is none, or CODE_STORAGE. */
void select_previous(const struct kiosk *kiosk, struct outcome *ret_outcome);

/* Forgets what was started when: staff asked for a restart, no death is to be counted. */
void select_forget_starts(const struct kiosk *kiosk);

#endif
