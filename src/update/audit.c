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

enum update_code audit_shown(const struct kiosk *kiosk, audit_lock_fn *lock, void *lock_self,
                             char ret_id[STATE_ID_SIZE])
{
    struct outcome found;
    audit_run(kiosk, ret_id, &found);
    if (found.code != CODE_DAMAGED)
        return found.code;
    if (!lock(lock_self))
        return CODE_STORAGE;
    audit_run(kiosk, ret_id, &found);
    if (found.code != CODE_DAMAGED)
        return found.code;
    return audit_condemn(kiosk, ret_id) == 0 ? CODE_DAMAGED : CODE_STORAGE;
}

/* ---- What was found damaged: an id a line ------------------------------------------------------
 */

/* Reads what is condemned, without the line of one id. 0 or a negative errno. */
static int read_others(const struct kiosk *kiosk, const char *id, struct buffer *others)
{
    struct buffer text = {0};
    const size_t length = strlen(id);
    const int answer = store_read(&kiosk->run, CONDEMNED, CONDEMNED_SIZE_MAX, &text);
    if (answer == 0)
        for (const char *at = buffer_string(&text), *stop; (stop = strchr(at, '\n')) != NULL;
             at = stop + 1)
            if ((size_t)(stop - at) != length || memcmp(at, id, length) != 0)
                buffer_append(others, at, (size_t)(stop - at) + 1);
    buffer_fini(&text);
    return answer == -ENOENT ? 0 : answer;
}

int audit_condemn(const struct kiosk *kiosk, const char *id)
{
    struct buffer text = {0};
    int answer = read_others(kiosk, id, &text);
    if (answer == 0) {
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

int audit_forget(const struct kiosk *kiosk, const char *id)
{
    struct buffer others = {0};
    int answer = read_others(kiosk, id, &others);
    starts_forget(&kiosk->run);
    if (answer == 0)
        answer = others.length == 0
                     ? store_remove(&kiosk->run, CONDEMNED)
                     : store_replace(&kiosk->run, "", CONDEMNED, others.bytes, others.length);
    buffer_fini(&others);
    return answer;
}

enum update_code audit_look(const struct kiosk *kiosk, const char *id)
{
    char folder[INSTALLED_PATH_SIZE];
    struct manifest manifest;
    if (audit_is_condemned(kiosk, id))
        return CODE_DAMAGED;
    recover_folder(id, folder);
    const enum update_code code = installed_look(&kiosk->store, folder, &kiosk->keys, &manifest);
    if (code != CODE_OK)
        return code;
    return plan_is_of(&kiosk->is, &manifest) ? CODE_OK : CODE_DAMAGED;
}

enum update_code audit_judge(const struct kiosk *kiosk, const struct manifest *manifest,
                             const struct state *state, bool *ret_repairs)
{
    char id[STATE_ID_SIZE];
    const enum update_code code = plan_judge(manifest, state, &kiosk->is);
    state_id(manifest, id);
    const bool is_named =
        code == CODE_INSTALLED || (code == CODE_OLDER && strcmp(state->previous, id) == 0);
    *ret_repairs = is_named && (audit_is_condemned(kiosk, id) || !recover_holds(kiosk, id));
    return *ret_repairs ? CODE_OK : code;
}
