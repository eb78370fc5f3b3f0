/* Puts together what staff are told of a kiosk. */
#ifndef UPDATE_REPORT_MAKE_H
#define UPDATE_REPORT_MAKE_H

#include "update/kiosk.h"
#include "update/report.h"

/* What the program knows and the store does not. */
struct report_machine {
    const char *device, *software, *today; /* `today` as struct visits_when has it */
    uint64_t free_mib, total_mib;
    bool is_read_only; /* the store's disk takes no writes */
    int heat_c;        /* REPORT_NO_HEAT: no sensor */
};

/* Reads state, manifests, receipts, starts and counts; what cannot be read is left out. */
void report_make(const struct kiosk *kiosk, const struct report_machine *machine,
                 struct report *ret_report);

#endif
