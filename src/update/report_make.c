#include "update/report_make.h"

#include "update/installed.h"
#include "update/receipts.h"
#include "update/recover.h"
#include "update/starts.h"
#include "update/store.h"
#include "update/visits.h"

#include <stdio.h>
#include <string.h>

static void copy(char *place, size_t size, const char *text)
{
    const size_t length = strlen(text);
    memcpy(place, text, length < size ? length : size - 1);
}

/* What is installed was verified when it came in: its manifest is read for its words alone. */
static void describe(const struct kiosk *kiosk, const char *id, struct report_edition *edition)
{
    char folder[INSTALLED_PATH_SIZE], path[INSTALLED_PATH_SIZE];
    struct manifest manifest;
    struct buffer text = {0};
    edition->exists = state_id_serial(id, &edition->serial);
    if (!edition->exists)
        return;
    copy(edition->built, sizeof edition->built, "0000-00-00");
    recover_folder(id, folder);
    installed_path(folder, INSTALLED_MANIFEST, path);
    if (store_read(&kiosk->store, path, MANIFEST_SIZE_MAX, &text) == 0 &&
        manifest_parse(buffer_string(&text), text.length, &manifest, NULL) == STATUS_OK) {
        copy(edition->built, sizeof edition->built, manifest.built);
        copy(edition->title, sizeof edition->title, manifest.title);
    }
    buffer_fini(&text);
}

/* Whose signature an edition bears; a key that is no longer believed has no name. */
static void name_signer(const struct kiosk *kiosk, const char *id, char signer[REPORT_SIGNER_SIZE])
{
    char folder[INSTALLED_PATH_SIZE];
    struct signature_info info;
    if (id[0] == '\0')
        return;
    recover_folder(id, folder);
    if (installed_signer(&kiosk->store, folder, &kiosk->keys, &info))
        snprintf(signer, REPORT_SIGNER_SIZE, "%s%s%s", info.key_id,
                 info.key != NULL && info.key->name[0] != '\0' ? " " : "",
                 info.key != NULL ? info.key->name : "");
}

/* Only read here: what a damaged state is rebuilt to, the next start says. */
static enum update_code load_state(const struct files *store, bool is_read_only,
                                   struct state *state)
{
    memset(state, 0, sizeof *state);
    switch (state_load(store, state, NULL)) {
    case STATUS_OK:
    case STATUS_NOT_FOUND:
        return is_read_only ? CODE_STORAGE : CODE_OK;
    case STATUS_INVALID:
        return CODE_DAMAGED;
    default:
        return CODE_STORAGE;
    }
}

void report_make(const struct kiosk *kiosk, const struct report_machine *machine,
                 struct report *ret_report)
{
    struct state state;
    struct starts starts;
    memset(ret_report, 0, sizeof *ret_report);
    copy(ret_report->exhibit, sizeof ret_report->exhibit, kiosk->is.exhibit);
    copy(ret_report->device, sizeof ret_report->device, machine->device);
    copy(ret_report->software, sizeof ret_report->software, machine->software);
    ret_report->state = load_state(&kiosk->store, machine->is_read_only, &state);
    describe(kiosk, state.active, &ret_report->active);
    describe(kiosk, state.previous, &ret_report->previous);
    describe(kiosk, state.trial, &ret_report->trial);
    name_signer(kiosk, state.active, ret_report->signer);
    ret_report->tries = state.tries;
    ret_report->floor = state.floor;
    ret_report->free_mib = machine->free_mib;
    ret_report->total_mib = machine->total_mib;
    ret_report->heat_c = machine->heat_c;
    starts_load(&kiosk->run, &starts);
    ret_report->starts = starts.all;
    ret_report->crashes = starts.crashes;
    ret_report->visits = visits_on(kiosk, machine->today);
    ret_report->week = visits_week(kiosk, machine->today);
    receipts_report(&kiosk->store, ret_report);
}
