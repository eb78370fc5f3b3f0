/* Every state that a power cut may leave, at every operation of every task, is started on: the
 * kiosk must come up on whole old or new content. A second cut during that start as well. And each
 * sync, when it is left out, must be missed by this very test. */
#include "exhibit.h"
#include "support/harness.h"
#include "update/commit.h"
#include "update/recover.h"
#include "update/select.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is watched ---------------------------------------------------------------------------
 */

enum { SEEN_SIZE = 1 << 20 };

/* States seen before, by the hash of their print: most cuts leave what another one left. */
struct seen {
    uint64_t *hashes;
    size_t count;
};

struct watch {
    const struct exhibit_files *old, *new; /* old NULL: none */
    const struct exhibit_files *other;     /* a third that may be shown, or NULL */
    bool must_be_new;                      /* the commit point is behind */
    uint64_t tries_max;                    /* the state that a cut leaves has no more tries */
    bool must_be_active;                   /* it has the new content as active */
    int depth;                             /* how many further cuts are tried */
    struct seen seen[2];
    size_t states, bad;
};

static bool is_new_state(struct watch *watch, const struct model_disk *disk)
{
    struct buffer text = {0};
    uint64_t hash = 0;
    struct seen *seen = &watch->seen[watch->depth];
    model_disk_print(disk, &text);
    buffer_format(&text, "%d %d %d", watch->must_be_new, watch->must_be_active,
                  (int)watch->tries_max);
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)text.bytes, text.length,
                     (const unsigned char *)"sixteen bytes...");
    buffer_fini(&text);
    for (size_t at = hash % SEEN_SIZE;; at = (at + 1) % SEEN_SIZE) {
        if (seen->hashes[at] == hash)
            return false;
        if (seen->hashes[at] == 0) {
            seen->hashes[at] = hash;
            seen->count++;
            return true;
        }
    }
}

static void count_bad(struct watch *watch, const char *why, const char *id,
                      const struct model_disk *left)
{
    watch->bad++;
    if (getenv("CRASH_VERBOSE") == NULL)
        return;
    struct buffer text = {0};
    model_disk_print(left, &text);
    fprintf(stderr, "%s: \"%s\"\n", why, id);
    fwrite(text.bytes, 1, text.length, stderr);
    buffer_fini(&text);
}

static bool is_id(const struct exhibit_files *files, const char *id)
{
    return strcmp(files == NULL ? "" : files->id, id) == 0;
}

/* What is shown is whole, and one of what may be. */
static void check_start(struct watch *watch, const struct exhibit_kiosk *it,
                        const struct selection *selection, const struct model_disk *left)
{
    char folder[INSTALLED_PATH_SIZE];
    struct manifest manifest;
    const bool is_new = is_id(watch->new, selection->id);
    const bool is_allowed = is_new || is_id(watch->old, selection->id) ||
                            (watch->other != NULL && is_id(watch->other, selection->id));
    if (!is_allowed || (watch->must_be_new && !is_new)) {
        count_bad(watch, "not what may be shown", selection->id, left);
        return;
    }
    if (selection->id[0] == '\0')
        return;
    recover_folder(selection->id, folder);
    if (installed_look(&it->kiosk.store, folder, &it->kiosk.keys, &manifest) != CODE_OK ||
        installed_hash(&it->kiosk.store, folder, &manifest) != CODE_OK)
        count_bad(watch, "not whole", selection->id, left);
}

/* What the state must say by now, before any start mends it. */
static void check_state(struct watch *watch, struct model_disk *left)
{
    struct state state;
    const struct files files = model_disk_files(left);
    if (state_load(&files, &state, NULL) != STATUS_OK)
        count_bad(watch, "no state", "", left);
    else if (state.tries > watch->tries_max)
        count_bad(watch, "a start was not counted", state.trial, left);
    else if (watch->must_be_active && !is_id(watch->new, state.active))
        count_bad(watch, "not confirmed", state.active, left);
}

static void start_on(void *self, struct model_disk *left);

static void cut_again(void *self, struct model_disk *disk)
{
    struct watch *watch = self;
    watch->depth--;
    model_disk_cut(disk, start_on, watch);
    watch->depth++;
}

/* The real start on what a cut left. */
static void start_on(void *self, struct model_disk *left)
{
    struct watch *watch = self;
    struct exhibit_kiosk it;
    struct selection selection;
    struct outcome outcome;
    if (!is_new_state(watch, left))
        return;
    watch->states++;
    check_state(watch, left);
    struct model_disk *disk = model_disk_copy(left);
    exhibit_kiosk_on(&it, disk);
    if (watch->depth > 0)
        model_disk_watch(disk, cut_again, watch);
    select_run(&it.kiosk, 1000, &selection, &outcome);
    model_disk_watch(disk, NULL, NULL);
    check_start(watch, &it, &selection, left);
    exhibit_kiosk_fini(&it);
}

static void cut_here(void *self, struct model_disk *disk)
{
    model_disk_cut(disk, start_on, self);
}

/* ---- What is done ------------------------------------------------------------------------------
 */

struct scenario {
    const char *name;
    bool has_active, has_previous; /* bundles 41 and 40 are installed */
    bool has_leftover;             /* bundle 42 lies in its place already, half of it, unnamed */
    bool is_confirm;               /* 42 is on trial and is confirmed; else it is brought */
    bool is_repair;                /* 42 is installed over 41, and half of it is gone */
    bool is_reserve;               /* the same with 42 as the one before 41 */
    /* Syncs that may each be left out without harm, closed by 0: those of the two folders between
     * which the bundle moves back each other up, a new kiosk shows the only bundle it has,
     * files that replace damaged ones need no names in the inbox once they have theirs, and what is
     * in reserve is not shown. */
    int spare_syncs[8];
};

static void bring(struct exhibit_kiosk *it, struct watch *watch, bool is_reserve)
{
    struct stage_host host = exhibit_host();
    struct files stick = model_disk_files(it->stick);
    struct outcome outcome;
    stage_run(&it->kiosk, &stick, &host, &outcome);
    EXPECT_INT(outcome.code, CODE_OK);
    commit_run(&it->kiosk, exhibit_probe, NULL, &outcome);
    EXPECT_INT(outcome.code, is_reserve ? CODE_INSTALLED : CODE_OK);
    watch->must_be_new = !is_reserve;
    cut_here(watch, it->store);
}

static void confirm(struct exhibit_kiosk *it, struct watch *watch)
{
    struct outcome outcome;
    struct selection selection;
    watch->must_be_new = true;
    select_run(&it->kiosk, 0, &selection, &outcome);
    EXPECT_TEXT(selection.id, watch->new->id);
    watch->tries_max = STATE_TRIES - 1;
    cut_here(watch, it->store);
    select_confirm(&it->kiosk, &outcome);
    EXPECT_INT(outcome.code, CODE_OK);
    watch->must_be_active = true;
    cut_here(watch, it->store);
}

static void set_up(const struct scenario *scenario, struct exhibit_kiosk *it,
                   const struct exhibit_files bundles[3])
{
    char folder[INSTALLED_PATH_SIZE], path[INSTALLED_PATH_SIZE];
    exhibit_kiosk_init(it);
    if (scenario->has_active || scenario->is_confirm)
        exhibit_install(it, scenario->has_active ? &bundles[1] : NULL,
                        scenario->has_previous ? &bundles[0] : NULL,
                        scenario->is_confirm ? &bundles[2] : NULL, STATE_TRIES);
    else
        exhibit_install(it, NULL, NULL, NULL, 0);
    if (scenario->is_repair)
        exhibit_install(it, &bundles[2], &bundles[1], NULL, 0);
    if (scenario->is_reserve)
        exhibit_install(it, &bundles[1], &bundles[2], NULL, 0);
    if (scenario->has_leftover || scenario->is_repair || scenario->is_reserve) {
        recover_folder(bundles[2].id, folder);
        installed_path(folder, INSTALLED_BUNDLE, path);
        model_disk_put(it->store, path, bundles[2].bundle.bytes, bundles[2].bundle.length / 2);
    }
    exhibit_put(it->stick, "VITRINE/demo", &bundles[2]);
}

/* One run of a scenario; answers how many syncs it made. */
static int run(const struct scenario *scenario, int lost_sync, int depth, struct watch *watch)
{
    struct exhibit_files bundles[3];
    struct exhibit_kiosk it;
    exhibit_make(40, "the letters of the year before", &bundles[0]);
    exhibit_make(41, "the letters of this year", &bundles[1]);
    exhibit_make(42, "the letters of the year to come", &bundles[2]);
    set_up(scenario, &it, bundles);
    memset(watch, 0, sizeof *watch);
    for (int i = 0; i <= depth; i++)
        watch->seen[i].hashes = calloc(SEEN_SIZE, sizeof(uint64_t));
    watch->depth = depth;
    watch->tries_max = STATE_TRIES;
    watch->old = scenario->has_active ? &bundles[1] : NULL;
    watch->new = &bundles[2];
    model_disk_set_fault(it.store, (struct model_disk_fault){.lost_sync = lost_sync});
    model_disk_watch(it.store, cut_here, watch);
    if (scenario->is_confirm)
        confirm(&it, watch);
    else
        bring(&it, watch, scenario->is_reserve);
    const int syncs = model_disk_syncs(it.store);
    EXPECT_INT(model_disk_open_files(it.store), 0);
    exhibit_kiosk_fini(&it);
    for (int i = 0; i <= depth; i++)
        free(watch->seen[i].hashes);
    for (int i = 0; i < 3; i++)
        exhibit_fini(&bundles[i]);
    return syncs;
}

static const struct scenario scenarios[] = {
    {.name = "a new edition over an old one",
     .has_active = true,
     .has_previous = true,
     .spare_syncs = {7, 8}},
    {.name = "the first edition", .spare_syncs = {8, 9, 11}},
    {.name = "over what an earlier cut left",
     .has_active = true,
     .has_leftover = true,
     .spare_syncs = {7, 8}},
    {.name = "a trial is confirmed", .has_active = true, .has_previous = true, .is_confirm = true},
    {.name = "over the same one, damaged",
     .has_active = true,
     .has_previous = true,
     .is_repair = true,
     .spare_syncs = {1, 2, 6}},
    {.name = "the previous one, damaged",
     .has_active = true,
     .is_reserve = true,
     .spare_syncs = {1, 2, 3, 4, 5, 6, 7}},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

static void every_cut_leaves_whole_content(void)
{
    for (int i = 0; i < SCENARIOS; i++) {
        struct watch watch;
        run(&scenarios[i], 0, 0, &watch);
        printf("%s: %zu of %zu states good\n", scenarios[i].name, watch.states - watch.bad,
               watch.states);
        EXPECT(watch.states > 10);
        EXPECT_INT(watch.bad, 0);
    }
}

static void a_second_cut_during_the_start_too(void)
{
    for (int i = 0; i < SCENARIOS; i++) {
        struct watch watch;
        run(&scenarios[i], 0, 1, &watch);
        printf("%s, cut twice: %zu of %zu states good\n", scenarios[i].name,
               watch.states - watch.bad, watch.states);
        EXPECT_INT(watch.bad, 0);
    }
}

static bool is_spare(const struct scenario *scenario, int sync)
{
    for (size_t i = 0; scenario->spare_syncs[i] != 0; i++)
        if (scenario->spare_syncs[i] == sync)
            return true;
    return false;
}

static void each_sync_is_needed(void)
{
    for (int i = 0; i < SCENARIOS; i++) {
        struct watch watch;
        const int syncs = run(&scenarios[i], 0, 0, &watch);
        for (int sync = 1; sync <= syncs; sync++) {
            run(&scenarios[i], sync, 0, &watch);
            printf("%s without sync %d of %d: %zu bad states\n", scenarios[i].name, sync, syncs,
                   watch.bad);
            EXPECT((watch.bad == 0) == is_spare(&scenarios[i], sync));
        }
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"every cut leaves whole content", every_cut_leaves_whole_content},
        {"a second cut during the start too", a_second_cut_during_the_start_too},
        {"each sync is needed", each_sync_is_needed},
        {0},
    };
    return harness_run(cases);
}
