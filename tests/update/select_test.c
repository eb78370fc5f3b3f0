#include "update/select.h"

#include "exhibit.h"
#include "support/harness.h"
#include "update/audit.h"
#include "update/commit.h"
#include "update/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Three bundles and a kiosk that has some of them. */
struct set {
    struct exhibit_files previous, active, trial;
    struct exhibit_kiosk kiosk;
    struct model_disk *factory;
    struct selection selection;
    struct outcome outcome;
};

static void set_up(struct set *it)
{
    memset(it, 0, sizeof *it);
    exhibit_make(40, "the letters of the year before", &it->previous);
    exhibit_make(41, "the letters of this year", &it->active);
    exhibit_make(42, "the letters of the year to come", &it->trial);
    exhibit_kiosk_init(&it->kiosk);
    it->factory = model_disk_create();
}

static void tear_down(struct set *it)
{
    exhibit_fini(&it->previous);
    exhibit_fini(&it->active);
    exhibit_fini(&it->trial);
    exhibit_kiosk_fini(&it->kiosk);
    model_disk_destroy(it->factory);
}

static void give_factory(struct set *it)
{
    exhibit_put(it->factory, "", &it->previous);
    it->kiosk.kiosk.factory = model_disk_files(it->factory);
}

static const char *start(struct set *it, uint64_t now_ms)
{
    select_run(&it->kiosk.kiosk, now_ms, &it->selection, &it->outcome);
    return it->selection.id;
}

static void spoil(struct set *it, const struct exhibit_files *files)
{
    char path[64];
    snprintf(path, sizeof path, "bundles/%s/%s", files->id, INSTALLED_BUNDLE);
    model_disk_flip(it->kiosk.store, path, 0);
}

static void climbs_down_the_ladder(void)
{
    struct set it;
    set_up(&it);
    give_factory(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, &it.trial, 3);
    EXPECT_TEXT(start(&it, 0), it.trial.id);
    EXPECT_INT(it.outcome.code, CODE_OK);
    spoil(&it, &it.trial);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_FELL_BACK);
    spoil(&it, &it.active);
    EXPECT_TEXT(start(&it, 0), it.previous.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    spoil(&it, &it.previous);
    EXPECT_TEXT(start(&it, 0), "factory");
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    model_disk_flip(it.factory, INSTALLED_BUNDLE, 0);
    EXPECT_TEXT(start(&it, 0), "");
    EXPECT_INT(it.outcome.code, CODE_NO_CONTENT);
    tear_down(&it);
}

static void a_new_kiosk_shows_the_factorys(void)
{
    struct set it;
    set_up(&it);
    EXPECT_TEXT(start(&it, 0), "");
    EXPECT_INT(it.outcome.code, CODE_EMPTY);
    give_factory(&it);
    EXPECT_TEXT(start(&it, 0), "factory");
    EXPECT_INT(it.outcome.code, CODE_OK);
    tear_down(&it);
}

static void a_trial_has_three_starts(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, &it.trial, 3);
    for (int i = 0; i < 3; i++)
        EXPECT_TEXT(start(&it, 0), it.trial.id);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_FELL_BACK);
    EXPECT_INT(it.outcome.serial, 42);
    EXPECT_INT(it.outcome.other, 41);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_OK);
    struct state state;
    EXPECT_INT(state_load(&it.kiosk.kiosk.store, &state, NULL), STATUS_OK);
    EXPECT(state_is_bad(&state, it.trial.id));
    tear_down(&it);
}

static void a_trial_is_not_begun_where_it_cannot_be_counted(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, &it.trial, 3);
    model_disk_forbid_writing(it.kiosk.store);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_STORAGE);
    tear_down(&it);
}

static void a_confirmed_trial_is_active_and_raises_the_floor(void)
{
    struct set it;
    struct state state;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, &it.trial, 3);
    select_confirm(&it.kiosk.kiosk, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_NONE); /* not started yet */
    start(&it, 0);
    select_confirm(&it.kiosk.kiosk, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_OK);
    EXPECT_INT(state_load(&it.kiosk.kiosk.store, &state, NULL), STATUS_OK);
    EXPECT_TEXT(state.active, it.trial.id);
    EXPECT_TEXT(state.previous, it.active.id);
    EXPECT_TEXT(state.trial, "");
    EXPECT_INT(state.floor, 42);
    EXPECT(!store_has(&it.kiosk.kiosk.store, "bundles/40-2586e3a4"));
    select_confirm(&it.kiosk.kiosk, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_NONE);
    tear_down(&it);
}

static void staff_may_go_back_once_confirmed(void)
{
    struct set it;
    struct state state;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, NULL, 0);
    select_previous(&it.kiosk.kiosk, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_OK);
    EXPECT_TEXT(start(&it, 0), it.previous.id);
    EXPECT_INT(state_load(&it.kiosk.kiosk.store, &state, NULL), STATUS_OK);
    EXPECT_INT(state.floor, 41);
    select_previous(&it.kiosk.kiosk, &it.outcome);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    tear_down(&it);
}

static void a_viewer_that_dies_again_and_again_steps_down(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, NULL, 0);
    for (int i = 0; i < SELECT_DEATHS; i++)
        EXPECT_TEXT(start(&it, 1000 + (uint64_t)i), it.active.id);
    EXPECT_TEXT(start(&it, 2000), it.previous.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT_TEXT(start(&it, 2000 + SELECT_DEATHS_MS), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_OK);
    select_forget_starts(&it.kiosk.kiosk);
    for (int i = 0; i < SELECT_DEATHS; i++)
        EXPECT_TEXT(start(&it, 2001 + SELECT_DEATHS_MS), it.active.id);
    tear_down(&it);
}

/* A byte that no look before the start sees: the whole is read when it is shown. */
static void what_is_found_damaged_is_not_shown_again(void)
{
    struct set it;
    char id[STATE_ID_SIZE], path[64];
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, NULL, 0);
    audit_run(&it.kiosk.kiosk, id, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_NONE); /* not started yet */
    EXPECT_TEXT(start(&it, 0), it.active.id);
    audit_run(&it.kiosk.kiosk, id, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_OK);
    EXPECT_INT(it.outcome.serial, 41);
    snprintf(path, sizeof path, "bundles/%s/%s", it.active.id, INSTALLED_BUNDLE);
    model_disk_flip(it.kiosk.store, path, (size_t)20 * 8);
    EXPECT_TEXT(start(&it, 1), it.active.id);
    audit_run(&it.kiosk.kiosk, id, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT_TEXT(id, it.active.id);
    EXPECT(!audit_is_condemned(&it.kiosk.kiosk, it.active.id));
    EXPECT_INT(audit_condemn(&it.kiosk.kiosk, id), 0);
    EXPECT(audit_is_condemned(&it.kiosk.kiosk, it.active.id));
    EXPECT_TEXT(start(&it, 2), it.previous.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT_INT(audit_condemn(&it.kiosk.kiosk, it.previous.id), 0);
    EXPECT_TEXT(start(&it, 3), "");
    EXPECT_INT(it.outcome.code, CODE_NO_CONTENT);
    tear_down(&it);
}

static void a_worn_bundle_is_better_than_none(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, NULL, NULL, 0);
    for (int i = 0; i < 2 * SELECT_DEATHS; i++)
        EXPECT_TEXT(start(&it, 1000), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    tear_down(&it);
}

/* A new kiosk on a slow or failing machine has no other. */
static void the_worn_factorys_is_better_than_none(void)
{
    struct set it;
    set_up(&it);
    give_factory(&it);
    for (int i = 0; i < 2 * SELECT_DEATHS; i++)
        EXPECT_TEXT(start(&it, 1000), "factory");
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    tear_down(&it);
}

static void a_damaged_state_is_rebuilt_from_the_bundles(void)
{
    struct set it;
    struct state state;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, &it.previous, NULL, 0);
    model_disk_flip(it.kiosk.store, "state", 80);
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT_INT(state_load(&it.kiosk.kiosk.store, &state, NULL), STATUS_OK);
    EXPECT_TEXT(state.active, it.active.id);
    EXPECT_TEXT(state.previous, it.previous.id);
    EXPECT_INT(state.floor, 41);
    tear_down(&it);
}

static void a_key_that_was_taken_out_does_not_darken_the_screen(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, NULL, NULL, 0);
    it.kiosk.kiosk.keys.count = 0;
    EXPECT_TEXT(start(&it, 0), it.active.id);
    EXPECT_INT(it.outcome.code, CODE_OK);
    tear_down(&it);
}

/* Back and forth: nothing is left lying about. */
static void a_thousand_updates_leave_the_disk_as_it_was(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, NULL, NULL, NULL, 0);
    for (int i = 1; i <= 1000; i++) {
        const struct stage_host host = exhibit_host();
        struct exhibit_files files;
        struct exhibit_kiosk next;
        exhibit_make((uint64_t)i, "letters", &files);
        exhibit_kiosk_on(&next, model_disk_copy(it.kiosk.store));
        exhibit_put(next.stick, "VITRINE/demo", &files);
        const struct files stick = model_disk_files(next.stick);
        stage_run(&next.kiosk, &stick, &host, &it.outcome);
        commit_run(&next.kiosk, exhibit_probe, NULL, &it.outcome);
        EXPECT_INT(it.outcome.code, CODE_OK);
        select_run(&next.kiosk, 0, &it.selection, &it.outcome);
        EXPECT_TEXT(it.selection.id, files.id);
        select_confirm(&next.kiosk, &it.outcome);
        EXPECT_INT(it.outcome.code, CODE_OK);
        EXPECT_INT(model_disk_names(next.store), i == 1 ? 7 : 11);
        exhibit_kiosk_fini(&it.kiosk);
        it.kiosk = next;
        exhibit_fini(&files);
    }
    tear_down(&it);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"climbs down the ladder", climbs_down_the_ladder},
        {"a new kiosk shows the factory's", a_new_kiosk_shows_the_factorys},
        {"a trial has three starts", a_trial_has_three_starts},
        {"a trial is not begun where it cannot be counted",
         a_trial_is_not_begun_where_it_cannot_be_counted},
        {"a confirmed trial is active and raises the floor",
         a_confirmed_trial_is_active_and_raises_the_floor},
        {"staff may go back once confirmed", staff_may_go_back_once_confirmed},
        {"a viewer that dies again and again steps down",
         a_viewer_that_dies_again_and_again_steps_down},
        {"what is found damaged is not shown again", what_is_found_damaged_is_not_shown_again},
        {"a worn bundle is better than none", a_worn_bundle_is_better_than_none},
        {"the worn factory's is better than none", the_worn_factorys_is_better_than_none},
        {"a damaged state is rebuilt from the bundles",
         a_damaged_state_is_rebuilt_from_the_bundles},
        {"a key that was taken out does not darken the screen",
         a_key_that_was_taken_out_does_not_darken_the_screen},
        {"a thousand updates leave the disk as it was",
         a_thousand_updates_leave_the_disk_as_it_was},
        {0},
    };
    return harness_run(cases);
}
