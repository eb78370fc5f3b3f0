/* Whether a kiosk takes a bundle, from what is signed and what the kiosk has: no file is touched.
 */
#ifndef UPDATE_PLAN_H
#define UPDATE_PLAN_H

#include "update/code.h"
#include "update/manifest.h"
#include "update/state.h"

/* What a kiosk is. */
struct plan_kiosk {
    const char *exhibit; /* its id; "" where its settings do not say it: what is there is shown, and
                            nothing taken */
    uint64_t schema;     /* the newest that its viewer reads */
};

/* CODE_OK, or the one reason against it: CODE_EXHIBIT, CODE_TOO_FAR, CODE_SCHEMA, CODE_BAD,
 * CODE_INSTALLED, CODE_REUSED, CODE_OLDER. The rules are the update protocol's sections 4 and 7. */
enum update_code plan_judge(const struct manifest *manifest, const struct state *state,
                            const struct plan_kiosk *kiosk);

/* Whether installed content may be shown on this kiosk. */
bool plan_is_of(const struct plan_kiosk *kiosk, const struct manifest *manifest);

#endif
