#include "update/audit.h"

#include "update/installed.h"
#include "update/recover.h"
#include "update/starts.h"
#include "update/store.h"

#include <errno.h>
#include <string.h>

#define CONDEMNED "damaged"
#define FACTORY "factory"

enum { CONDEMNED_SIZE_MAX = 4096 };

static enum update_code read_whole(const struct kiosk *kiosk, const char *id)
{
    const bool is_factory = strcmp(id, FACTORY) == 0;
    const struct files *files = is_factory ? &kiosk->factory : &kiosk->store;
    char folder[INSTALLED_PATH_SIZE] = "";
    struct manifest manifest;
    if (files->calls == NULL)
        return CODE_NONE;
    if (!is_factory)
        recover_folder(id, folder);
    const enum update_code code = installed_look(files, folder, &kiosk->keys, &manifest);
    return code == CODE_OK ? installed_hash(files, folder, &manifest) : code;
}

void audit_run(const struct kiosk *kiosk, char ret_id[STATE_ID_SIZE], struct outcome *ret_outcome)
{
    struct starts starts;
    memset(ret_outcome, 0, sizeof *ret_outcome);
    memset(ret_id, 0, STATE_ID_SIZE);
    starts_load(&kiosk->run, &starts);
    ret_outcome->code = CODE_NONE;
    if (starts.count == 0)
        return;
    memcpy(ret_id, starts.list[starts.count - 1].id, STATE_ID_SIZE);
    state_id_serial(ret_id, &ret_outcome->serial);
    ret_outcome->code = read_whole(kiosk, ret_id);
    if (ret_outcome->code != CODE_OK && ret_outcome->code != CODE_NONE)
        ret_outcome->code = CODE_DAMAGED;
}

/* ---- What was found damaged: an id a line ------------------------------------------------------
 */

int audit_condemn(const struct kiosk *kiosk, const char *id)
{
    struct buffer text = {0};
    int answer = store_read(&kiosk->run, CONDEMNED, CONDEMNED_SIZE_MAX, &text);
    if (answer == 0 || answer == -ENOENT) {
        buffer_format(&text, "%s\n", id);
        answer = store_replace(&kiosk->run, "", CONDEMNED, text.bytes, text.length);
    }
    buffer_fini(&text);
    return answer;
}

bool audit_is_condemned(const struct kiosk *kiosk, const char *id)
{
    struct buffer text = {0};
    const size_t length = strlen(id);
    bool found = false;
    if (store_read(&kiosk->run, CONDEMNED, CONDEMNED_SIZE_MAX, &text) == 0)
        for (const char *at = buffer_string(&text), *stop; !found; at = stop + 1) {
            stop = strchr(at, '\n');
            if (stop == NULL)
                break;
            found = (size_t)(stop - at) == length && memcmp(at, id, length) == 0;
        }
    buffer_fini(&text);
    return found;
}

int audit_forget(const struct kiosk *kiosk)
{
    starts_forget(&kiosk->run);
    return store_remove(&kiosk->run, CONDEMNED);
}

enum update_code audit_judge(const struct kiosk *kiosk, const struct manifest *manifest,
                             const struct state *state, bool *ret_repairs)
{
    char id[STATE_ID_SIZE];
    const enum update_code code = plan_judge(manifest, state, &kiosk->is);
    state_id(manifest, id);
    *ret_repairs =
        code == CODE_INSTALLED && (audit_is_condemned(kiosk, id) || !recover_holds(kiosk, id));
    return *ret_repairs ? CODE_OK : code;
}
