/* What every task of the agent is given: the kiosk's folders, keys and name. */
#ifndef UPDATE_KIOSK_H
#define UPDATE_KIOSK_H

#include "base/files.h"
#include "update/plan.h"
#include "update/signature.h"

struct kiosk {
    struct files store;                    /* /data */
    struct files run;                      /* /run/vitrine: gone with the power */
    struct files factory;                  /* what the image was built with; calls NULL: nothing */
    const char *store_path, *factory_path; /* absolute, as a symbolic link says them */
    struct key_ring keys;
    struct plan_kiosk is;
    bool spares_inbox; /* a stick is being read: what lies in the inbox is not cleaned away */
};

/* How a task ended: one code for staff, and for the journal what exactly it was. */
struct outcome {
    enum update_code code;
    uint64_t serial; /* of the bundle it is about; 0: none was read */
    uint64_t other;  /* the number a text names beside it: installed serial, megabytes, schema */
    struct error detail;
};

#endif
