#include "update/report_make.h"

#include "exhibit.h"
#include "support/harness.h"
#include "update/visits.h"

#include <stdio.h>
#include <string.h>

static const struct report_machine machine = {
    .device = "hall-2", .software = "0.4.0", .today = "2026-11-20", .heat_c = REPORT_NO_HEAT};

static void names_who_signed_what_is_shown(void)
{
    struct exhibit_kiosk it;
    struct exhibit_files active;
    struct report report;
    char id[SIGNATURE_KEY_ID_SIZE * 2 + 1], expected[REPORT_SIGNER_SIZE], path[64];
    exhibit_kiosk_init(&it);
    report_make(&it.kiosk, &machine, &report);
    EXPECT_TEXT(report.signer, "");
    exhibit_make(41, "the letters of this year", &active);
    exhibit_install(&it, &active, NULL, NULL, 0);
    struct public_key *key = &it.kiosk.keys.keys[0];
    signature_key_id_text(key->id, id);
    snprintf(key->name, sizeof key->name, "Archive, second floor");
    snprintf(expected, sizeof expected, "%s Archive, second floor", id);
    report_make(&it.kiosk, &machine, &report);
    EXPECT_TEXT(report.signer, expected);
    /* Its line is no longer in keys.txt. */
    it.kiosk.keys.count = 0;
    report_make(&it.kiosk, &machine, &report);
    EXPECT_TEXT(report.signer, id);
    it.kiosk.keys.count = 1;
    snprintf(path, sizeof path, "bundles/%s/%s", active.id, INSTALLED_SIGNATURE);
    model_disk_flip(it.store, path, (active.signature.length - 20) * 8);
    report_make(&it.kiosk, &machine, &report);
    EXPECT_TEXT(report.signer, "");
    EXPECT_INT(report.active.serial, 41);
    exhibit_fini(&active);
    exhibit_kiosk_fini(&it);
}

static void tells_today_and_the_week(void)
{
    static const char line[] = "visit 1 language=en input=touch seconds=184 letters_opened=0 "
                               "exit_state=contents exit_reason=again options_used=-";
    struct exhibit_kiosk it;
    struct report report;
    const struct visits_when yesterday = {"2026-11-19", 10}, today = {"2026-11-20", 10};
    exhibit_kiosk_init(&it);
    EXPECT_INT(visits_take(&it.kiosk, &yesterday, 0, line, NULL), STATUS_OK);
    EXPECT_INT(visits_take(&it.kiosk, &today, 0, line, NULL), STATUS_OK);
    report_make(&it.kiosk, &machine, &report);
    EXPECT_INT(report.visits, 1);
    EXPECT_INT(report.week, 2);
    exhibit_kiosk_fini(&it);
}

static void tells_of_a_disk_that_takes_no_writes(void)
{
    struct exhibit_kiosk it;
    struct report report;
    struct report_machine worn = machine;
    exhibit_kiosk_init(&it);
    report_make(&it.kiosk, &machine, &report);
    EXPECT_INT(report.state, CODE_OK);
    worn.is_read_only = true;
    report_make(&it.kiosk, &worn, &report);
    EXPECT_INT(report.state, CODE_STORAGE);
    exhibit_kiosk_fini(&it);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"names who signed what is shown", names_who_signed_what_is_shown},
        {"tells today and the week", tells_today_and_the_week},
        {"tells of a disk that takes no writes", tells_of_a_disk_that_takes_no_writes},
        {0},
    };
    return harness_run(cases);
}
