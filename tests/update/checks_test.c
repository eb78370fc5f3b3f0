/* Checks that nothing but a case made for them can miss: mutants_test.py takes each out of the
 * code. */
#include "exhibit.h"
#include "support/harness.h"
#include "update/audit.h"
#include "update/commit.h"
#include "update/recover.h"
#include "update/select.h"
#include "update/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A kiosk with 41 installed after 40, and 42 on the stick. */
struct set {
    struct exhibit_files previous, active, new;
    struct exhibit_kiosk kiosk;
    struct selection selection;
    struct outcome outcome;
};

static void set_up(struct set *it)
{
    memset(it, 0, sizeof *it);
    exhibit_make(40, "the letters of the year before", &it->previous);
    exhibit_make(41, "the letters of this year", &it->active);
    exhibit_make(42, "the letters of the year to come", &it->new);
    exhibit_kiosk_init(&it->kiosk);
    exhibit_install(&it->kiosk, &it->active, &it->previous, NULL, 0);
    exhibit_put(it->kiosk.stick, "VITRINE/demo", &it->new);
}

static void tear_down(struct set *it)
{
    exhibit_fini(&it->previous);
    exhibit_fini(&it->active);
    exhibit_fini(&it->new);
    exhibit_kiosk_fini(&it->kiosk);
}

static enum update_code stage_from(struct set *it, const struct files *stick,
                                   const struct stage_host *host)
{
    stage_run(&it->kiosk.kiosk, stick, host, &it->outcome);
    return it->outcome.code;
}

static enum update_code stage(struct set *it)
{
    const struct stage_host host = exhibit_host();
    const struct files stick = model_disk_files(it->kiosk.stick);
    return stage_from(it, &stick, &host);
}

static const char *start(struct set *it)
{
    select_run(&it->kiosk.kiosk, 0, &it->selection, &it->outcome);
    return it->selection.id;
}

static void put_state(struct set *it, const struct state *state)
{
    struct buffer text = {0};
    state_format(state, &text);
    model_disk_put(it->kiosk.store, "state", text.bytes, text.length);
    buffer_fini(&text);
}

static struct state state_of(const struct set *it)
{
    struct state state = {0};
    EXPECT_INT(state_load(&it->kiosk.kiosk.store, &state, NULL), STATUS_OK);
    return state;
}

static void bundle_path(const char *id, char path[64])
{
    snprintf(path, 64, "bundles/%s/%s", id, INSTALLED_BUNDLE);
}

/* ---- The stick ---------------------------------------------------------------------------------
 */

static int calls_for(size_t length)
{
    struct set it;
    struct buffer long_bundle = {0};
    set_up(&it);
    while (long_bundle.length < length)
        buffer_text(&long_bundle, "a bundle that does not end, and was never signed as that long ");
    model_disk_put(it.kiosk.stick, "VITRINE/demo/" INSTALLED_BUNDLE, long_bundle.bytes, length);
    EXPECT_INT(stage(&it), CODE_COPY);
    const int calls = model_disk_calls(it.kiosk.stick);
    buffer_fini(&long_bundle);
    tear_down(&it);
    return calls;
}

static void reads_no_more_than_was_signed(void)
{
    EXPECT_INT(calls_for(8 << 20), calls_for(2 << 20));
}

/* A clock that jumps once, at its n-th look. */
struct jump {
    int looks, at;
    uint64_t by_ms;
};

static uint64_t look(void *self)
{
    struct jump *jump = self;
    return ++jump->looks >= jump->at ? jump->by_ms : 0;
}

static void no_progress(void *self, uint64_t serial, unsigned percent)
{
    (void)self, (void)serial, (void)percent;
}

static enum update_code stage_with_jump(int at, uint64_t by_ms)
{
    struct set it;
    struct jump jump = {.at = at, .by_ms = by_ms};
    const struct stage_host host = {.now_ms = look, .progress = no_progress, .self = &jump};
    set_up(&it);
    const struct files stick = model_disk_files(it.kiosk.stick);
    const enum update_code code = stage_from(&it, &stick, &host);
    tear_down(&it);
    return code;
}

/* The looks: the beginning, the look-up, and two around each block. */
static void a_stick_may_not_stall(void)
{
    EXPECT_INT(stage_with_jump(2, STAGE_LOOK_UP_MS + 1), CODE_STALLED);
    EXPECT_INT(stage_with_jump(4, STAGE_STALL_MS), CODE_OK);
    EXPECT_INT(stage_with_jump(4, STAGE_STALL_MS + 1), CODE_STALLED);
    EXPECT_INT(stage_with_jump(3, STAGE_WHOLE_MS), CODE_OK);
    EXPECT_INT(stage_with_jump(3, STAGE_WHOLE_MS + 1), CODE_STALLED);
}

/* A folder of so many names before the one that is wanted. */
static int list_many(void *self, const char *path, files_entry_fn *entry, void *context)
{
    (void)self;
    if (path[0] != '\0')
        return 0;
    for (int i = 0; i < STAGE_NAMES_MAX; i++) {
        const int answer = entry(context, "holiday.jpg");
        if (answer != 0)
            return answer;
    }
    return entry(context, "VITRINE") == 1 ? -EIO : 0;
}

/* Gone at each call in turn: one code, whatever was being done, and nothing left. */
static void a_stick_may_be_pulled_at_any_time(void)
{
    static const int errors[] = {EIO, ENODEV};
    int runs = 0, unharmed = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        for (int call = 1;; call++, runs++) {
            struct set it;
            set_up(&it);
            model_disk_set_fault(
                it.kiosk.stick,
                (struct model_disk_fault){.call = call, .error = errors[i], .for_good = true});
            const enum update_code code = stage(&it);
            const bool was_reached = model_disk_calls(it.kiosk.stick) >= call;
            /* Only the closing of the copied bundle may fail without harm. */
            unharmed += was_reached && code == CODE_OK;
            EXPECT(code == CODE_REMOVED || code == CODE_OK);
            EXPECT_INT(store_has(&it.kiosk.kiosk.store, "inbox/new"), code == CODE_OK);
            EXPECT_TEXT(start(&it), it.active.id);
            tear_down(&it);
            if (!was_reached)
                break;
        }
    EXPECT_INT(unharmed, sizeof errors / sizeof *errors);
    printf("pulled at %d calls\n", runs);
    EXPECT(runs > 20);
}

static void looks_at_so_many_names(void)
{
    struct set it;
    set_up(&it);
    const struct stage_host host = exhibit_host();
    const struct files stick = model_disk_files(it.kiosk.stick);
    struct files_calls calls = *stick.calls;
    calls.list = list_many;
    const struct files many = {&calls, stick.self};
    EXPECT_INT(stage_from(&it, &many, &host), CODE_NONE);
    tear_down(&it);
}

static void a_stick_without_content_leaves_nothing_of_the_one_before(void)
{
    struct set it;
    set_up(&it);
    EXPECT_INT(stage(&it), CODE_OK);
    model_disk_destroy(it.kiosk.stick);
    it.kiosk.stick = model_disk_create();
    EXPECT_INT(stage(&it), CODE_NONE);
    EXPECT(!store_has(&it.kiosk.kiosk.store, "inbox/new"));
    tear_down(&it);
}

static void what_failed_here_is_not_taken_again(void)
{
    struct set it;
    set_up(&it);
    struct state state = state_of(&it);
    state_add_bad(&state, it.new.id);
    put_state(&it, &state);
    EXPECT_INT(stage(&it), CODE_BAD);
    tear_down(&it);
}

static void what_is_on_trial_is_there_already(void)
{
    struct set it;
    set_up(&it);
    exhibit_install(&it.kiosk, &it.active, NULL, &it.new, 2);
    EXPECT_INT(stage(&it), CODE_INSTALLED);
    tear_down(&it);
}

/* ---- Commit ------------------------------------------------------------------------------------
 */

/* While it is looked through, the floor rises. */
static enum update_code raises_the_floor(void *self, const char *path, struct error *detail)
{
    (void)path, (void)detail;
    struct set *it = self;
    struct state state = state_of(it);
    state.floor = 50;
    put_state(it, &state);
    return CODE_OK;
}

static void judges_again_behind_the_probe(void)
{
    struct set it;
    set_up(&it);
    EXPECT_INT(stage(&it), CODE_OK);
    commit_run(&it.kiosk.kiosk, raises_the_floor, &it, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_OLDER);
    EXPECT(!store_has(&it.kiosk.kiosk.store, "inbox/new"));
    tear_down(&it);
}

/* ---- Start -------------------------------------------------------------------------------------
 */

static void shows_no_other_exhibit(void)
{
    struct set it;
    set_up(&it);
    memcpy(it.active.parsed.exhibit, "else", 5);
    exhibit_sign(&it.active);
    exhibit_install(&it.kiosk, &it.active, &it.previous, NULL, 0);
    EXPECT_TEXT(start(&it), it.previous.id);
    tear_down(&it);
}

/* With active and previous gone, any other bundle will do that holds; 42 lies there too. */
static void set_up_refuge(struct set *it)
{
    char folder[INSTALLED_PATH_SIZE], path[64];
    set_up(it);
    recover_folder(it->new.id, folder);
    exhibit_put(it->kiosk.store, folder, &it->new);
    bundle_path(it->active.id, path);
    model_disk_flip(it->kiosk.store, path, 0);
    bundle_path(it->previous.id, path);
    model_disk_flip(it->kiosk.store, path, 0);
}

static void what_failed_here_is_no_refuge(void)
{
    struct set it;
    set_up_refuge(&it);
    EXPECT_TEXT(start(&it), it.new.id);
    struct state state = state_of(&it);
    state_add_bad(&state, it.new.id);
    put_state(&it, &state);
    EXPECT_TEXT(start(&it), "");
    tear_down(&it);
}

static void what_is_damaged_is_no_refuge(void)
{
    struct set it;
    char path[64];
    set_up_refuge(&it);
    bundle_path(it.new.id, path);
    model_disk_flip(it.kiosk.store, path, 8 * 20); /* behind the first bytes */
    EXPECT_TEXT(start(&it), "");
    tear_down(&it);
}

static void nothing_is_deleted_while_something_is_wrong(void)
{
    struct set it;
    char folder[INSTALLED_PATH_SIZE], path[64];
    set_up(&it);
    recover_folder(it.new.id, folder);
    exhibit_put(it.kiosk.store, folder, &it.new);
    bundle_path(it.active.id, path);
    model_disk_flip(it.kiosk.store, path, 0);
    EXPECT_TEXT(start(&it), it.previous.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT(store_has(&it.kiosk.kiosk.store, folder));
    model_disk_flip(it.kiosk.store, path, 0);
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT(!store_has(&it.kiosk.kiosk.store, folder));
    tear_down(&it);
}

static void a_shortened_bundle_is_seen_at_once(void)
{
    struct set it;
    char path[64];
    set_up(&it);
    bundle_path(it.active.id, path);
    model_disk_put(it.kiosk.store, path, it.active.bundle.bytes, it.active.bundle.length - 1);
    EXPECT_TEXT(start(&it), it.previous.id);
    tear_down(&it);
}

static void a_start_spares_what_a_stick_brings(void)
{
    struct set it;
    set_up(&it);
    EXPECT_INT(stage(&it), CODE_OK);
    it.kiosk.kiosk.spares_inbox = true;
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT(store_has(&it.kiosk.kiosk.store, "inbox/new/" INSTALLED_BUNDLE));
    it.kiosk.kiosk.spares_inbox = false;
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT(!store_has(&it.kiosk.kiosk.store, "inbox/new"));
    tear_down(&it);
}

/* ---- A state made anew -------------------------------------------------------------------------
 */

static void only_whole_bundles_make_a_state(void)
{
    struct set it;
    char path[64];
    set_up(&it);
    model_disk_put(it.kiosk.store, "state", "torn", 4);
    bundle_path(it.active.id, path);
    model_disk_flip(it.kiosk.store, path, 8 * 20);
    EXPECT_TEXT(start(&it), it.previous.id);
    EXPECT_TEXT(state_of(&it).active, it.previous.id);
    tear_down(&it);
}

static void a_folder_must_have_its_bundle_s_name(void)
{
    struct set it;
    set_up(&it);
    model_disk_put(it.kiosk.store, "state", "torn", 4);
    exhibit_put(it.kiosk.store, "bundles/999-00000000", &it.previous);
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT_INT(state_of(&it).floor, 41);
    tear_down(&it);
}

static void a_state_has_no_more_tries_than_are_given(void)
{
    struct state state = {.tries = STATE_TRIES}, again;
    struct buffer text = {0};
    state_format(&state, &text);
    EXPECT_INT(state_parse(text.bytes, text.length, &again, NULL), STATUS_OK);
    buffer_cut(&text, 0);
    state.tries++;
    state_format(&state, &text);
    EXPECT_INT(state_parse(text.bytes, text.length, &again, NULL), STATUS_INVALID);
    buffer_fini(&text);
}

/* ---- Files -------------------------------------------------------------------------------------
 */

static void reads_on_after_an_interruption(void)
{
    struct model_disk *disk = model_disk_create();
    const struct files files = model_disk_files(disk);
    struct buffer text = {0};
    model_disk_put(disk, "file", "0123456789", 10);
    for (int call = 1; call <= 3; call++) {
        model_disk_set_fault(disk, (struct model_disk_fault){.call = call, .error = EINTR});
        buffer_cut(&text, 0);
        EXPECT_INT(store_read(&files, "file", 10, &text), 0);
        EXPECT_TEXT(buffer_string(&text), "0123456789");
    }
    buffer_fini(&text);
    model_disk_destroy(disk);
}

static void reads_so_much_and_no_more(void)
{
    struct model_disk *disk = model_disk_create();
    const struct files files = model_disk_files(disk);
    struct buffer text = {0};
    model_disk_put(disk, "file", "0123456789", 10);
    EXPECT_INT(store_read(&files, "file", 10, &text), 0);
    buffer_cut(&text, 0);
    EXPECT_INT(store_read(&files, "file", 9, &text), -EFBIG);
    buffer_fini(&text);
    model_disk_destroy(disk);
}

/* Whatever fails, the whole has failed. */
static void a_file_is_not_replaced_by_half(void)
{
    for (int call = 1;; call++) {
        struct model_disk *disk = model_disk_create();
        const struct files files = model_disk_files(disk);
        model_disk_set_fault(disk, (struct model_disk_fault){.call = call, .error = EIO});
        const int answer = store_replace(&files, "", "file", "0123456789", 10);
        const bool was_reached = model_disk_calls(disk) >= call;
        EXPECT_INT(answer == 0, !was_reached);
        model_disk_destroy(disk);
        if (!was_reached)
            break;
    }
}

/* ---- Bringing again what is damaged -------------------------------------------------------------
 */

static enum update_code bring_again(struct set *it, const struct exhibit_files *files)
{
    const struct stage_host host = exhibit_host();
    exhibit_put(it->kiosk.stick, "VITRINE/demo", files);
    const struct files stick = model_disk_files(it->kiosk.stick);
    stage_run(&it->kiosk.kiosk, &stick, &host, &it->outcome);
    if (it->outcome.code == CODE_OK)
        commit_run(&it->kiosk.kiosk, exhibit_probe, NULL, &it->outcome);
    return it->outcome.code;
}

static void expect_repaired(struct set *it)
{
    const struct state before = state_of(it);
    EXPECT_INT(bring_again(it, &it->active), CODE_OK);
    const struct state after = state_of(it);
    EXPECT(memcmp(&before, &after, sizeof before) == 0);
    EXPECT(recover_holds(&it->kiosk.kiosk, it->active.id));
    EXPECT(!store_has(&it->kiosk.kiosk.store, "inbox/new"));
    select_run(&it->kiosk.kiosk, 0, &it->selection, &it->outcome);
    EXPECT_TEXT(it->selection.id, it->active.id);
    EXPECT_INT(it->outcome.code, CODE_OK);
    EXPECT_INT(bring_again(it, &it->active), CODE_INSTALLED);
}

static void the_same_stick_repairs_what_is_damaged(void)
{
    static const char *const names[] = {INSTALLED_BUNDLE, INSTALLED_MANIFEST, INSTALLED_SIGNATURE};
    enum { PAST_KEY_ID = 30 }; /* characters of the signature: an unknown key is no damage */
    for (int i = 0; i < 3; i++) {
        struct set it;
        char path[64];
        set_up(&it);
        snprintf(path, sizeof path, "bundles/%s/%s", it.active.id, names[i]);
        const size_t skipped = i == 2 ? strcspn(it.active.signature.bytes, "\n") + PAST_KEY_ID : 0;
        model_disk_flip(it.kiosk.store, path, (skipped + 20) * 8);
        expect_repaired(&it);
        tear_down(&it);
    }
}

static void the_same_stick_repairs_what_is_gone(void)
{
    struct set it;
    char folder[64];
    set_up(&it);
    snprintf(folder, sizeof folder, "bundles/%s", it.active.id);
    EXPECT_INT(store_remove(&it.kiosk.kiosk.store, folder), 0);
    expect_repaired(&it);
    tear_down(&it);
}

/* Read wrong once, it is not believed, even if it now reads well; nor do its deaths count. */
static void the_same_stick_brings_back_what_was_condemned(void)
{
    struct set it;
    set_up(&it);
    for (int i = 0; i < SELECT_DEATHS; i++)
        select_run(&it.kiosk.kiosk, 0, &it.selection, &it.outcome);
    EXPECT_INT(audit_condemn(&it.kiosk.kiosk, it.active.id), 0);
    select_run(&it.kiosk.kiosk, 0, &it.selection, &it.outcome);
    EXPECT_TEXT(it.selection.id, it.previous.id);
    expect_repaired(&it);
    tear_down(&it);
}

/* Below the floor, and the state stays: what was confirmed here may be whole again, nothing else.
 */
static void the_previous_one_is_repaired_in_reserve(void)
{
    struct set it;
    char path[64];
    set_up(&it);
    const struct state before = state_of(&it);
    EXPECT_INT(bring_again(&it, &it.previous), CODE_OLDER);
    bundle_path(it.previous.id, path);
    model_disk_flip(it.kiosk.store, path, (size_t)20 * 8);
    EXPECT_INT(bring_again(&it, &it.previous), CODE_INSTALLED);
    const struct state after = state_of(&it);
    EXPECT(memcmp(&before, &after, sizeof before) == 0);
    EXPECT(recover_holds(&it.kiosk.kiosk, it.previous.id));
    EXPECT(!store_has(&it.kiosk.kiosk.store, "inbox/new"));
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT_INT(bring_again(&it, &it.previous), CODE_OLDER);
    tear_down(&it);
}

/* Both are damaged, and the stick at hand is the old one: it is shown, and the active one is not
 * believed for that. */
static void the_previous_one_is_better_than_none(void)
{
    struct set it;
    set_up(&it);
    EXPECT_INT(audit_condemn(&it.kiosk.kiosk, it.active.id), 0);
    EXPECT_INT(audit_condemn(&it.kiosk.kiosk, it.previous.id), 0);
    EXPECT_TEXT(start(&it), "");
    EXPECT_INT(bring_again(&it, &it.previous), CODE_OK);
    EXPECT_TEXT(start(&it), it.previous.id);
    EXPECT_INT(it.outcome.code, CODE_DAMAGED);
    EXPECT(audit_is_condemned(&it.kiosk.kiosk, it.active.id));
    tear_down(&it);
}

/* An older one that this kiosk does not have stays out, whatever is damaged. */
static void damage_lets_nothing_else_in(void)
{
    struct set it;
    struct exhibit_files other;
    char path[64];
    set_up(&it);
    exhibit_make(40, "letters that were never here", &other);
    for (int i = 0; i < 2; i++) {
        bundle_path(i == 0 ? it.active.id : it.previous.id, path);
        model_disk_flip(it.kiosk.store, path, (size_t)20 * 8);
        EXPECT_INT(bring_again(&it, &other), CODE_OLDER);
    }
    exhibit_fini(&other);
    tear_down(&it);
}

/* Going back is for staff to undo: the stick that is still in the kiosk does not. */
static void a_stick_does_not_undo_going_back(void)
{
    struct set it;
    set_up(&it);
    select_previous(&it.kiosk.kiosk, &it.outcome);
    EXPECT_INT(it.outcome.code, CODE_OK);
    EXPECT_INT(bring_again(&it, &it.active), CODE_INSTALLED);
    EXPECT_TEXT(start(&it), it.previous.id);
    tear_down(&it);
}

/* Taking the lock, a stick has repaired it; or the lock is not to be had. */
static bool repairs_meanwhile(void *self)
{
    struct set *it = self;
    EXPECT_INT(bring_again(it, &it->active), CODE_OK);
    return true;
}

static bool nothing_meanwhile(void *self)
{
    return self != NULL;
}

static void damage_is_read_again_under_the_lock(void)
{
    struct set it;
    char path[64], id[STATE_ID_SIZE];
    set_up(&it);
    const struct kiosk *kiosk = &it.kiosk.kiosk;
    EXPECT_INT(audit_shown(kiosk, nothing_meanwhile, &it, id), CODE_NONE);
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT_INT(audit_shown(kiosk, nothing_meanwhile, &it, id), CODE_OK);
    bundle_path(it.active.id, path);
    model_disk_flip(it.kiosk.store, path, (size_t)20 * 8);
    EXPECT_INT(audit_shown(kiosk, nothing_meanwhile, NULL, id), CODE_STORAGE);
    EXPECT(!audit_is_condemned(kiosk, it.active.id));
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT_INT(audit_shown(kiosk, repairs_meanwhile, &it, id), CODE_NONE);
    EXPECT(!audit_is_condemned(kiosk, it.active.id));
    model_disk_flip(it.kiosk.store, path, (size_t)20 * 8);
    EXPECT_TEXT(start(&it), it.active.id);
    EXPECT_INT(audit_shown(kiosk, nothing_meanwhile, &it, id), CODE_DAMAGED);
    EXPECT_TEXT(id, it.active.id);
    EXPECT(audit_is_condemned(kiosk, it.active.id));
    tear_down(&it);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads no more than was signed", reads_no_more_than_was_signed},
        {"a stick may not stall", a_stick_may_not_stall},
        {"a stick may be pulled at any time", a_stick_may_be_pulled_at_any_time},
        {"looks at so many names", looks_at_so_many_names},
        {"a stick without content leaves nothing of the one before",
         a_stick_without_content_leaves_nothing_of_the_one_before},
        {"what failed here is not taken again", what_failed_here_is_not_taken_again},
        {"what is on trial is there already", what_is_on_trial_is_there_already},
        {"judges again behind the probe", judges_again_behind_the_probe},
        {"shows no other exhibit", shows_no_other_exhibit},
        {"what failed here is no refuge", what_failed_here_is_no_refuge},
        {"what is damaged is no refuge", what_is_damaged_is_no_refuge},
        {"nothing is deleted while something is wrong",
         nothing_is_deleted_while_something_is_wrong},
        {"a shortened bundle is seen at once", a_shortened_bundle_is_seen_at_once},
        {"a start spares what a stick brings", a_start_spares_what_a_stick_brings},
        {"only whole bundles make a state", only_whole_bundles_make_a_state},
        {"a folder must have its bundle's name", a_folder_must_have_its_bundle_s_name},
        {"a state has no more tries than are given", a_state_has_no_more_tries_than_are_given},
        {"reads on after an interruption", reads_on_after_an_interruption},
        {"reads so much and no more", reads_so_much_and_no_more},
        {"a file is not replaced by half", a_file_is_not_replaced_by_half},
        {"the same stick repairs what is damaged", the_same_stick_repairs_what_is_damaged},
        {"the same stick repairs what is gone", the_same_stick_repairs_what_is_gone},
        {"the same stick brings back what was condemned",
         the_same_stick_brings_back_what_was_condemned},
        {"the previous one is repaired in reserve", the_previous_one_is_repaired_in_reserve},
        {"the previous one is better than none", the_previous_one_is_better_than_none},
        {"damage lets nothing else in", damage_lets_nothing_else_in},
        {"a stick does not undo going back", a_stick_does_not_undo_going_back},
        {"damage is read again under the lock", damage_is_read_again_under_the_lock},
        {0},
    };
    return harness_run(cases);
}
