#include "update/select.h"

#include "update/audit.h"
#include "update/installed.h"
#include "update/recover.h"
#include "update/starts.h"
#include "update/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FACTORY "factory"

/* One choice, on its way. */
struct choice {
    const struct kiosk *kiosk;
    struct state state;
    struct starts starts;
    uint64_t now_ms;
    bool may_write; /* the state can be written: without that no trial is begun */
    struct selection *selection;
    struct outcome *outcome;
};

/* The first thing that went wrong is what staff are told. */
static void report(struct choice *choice, enum update_code code)
{
    if (choice->outcome->code == CODE_OK)
        choice->outcome->code = code;
}

static bool save(struct choice *choice, const struct state *next)
{
    struct state state = *next;
    if (!choice->may_write)
        return false;
    if (state_save(&choice->kiosk->store, &state, &choice->outcome->detail) != STATUS_OK) {
        choice->may_write = false;
        report(choice, CODE_STORAGE);
        return false;
    }
    choice->state = state;
    return true;
}

static bool is_worn(const struct choice *choice, const char *id)
{
    return starts_count(&choice->starts, id, choice->now_ms, SELECT_DEATHS_MS) >= SELECT_DEATHS;
}

static bool is_showable(const struct choice *choice, const char *id)
{
    return id[0] != '\0' && audit_look(choice->kiosk, id) == CODE_OK;
}

static void choose(struct choice *choice, const char *id, bool is_trial)
{
    memcpy(choice->selection->id, id, strlen(id) + 1);
    choice->selection->is_trial = is_trial;
}

/* ---- The ladder --------------------------------------------------------------------------------
 */

/* The trial failed: it will not be tried again, whatever brings it. */
static void give_up_trial(struct choice *choice)
{
    struct state next = choice->state;
    choice->outcome->serial = 0;
    state_id_serial(next.trial, &choice->outcome->serial);
    state_id_serial(next.active, &choice->outcome->other);
    state_add_bad(&next, next.trial);
    next.trial[0] = '\0';
    next.tries = 0;
    if (save(choice, &next))
        report(choice, CODE_FELL_BACK);
}

static bool try_trial(struct choice *choice)
{
    struct state next = choice->state;
    if (next.trial[0] == '\0')
        return false;
    const enum update_code code = audit_look(choice->kiosk, next.trial);
    if (next.tries == 0 || code == CODE_DAMAGED) {
        give_up_trial(choice);
        return false;
    }
    /* A trial that cannot be read this time has its next start left. */
    next.tries--;
    if (!save(choice, &next) || code != CODE_OK) {
        report(choice, code);
        return false;
    }
    choose(choice, next.trial, true);
    return true;
}

static bool try_named(struct choice *choice, const char *id)
{
    if (!is_showable(choice, id) || is_worn(choice, id))
        return false;
    choose(choice, id, false);
    return true;
}

/* Any other bundle in the store; the highest serial first. */
struct others {
    const struct choice *choice;
    char best[STATE_ID_SIZE];
    uint64_t serial;
};

static int consider(void *self, const char *name)
{
    struct others *others = self;
    uint64_t serial;
    if (state_id_serial(name, &serial) && !state_names(&others->choice->state, name) &&
        !state_is_bad(&others->choice->state, name) && !is_worn(others->choice, name) &&
        (others->best[0] == '\0' || serial > others->serial) &&
        recover_holds(others->choice->kiosk, name)) {
        memcpy(others->best, name, strlen(name) + 1);
        others->serial = serial;
    }
    return 0;
}

static bool try_others(struct choice *choice)
{
    struct others others = {.choice = choice};
    const struct files *store = &choice->kiosk->store;
    store->calls->list(store->self, "bundles", consider, &others);
    if (others.best[0] == '\0')
        return false;
    choose(choice, others.best, false);
    return true;
}

static bool is_factory_showable(const struct choice *choice)
{
    struct manifest manifest;
    return choice->kiosk->factory.calls != NULL && !audit_is_condemned(choice->kiosk, FACTORY) &&
           installed_look(&choice->kiosk->factory, "", &choice->kiosk->keys, &manifest) == CODE_OK;
}

static bool try_factory(struct choice *choice)
{
    if (is_worn(choice, FACTORY) || !is_factory_showable(choice))
        return false;
    choose(choice, FACTORY, false);
    return true;
}

/* Nothing is known of any content, and nothing went wrong. */
static bool is_new(const struct choice *choice)
{
    const struct state *state = &choice->state;
    return choice->outcome->code == CODE_OK && state->active[0] == '\0' &&
           state->previous[0] == '\0' && state->bad_count == 0 &&
           choice->kiosk->factory.calls == NULL;
}

static void climb_down(struct choice *choice)
{
    if (try_trial(choice) || try_named(choice, choice->state.active))
        return;
    /* A new kiosk shows what the factory gave it: that is no fault. */
    const bool is_fault = choice->state.active[0] != '\0';
    if (try_named(choice, choice->state.previous) || try_others(choice) || try_factory(choice)) {
        if (is_fault)
            report(choice, CODE_DAMAGED);
        state_id_serial(choice->selection->id, &choice->outcome->other);
        return;
    }
    /* Worn or not, content that is there is better than none. */
    const char *last = is_showable(choice, choice->state.active) ? choice->state.active
                       : is_factory_showable(choice)             ? FACTORY
                                                                 : "";
    if (last[0] != '\0') {
        choose(choice, last, false);
        report(choice, CODE_DAMAGED);
        return;
    }
    choice->outcome->code = is_new(choice) ? CODE_EMPTY : CODE_NO_CONTENT;
}

/* ---- The link ----------------------------------------------------------------------------------
 */

static void point(struct choice *choice)
{
    const struct files *run = &choice->kiosk->run;
    const char *id = choice->selection->id;
    char target[1024];
    if (id[0] == '\0') {
        store_remove(run, "exhibit");
        return;
    }
    if (strcmp(id, FACTORY) == 0)
        snprintf(target, sizeof target, "%s/%s", choice->kiosk->factory_path, INSTALLED_BUNDLE);
    else
        snprintf(target, sizeof target, "%s/bundles/%s/%s", choice->kiosk->store_path, id,
                 INSTALLED_BUNDLE);
    store_remove(run, "exhibit.tmp");
    int answer = run->calls->link(run->self, target, "exhibit.tmp");
    if (answer == 0)
        answer = run->calls->rename(run->self, "exhibit.tmp", "exhibit");
    if (answer != 0)
        error_set(&choice->outcome->detail, STATUS_IO, "exhibit: %s", strerror(-answer));
    starts_add(run, &choice->starts, id, choice->now_ms);
}

void select_run(const struct kiosk *kiosk, uint64_t now_ms, struct selection *ret_selection,
                struct outcome *ret_outcome)
{
    struct choice choice = {.kiosk = kiosk,
                            .now_ms = now_ms,
                            .may_write = true,
                            .selection = ret_selection,
                            .outcome = ret_outcome};
    bool rebuilt;
    memset(ret_selection, 0, sizeof *ret_selection);
    memset(ret_outcome, 0, sizeof *ret_outcome);
    starts_load(&kiosk->run, &choice.starts);
    report(&choice, recover_state(kiosk, &choice.state, &rebuilt, &ret_outcome->detail));
    choice.may_write = ret_outcome->code != CODE_STORAGE;
    /* Written at once, so that a bundle without a state is never taken for a new kiosk's. */
    if (rebuilt) {
        const struct state rebuilt_state = choice.state;
        save(&choice, &rebuilt_state);
    }
    climb_down(&choice);
    point(&choice);
    /* While anything is wrong, nothing is deleted that might still be needed. */
    if (ret_selection->id[0] != '\0' && state_names(&choice.state, ret_selection->id) &&
        (ret_outcome->code == CODE_OK || ret_outcome->code == CODE_FELL_BACK))
        recover_clean_up(kiosk, &choice.state);
}

/* ---- Afterwards --------------------------------------------------------------------------------
 */

static void finish(const struct kiosk *kiosk, struct state *next, struct outcome *outcome)
{
    if (state_save(&kiosk->store, next, &outcome->detail) != STATUS_OK) {
        outcome->code = CODE_STORAGE;
        return;
    }
    state_id_serial(next->active, &outcome->serial);
    recover_clean_up(kiosk, next);
}

/* Whether the trial is what was started last. */
static bool is_trial_shown(const struct kiosk *kiosk, const struct state *state)
{
    struct starts starts;
    starts_load(&kiosk->run, &starts);
    return starts.count > 0 && state->trial[0] != '\0' &&
           strcmp(starts.list[starts.count - 1].id, state->trial) == 0;
}

void select_confirm(const struct kiosk *kiosk, struct outcome *ret_outcome)
{
    struct state next;
    uint64_t serial = 0;
    memset(ret_outcome, 0, sizeof *ret_outcome);
    if (state_load(&kiosk->store, &next, &ret_outcome->detail) != STATUS_OK ||
        !is_trial_shown(kiosk, &next)) {
        ret_outcome->code = CODE_NONE;
        return;
    }
    memcpy(next.previous, next.active, sizeof next.previous);
    memcpy(next.active, next.trial, sizeof next.active);
    next.trial[0] = '\0';
    next.tries = 0;
    if (state_id_serial(next.active, &serial) && serial > next.floor)
        next.floor = serial;
    finish(kiosk, &next, ret_outcome);
}

void select_previous(const struct kiosk *kiosk, struct outcome *ret_outcome)
{
    struct state next;
    char active[STATE_ID_SIZE];
    memset(ret_outcome, 0, sizeof *ret_outcome);
    if (state_load(&kiosk->store, &next, &ret_outcome->detail) != STATUS_OK ||
        next.previous[0] == '\0') {
        ret_outcome->code = CODE_NONE;
        return;
    }
    memcpy(active, next.active, sizeof active);
    memcpy(next.active, next.previous, sizeof next.active);
    memcpy(next.previous, active, sizeof next.previous);
    finish(kiosk, &next, ret_outcome);
}

void select_forget_starts(const struct kiosk *kiosk)
{
    starts_forget(&kiosk->run);
}
