#include "update/commit.h"

#include "update/audit.h"
#include "update/installed.h"
#include "update/recover.h"
#include "update/store.h"

#include <errno.h>
#include <string.h>

#define STAGED "inbox/new"

/* One run, on its way. */
struct commit {
    const struct kiosk *kiosk;
    struct state state;
    struct manifest manifest;
    bool repairs; /* the state names it, and it is damaged */
    char id[STATE_ID_SIZE], folder[INSTALLED_PATH_SIZE];
    struct outcome *outcome;
};

static enum update_code of_store(struct commit *commit, const char *what, int answer)
{
    if (answer == 0)
        return CODE_OK;
    error_set(&commit->outcome->detail, STATUS_IO, "%s: %s", what, strerror(-answer));
    return answer == -ENOSPC ? CODE_SPACE : CODE_STORAGE;
}

/* Whether it is wanted, by the state as it is now. */
static enum update_code judge(struct commit *commit)
{
    bool rebuilt;
    recover_state(commit->kiosk, &commit->state, &rebuilt, &commit->outcome->detail);
    commit->outcome->other = commit->state.floor;
    return audit_judge(commit->kiosk, &commit->manifest, &commit->state, &commit->repairs);
}

/* Everything again from the disk: what was copied may not be what lies there. */
static enum update_code verify(struct commit *commit)
{
    const struct kiosk *kiosk = commit->kiosk;
    enum update_code code = installed_manifest(&kiosk->store, STAGED, &kiosk->keys,
                                               &commit->manifest, &commit->outcome->detail);
    if (code != CODE_OK)
        return code;
    commit->outcome->serial = commit->manifest.serial;
    state_id(&commit->manifest, commit->id);
    recover_folder(commit->id, commit->folder);
    code = judge(commit);
    return code == CODE_OK ? installed_hash(&kiosk->store, STAGED, &commit->manifest) : code;
}

static enum update_code protect(struct commit *commit)
{
    static const char *const names[] = {
        STAGED "/" INSTALLED_MANIFEST, STAGED "/" INSTALLED_SIGNATURE, STAGED "/" INSTALLED_BUNDLE};
    const struct files *store = &commit->kiosk->store;
    int answer = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && answer == 0; i++)
        answer = store->calls->protect(store->self, names[i]);
    return of_store(commit, "inbox", answer);
}

/* A folder of that name that no state names is what an earlier cut left. */
static enum update_code move(struct commit *commit)
{
    const struct files *store = &commit->kiosk->store;
    int answer = store->calls->make_folder(store->self, "bundles");
    if (answer == 0)
        answer = store_sync_folder(store, "");
    else if (answer == -EEXIST)
        answer = store_remove(store, commit->folder);
    if (answer == 0)
        answer = store->calls->rename(store->self, STAGED, commit->folder);
    if (answer == 0)
        answer = store_sync_folder(store, "bundles");
    if (answer == 0)
        answer = store_sync_folder(store, "inbox");
    return of_store(commit, "bundles", answer);
}

/* A damaged bundle that the state names gives way file by file, the bundle last: a cut leaves it as
 * it was, or whole. The state stays. */
static enum update_code repair(struct commit *commit)
{
    static const char *const names[] = {INSTALLED_MANIFEST, INSTALLED_SIGNATURE, INSTALLED_BUNDLE};
    const struct files *store = &commit->kiosk->store;
    char from[INSTALLED_PATH_SIZE], to[INSTALLED_PATH_SIZE];
    int answer = store->calls->make_folder(store->self, commit->folder);
    if (answer == 0)
        answer = store_sync_folder(store, "bundles");
    else if (answer == -EEXIST)
        answer = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && answer == 0; i++) {
        installed_path(STAGED, names[i], from);
        installed_path(commit->folder, names[i], to);
        answer = store->calls->rename(store->self, from, to);
    }
    if (answer == 0)
        answer = store_sync_folder(store, commit->folder);
    if (answer == 0)
        answer = audit_forget(commit->kiosk, commit->id);
    return of_store(commit, "bundles", answer);
}

/* The previous edition, whole again, is not what comes on the screen while the active one is there:
 * staff are told that it is installed. */
static bool is_in_reserve(const struct commit *commit)
{
    return strcmp(commit->id, commit->state.previous) == 0 &&
           audit_look(commit->kiosk, commit->state.active) == CODE_OK;
}

static enum update_code bring_again(struct commit *commit)
{
    const enum update_code code = repair(commit);
    return code == CODE_OK && is_in_reserve(commit) ? CODE_INSTALLED : code;
}

static enum update_code write_state(struct commit *commit)
{
    struct state next = commit->state;
    memcpy(next.trial, commit->id, sizeof next.trial);
    next.tries = STATE_TRIES;
    if (state_save(&commit->kiosk->store, &next, &commit->outcome->detail) != STATUS_OK)
        return CODE_STORAGE;
    commit->state = next;
    return CODE_OK;
}

static enum update_code run(struct commit *commit, commit_probe_fn *probe, void *probe_self)
{
    enum update_code code = verify(commit);
    if (code == CODE_OK)
        code = probe(probe_self, STAGED "/" INSTALLED_BUNDLE, &commit->outcome->detail);
    /* The probe takes a minute, in which the viewer may have been started anew. */
    if (code == CODE_OK)
        code = judge(commit);
    if (code == CODE_OK)
        code = protect(commit);
    if (code == CODE_OK && commit->repairs)
        return bring_again(commit);
    if (code == CODE_OK)
        code = move(commit);
    return code == CODE_OK ? write_state(commit) : code;
}

static int any_entry(void *self, const char *name)
{
    (void)self, (void)name;
    return 0;
}

void commit_run(const struct kiosk *kiosk, commit_probe_fn *probe, void *probe_self,
                struct outcome *ret_outcome)
{
    struct commit commit = {.kiosk = kiosk, .outcome = ret_outcome};
    memset(ret_outcome, 0, sizeof *ret_outcome);
    const int answer = kiosk->store.calls->list(kiosk->store.self, STAGED, any_entry, NULL);
    if (answer == -ENOENT) {
        ret_outcome->code = CODE_NONE;
        return;
    }
    ret_outcome->code = of_store(&commit, "inbox", answer);
    if (ret_outcome->code == CODE_OK)
        ret_outcome->code = run(&commit, probe, probe_self);
    if (ret_outcome->code == CODE_OK)
        recover_clean_up(kiosk, &commit.state);
    else
        store_remove(&kiosk->store, STAGED);
}
