#include "update/plan.h"

#include <string.h>

/* Whether one of the kiosk's bundles has this serial but another hash. */
static bool is_reused(const struct state *state, const char *id, uint64_t serial)
{
    const char *const named[] = {state->active, state->previous, state->trial};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        uint64_t other;
        if (state_id_serial(named[i], &other) && other == serial && strcmp(named[i], id) != 0)
            return true;
    }
    return false;
}

enum update_code plan_judge(const struct manifest *manifest, const struct state *state,
                            const struct plan_kiosk *kiosk)
{
    char id[STATE_ID_SIZE];
    state_id(manifest, id);
    if (strcmp(manifest->exhibit, kiosk->exhibit) != 0)
        return CODE_EXHIBIT;
    if (manifest->serial > state->floor && manifest->serial - state->floor > STATE_SERIAL_STEP)
        return CODE_TOO_FAR;
    if (manifest->schema > kiosk->schema)
        return CODE_SCHEMA;
    if (state_is_bad(state, id))
        return CODE_BAD;
    if (strcmp(state->active, id) == 0 || strcmp(state->trial, id) == 0)
        return CODE_INSTALLED;
    if (manifest->serial < state->floor)
        return CODE_OLDER;
    if (strcmp(state->previous, id) == 0) /* staff went back from it, and may choose it again */
        return CODE_INSTALLED;
    return is_reused(state, id, manifest->serial) ? CODE_REUSED : CODE_OK;
}

bool plan_is_of(const struct plan_kiosk *kiosk, const struct manifest *manifest)
{
    return kiosk->exhibit[0] == '\0' || strcmp(kiosk->exhibit, manifest->exhibit) == 0;
}
