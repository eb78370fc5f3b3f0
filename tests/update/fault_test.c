/* Each call of each task fails, once or from then on; then a healthy start must find whole content.
 */
#include "exhibit.h"
#include "support/harness.h"
#include "update/commit.h"
#include "update/recover.h"
#include "update/select.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct bundles {
    struct exhibit_files previous, active, new;
};

static void make_bundles(struct bundles *it)
{
    exhibit_make(40, "the letters of the year before", &it->previous);
    exhibit_make(41, "the letters of this year", &it->active);
    exhibit_make(42, "the letters of the year to come", &it->new);
}

static void free_bundles(struct bundles *it)
{
    exhibit_fini(&it->previous);
    exhibit_fini(&it->active);
    exhibit_fini(&it->new);
}

/* The whole way of an update; answers its last code. */
static enum update_code update(struct exhibit_kiosk *it)
{
    const struct stage_host host = exhibit_host();
    const struct files stick = model_disk_files(it->stick);
    struct selection selection;
    struct outcome outcome;
    stage_run(&it->kiosk, &stick, &host, &outcome);
    if (outcome.code == CODE_OK)
        commit_run(&it->kiosk, exhibit_probe, NULL, &outcome);
    const enum update_code code = outcome.code;
    select_run(&it->kiosk, 1000, &selection, &outcome);
    select_confirm(&it->kiosk, &outcome);
    return code;
}

/* Starts on what the faults left, with a healthy disk. */
static bool expect_whole(struct exhibit_kiosk *it, const struct bundles *bundles,
                         enum update_code code)
{
    struct exhibit_kiosk later;
    struct selection selection;
    struct outcome outcome;
    struct manifest manifest;
    char folder[INSTALLED_PATH_SIZE];
    exhibit_kiosk_on(&later, model_disk_copy(it->store));
    select_run(&later.kiosk, 1000, &selection, &outcome);
    const bool is_new = strcmp(selection.id, bundles->new.id) == 0;
    EXPECT(is_new || strcmp(selection.id, bundles->active.id) == 0);
    const bool is_kept = EXPECT(is_new || code != CODE_OK);
    recover_folder(selection.id, folder);
    EXPECT_INT(installed_look(&later.kiosk.store, folder, &later.kiosk.keys, &manifest), CODE_OK);
    EXPECT_INT(installed_hash(&later.kiosk.store, folder, &manifest), CODE_OK);
    exhibit_kiosk_fini(&later);
    return is_kept;
}

static bool is_expected(enum update_code code)
{
    return code == CODE_OK || code == CODE_STORAGE || code == CODE_SPACE || code == CODE_REMOVED ||
           code == CODE_INCOMPLETE || code == CODE_COPY;
}

/* Runs with one fault in the store or on the stick; false when the fault lay behind the last call.
 */
static bool run_with(struct model_disk_fault fault, bool on_stick, const struct bundles *bundles)
{
    struct exhibit_kiosk it;
    exhibit_kiosk_init(&it);
    exhibit_install(&it, &bundles->active, &bundles->previous, NULL, 0);
    exhibit_put(it.stick, "VITRINE/demo", &bundles->new);
    struct model_disk *disk = on_stick ? it.stick : it.store;
    model_disk_set_fault(disk, fault);
    const enum update_code code = update(&it);
    const bool was_reached = model_disk_calls(disk) >= fault.call;
    model_disk_set_fault(disk, (struct model_disk_fault){0});
    if (!EXPECT(is_expected(code)))
        fprintf(stderr, "  %s at call %d, errno %d\n", code_name(code), fault.call, fault.error);
    if (fault.error == EINTR || fault.is_short)
        EXPECT(code == CODE_OK || fault.for_good || code == CODE_STORAGE ||
               code == CODE_INCOMPLETE || code == CODE_REMOVED);
    EXPECT_INT(model_disk_open_files(it.store), 0);
    EXPECT_INT(model_disk_open_files(it.stick), 0);
    if (!expect_whole(&it, bundles, code))
        fprintf(stderr, "  call %d, errno %d, for good %d, short %d: %s\n", fault.call, fault.error,
                fault.for_good, fault.is_short, code_name(code));
    exhibit_kiosk_fini(&it);
    return was_reached;
}

static void climb(bool on_stick, const char *name)
{
    static const int errors[] = {EIO, ENOSPC, EROFS, ENODEV};
    struct bundles bundles;
    int runs = 0;
    make_bundles(&bundles);
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        for (int for_good = 0; for_good < 2; for_good++)
            for (int call = 1;; call++, runs++) {
                const struct model_disk_fault fault = {
                    .call = call, .error = errors[i], .for_good = for_good != 0};
                if (!run_with(fault, on_stick, &bundles))
                    break;
            }
    /* Interruptions and short counts happen once each: for good they would never end. */
    for (int call = 1;; call++, runs++)
        if (!run_with((struct model_disk_fault){.call = call, .error = EINTR}, on_stick, &bundles))
            break;
    for (int call = 1;; call++, runs++)
        if (!run_with((struct model_disk_fault){.call = call, .is_short = true}, on_stick,
                      &bundles))
            break;
    run_with((struct model_disk_fault){.call = 1, .is_short = true, .for_good = true}, on_stick,
             &bundles);
    printf("%s: %d runs, one failing call each\n", name, runs);
    EXPECT(runs > 50);
    free_bundles(&bundles);
}

static void each_call_to_the_store(void)
{
    climb(false, "store");
}

static void each_call_to_the_stick(void)
{
    climb(true, "stick");
}

static void a_full_disk_is_told_before_the_copy(void)
{
    struct bundles bundles;
    struct exhibit_kiosk it;
    struct outcome outcome;
    make_bundles(&bundles);
    exhibit_kiosk_init(&it);
    exhibit_install(&it, &bundles.active, NULL, NULL, 0);
    exhibit_put(it.stick, "VITRINE/demo", &bundles.new);
    const struct stage_host host = exhibit_host();
    const struct files stick = model_disk_files(it.stick);
    const uint64_t needed = bundles.new.parsed.size + STAGE_RESERVE_BYTES;
    model_disk_set_space(it.store, needed - 1);
    stage_run(&it.kiosk, &stick, &host, &outcome);
    EXPECT_INT(outcome.code, CODE_SPACE);
    EXPECT_INT(outcome.other, needed >> 20);
    model_disk_set_space(it.store, needed);
    stage_run(&it.kiosk, &stick, &host, &outcome);
    EXPECT_INT(outcome.code, CODE_OK);
    exhibit_kiosk_fini(&it);
    free_bundles(&bundles);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"each call to the store", each_call_to_the_store},
        {"each call to the stick", each_call_to_the_stick},
        {"a full disk is told before the copy", a_full_disk_is_told_before_the_copy},
        {0},
    };
    return harness_run(cases);
}
