#include "update/stage.h"

#include "exhibit.h"
#include "support/harness.h"
#include "update/commit.h"
#include "update/select.h"
#include "update/store.h"

#include <stdio.h>
#include <string.h>

/* A kiosk with 41 installed, and 42 on its way. */
struct set {
    struct exhibit_files active, new;
    struct exhibit_kiosk kiosk;
};

static void set_up(struct set *it)
{
    exhibit_make(41, "the letters of this year", &it->active);
    exhibit_make(42, "the letters of the year to come", &it->new);
    exhibit_kiosk_init(&it->kiosk);
    exhibit_install(&it->kiosk, &it->active, NULL, NULL, 0);
}

static void tear_down(struct set *it)
{
    exhibit_fini(&it->active);
    exhibit_fini(&it->new);
    exhibit_kiosk_fini(&it->kiosk);
}

static enum update_code stage(struct set *it)
{
    const struct stage_host host = exhibit_host();
    const struct files stick = model_disk_files(it->kiosk.stick);
    struct outcome outcome;
    stage_run(&it->kiosk.kiosk, &stick, &host, &outcome);
    EXPECT_INT(outcome.code == CODE_OK, store_has(&it->kiosk.kiosk.store, "inbox/new"));
    return outcome.code;
}

static enum update_code stage_signed(struct set *it)
{
    exhibit_sign(&it->new);
    exhibit_put(it->kiosk.stick, "VITRINE/demo", &it->new);
    return stage(it);
}

static void takes_a_newer_edition_and_starts_it(void)
{
    struct set it;
    struct outcome outcome;
    struct selection selection;
    set_up(&it);
    EXPECT_INT(stage_signed(&it), CODE_OK);
    commit_run(&it.kiosk.kiosk, exhibit_probe, NULL, &outcome);
    EXPECT_INT(outcome.code, CODE_OK);
    EXPECT_INT(outcome.serial, 42);
    select_run(&it.kiosk.kiosk, 0, &selection, &outcome);
    EXPECT_TEXT(selection.id, it.new.id);
    EXPECT(selection.is_trial);
    tear_down(&it);
}

static void finds_names_in_any_case(void)
{
    struct set it;
    set_up(&it);
    exhibit_put(it.kiosk.stick, "vitrine/DEMO", &it.new);
    EXPECT_INT(stage(&it), CODE_OK);
    tear_down(&it);
}

static void tells_what_is_not_there(void)
{
    static const char *const names[] = {INSTALLED_MANIFEST, INSTALLED_SIGNATURE, INSTALLED_BUNDLE};
    struct set it;
    char path[64];
    set_up(&it);
    EXPECT_INT(stage(&it), CODE_NONE);
    exhibit_put(it.kiosk.stick, "VITRINE/other", &it.new);
    EXPECT_INT(stage(&it), CODE_NONE);
    for (int i = 0; i < 3; i++) {
        const struct files stick = model_disk_files(it.kiosk.stick);
        exhibit_put(it.kiosk.stick, "VITRINE/demo", &it.new);
        snprintf(path, sizeof path, "VITRINE/demo/%s", names[i]);
        stick.calls->remove(stick.self, path);
        EXPECT_INT(stage(&it), CODE_INCOMPLETE);
    }
    tear_down(&it);
}

static void judges_by_number_exhibit_and_schema(void)
{
    struct set it;
    set_up(&it);
    it.new.parsed.serial = 40;
    EXPECT_INT(stage_signed(&it), CODE_OLDER);
    it.new.parsed.serial = 41;
    EXPECT_INT(stage_signed(&it), CODE_REUSED);
    it.new.parsed.serial = 41 + STATE_SERIAL_STEP + 1;
    EXPECT_INT(stage_signed(&it), CODE_TOO_FAR);
    it.new.parsed.serial = 41 + STATE_SERIAL_STEP;
    EXPECT_INT(stage_signed(&it), CODE_OK);
    it.new.parsed.schema = 1;
    EXPECT_INT(stage_signed(&it), CODE_SCHEMA);
    it.new.parsed.schema = 0;
    memcpy(it.new.parsed.exhibit, "else", 5);
    EXPECT_INT(stage_signed(&it), CODE_EXHIBIT);
    tear_down(&it);
}

static void knows_what_is_installed_already(void)
{
    struct set it;
    set_up(&it);
    exhibit_put(it.kiosk.stick, "VITRINE/demo", &it.active);
    EXPECT_INT(stage(&it), CODE_INSTALLED);
    tear_down(&it);
}

/* Each bit of the three files: nothing that differs is ever accepted. */
static void refuses_every_flipped_bit(void)
{
    static const struct {
        const char *name;
        enum update_code first, second; /* the codes that may come of it */
    } files[] = {
        {INSTALLED_MANIFEST, CODE_SIGNATURE, CODE_SIGNATURE},
        {INSTALLED_SIGNATURE, CODE_SIGNATURE, CODE_KEY},
        {INSTALLED_BUNDLE, CODE_COPY, CODE_COPY},
    };
    struct set it;
    char path[64];
    size_t flips = 0;
    set_up(&it);
    for (int i = 0; i < 3; i++) {
        const struct buffer *const contents[] = {&it.new.manifest, &it.new.signature,
                                                 &it.new.bundle};
        const size_t first = i == 1 ? strcspn(it.new.signature.bytes, "\n") + 1 : 0;
        snprintf(path, sizeof path, "VITRINE/demo/%s", files[i].name);
        for (size_t bit = 8 * first; bit < 8 * contents[i]->length; bit++, flips++) {
            exhibit_kiosk_fini(&it.kiosk);
            exhibit_kiosk_init(&it.kiosk);
            exhibit_install(&it.kiosk, &it.active, NULL, NULL, 0);
            exhibit_put(it.kiosk.stick, "VITRINE/demo", &it.new);
            model_disk_flip(it.kiosk.stick, path, bit);
            const enum update_code code = stage(&it);
            EXPECT(code == files[i].first || code == files[i].second);
        }
    }
    printf("%zu flipped bits refused\n", flips);
    tear_down(&it);
}

static void refuses_a_longer_or_shorter_bundle(void)
{
    struct set it;
    set_up(&it);
    exhibit_put(it.kiosk.stick, "VITRINE/demo", &it.new);
    model_disk_put(it.kiosk.stick, "VITRINE/demo/" INSTALLED_BUNDLE, it.new.bundle.bytes,
                   it.new.bundle.length - 1);
    EXPECT_INT(stage(&it), CODE_COPY);
    buffer_byte(&it.new.bundle, 'x');
    model_disk_put(it.kiosk.stick, "VITRINE/demo/" INSTALLED_BUNDLE, it.new.bundle.bytes,
                   it.new.bundle.length);
    EXPECT_INT(stage(&it), CODE_COPY);
    tear_down(&it);
}

/* What was staged is not believed when it is committed. */
static void verifies_again_before_the_commit(void)
{
    static const struct {
        const char *path;
        enum update_code code;
    } cases[] = {
        {"inbox/new/" INSTALLED_BUNDLE, CODE_COPY},
        {"inbox/new/" INSTALLED_MANIFEST, CODE_SIGNATURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct set it;
        struct outcome outcome;
        struct selection selection;
        set_up(&it);
        EXPECT_INT(stage_signed(&it), CODE_OK);
        model_disk_flip(it.kiosk.store, cases[i].path, 160);
        commit_run(&it.kiosk.kiosk, exhibit_probe, NULL, &outcome);
        EXPECT_INT(outcome.code, cases[i].code);
        EXPECT(!store_has(&it.kiosk.kiosk.store, "inbox/new"));
        select_run(&it.kiosk.kiosk, 0, &selection, &outcome);
        EXPECT_TEXT(selection.id, it.active.id);
        tear_down(&it);
    }
}

static enum update_code finds_fault(void *self, const char *path, struct error *detail)
{
    (void)self;
    EXPECT_TEXT(path, "inbox/new/" INSTALLED_BUNDLE);
    error_set(detail, STATUS_INVALID, "letter 3: text is not UTF-8");
    return CODE_CONTENT;
}

static void a_probe_that_finds_fault_stops_it(void)
{
    struct set it;
    struct outcome outcome;
    set_up(&it);
    EXPECT_INT(stage_signed(&it), CODE_OK);
    commit_run(&it.kiosk.kiosk, finds_fault, NULL, &outcome);
    EXPECT_INT(outcome.code, CODE_CONTENT);
    EXPECT_TEXT(outcome.detail.message, "letter 3: text is not UTF-8");
    commit_run(&it.kiosk.kiosk, exhibit_probe, NULL, &outcome);
    EXPECT_INT(outcome.code, CODE_NONE);
    tear_down(&it);
}

/* ---- Time ---------------------------------------------------------------------------------------
 */

/* A clock that goes on by `step_ms` at each look. */
struct clock {
    uint64_t now_ms, step_ms;
    unsigned percents;
    bool is_stopped;
};

static uint64_t look(void *self)
{
    struct clock *clock = self;
    clock->now_ms += clock->step_ms;
    return clock->now_ms;
}

static void count_percent(void *self, uint64_t serial, unsigned percent)
{
    struct clock *clock = self;
    EXPECT_INT(serial, 42);
    EXPECT(percent <= 100);
    clock->percents++;
}

static bool is_stopped(void *self)
{
    const struct clock *clock = self;
    return clock->is_stopped;
}

static enum update_code stage_with(struct clock *clock)
{
    struct set it;
    struct outcome outcome;
    set_up(&it);
    exhibit_put(it.kiosk.stick, "VITRINE/demo", &it.new);
    const struct stage_host host = {look, count_percent, is_stopped, clock};
    const struct files stick = model_disk_files(it.kiosk.stick);
    stage_run(&it.kiosk.kiosk, &stick, &host, &outcome);
    tear_down(&it);
    return outcome.code;
}

static void gives_up_on_a_slow_stick(void)
{
    struct clock quick = {.step_ms = 1}, slow = {.step_ms = STAGE_LOOK_UP_MS + 1},
                 stalling = {.step_ms = STAGE_LOOK_UP_MS};
    EXPECT_INT(stage_with(&quick), CODE_OK);
    EXPECT_INT(quick.percents, 2);
    EXPECT_INT(stage_with(&slow), CODE_STALLED);
    stalling.step_ms = STAGE_LOOK_UP_MS - 1;
    EXPECT_INT(stage_with(&stalling), CODE_OK);
}

static void stops_when_the_stick_is_gone(void)
{
    struct clock clock = {.step_ms = 1, .is_stopped = true};
    EXPECT_INT(stage_with(&clock), CODE_REMOVED);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"takes a newer edition and starts it", takes_a_newer_edition_and_starts_it},
        {"finds names in any case", finds_names_in_any_case},
        {"tells what is not there", tells_what_is_not_there},
        {"judges by number, exhibit and schema", judges_by_number_exhibit_and_schema},
        {"knows what is installed already", knows_what_is_installed_already},
        {"refuses every flipped bit", refuses_every_flipped_bit},
        {"refuses a longer or shorter bundle", refuses_a_longer_or_shorter_bundle},
        {"verifies again before the commit", verifies_again_before_the_commit},
        {"a probe that finds fault stops it", a_probe_that_finds_fault_stops_it},
        {"gives up on a slow stick", gives_up_on_a_slow_stick},
        {"stops when the stick is gone", stops_when_the_stick_is_gone},
        {0},
    };
    return harness_run(cases);
}
