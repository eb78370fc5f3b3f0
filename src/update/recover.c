#include "update/recover.h"

#include "update/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { BUNDLES_MAX = 64 };

void recover_folder(const char *id, char ret_folder[INSTALLED_PATH_SIZE])
{
    snprintf(ret_folder, INSTALLED_PATH_SIZE, "bundles/%s", id);
}

/* The ids in bundles/; what has no such name is not ours. */
struct ids {
    char ids[BUNDLES_MAX][STATE_ID_SIZE];
    size_t count;
};

static int take_id(void *self, const char *name)
{
    struct ids *ids = self;
    uint64_t serial;
    if (state_id_serial(name, &serial) && strlen(name) < STATE_ID_SIZE && ids->count < BUNDLES_MAX)
        memcpy(ids->ids[ids->count++], name, strlen(name) + 1);
    return 0;
}

static uint64_t serial_of(const char *id)
{
    uint64_t serial = 0;
    return state_id_serial(id, &serial) ? serial : 0;
}

bool recover_holds(const struct kiosk *kiosk, const char *id)
{
    char folder[INSTALLED_PATH_SIZE], expected[STATE_ID_SIZE];
    struct manifest manifest;
    recover_folder(id, folder);
    if (installed_look(&kiosk->store, folder, &kiosk->keys, &manifest) != CODE_OK)
        return false;
    state_id(&manifest, expected);
    return strcmp(expected, id) == 0 && plan_is_of(&kiosk->is, &manifest) &&
           installed_hash(&kiosk->store, folder, &manifest) == CODE_OK;
}

/* The best bundle below `limit` that holds; "" if none. */
static void find_best(const struct kiosk *kiosk, const struct ids *ids, uint64_t limit,
                      char best[STATE_ID_SIZE])
{
    best[0] = '\0';
    for (size_t i = 0; i < ids->count; i++) {
        const uint64_t serial = serial_of(ids->ids[i]);
        if (serial < limit && (best[0] == '\0' || serial > serial_of(best)) &&
            recover_holds(kiosk, ids->ids[i]))
            memcpy(best, ids->ids[i], STATE_ID_SIZE);
    }
}

enum update_code recover_state(const struct kiosk *kiosk, struct state *ret_state,
                               bool *ret_rebuilt, struct error *detail)
{
    struct ids ids = {.count = 0};
    struct state state = {0};
    *ret_rebuilt = false;
    const enum status status = state_load(&kiosk->store, ret_state, detail);
    if (status == STATUS_OK)
        return CODE_OK;
    kiosk->store.calls->list(kiosk->store.self, "bundles", take_id, &ids);
    find_best(kiosk, &ids, UINT64_MAX, state.active);
    if (state.active[0] != '\0') {
        state.floor = serial_of(state.active);
        find_best(kiosk, &ids, state.floor, state.previous);
    }
    *ret_state = state;
    *ret_rebuilt = status != STATUS_IO;
    if (status == STATUS_IO)
        return CODE_STORAGE;
    return status == STATUS_NOT_FOUND && ids.count == 0 ? CODE_OK : CODE_DAMAGED;
}

void recover_clean_up(const struct kiosk *kiosk, const struct state *state)
{
    struct ids ids = {.count = 0};
    if (!kiosk->spares_inbox)
        store_remove(&kiosk->store, "inbox/new");
    store_remove(&kiosk->store, "state.tmp");
    kiosk->store.calls->list(kiosk->store.self, "bundles", take_id, &ids);
    for (size_t i = 0; i < ids.count; i++) {
        char folder[INSTALLED_PATH_SIZE];
        recover_folder(ids.ids[i], folder);
        if (!state_names(state, ids.ids[i]))
            store_remove(&kiosk->store, folder);
    }
}
