#include "update/stage.h"

#include "base/memory.h"
#include "update/audit.h"
#include "update/installed.h"
#include "update/store.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BLOCK_SIZE = 1 << 20, NAME_SIZE = 64, PATH_SIZE = 256 };

/* One run, on its way. */
struct stage {
    const struct kiosk *kiosk;
    const struct files *stick;
    const struct stage_host *host;
    uint64_t began_ms;
    struct manifest manifest;
    struct buffer manifest_text, signature_text;
    char folder[PATH_SIZE]; /* of the exhibit, as the stick spells it */
    struct outcome *outcome;
};

static enum update_code fail(struct stage *stage, enum update_code code, const char *what,
                             int answer)
{
    error_set(&stage->outcome->detail, STATUS_IO, "%s: %s", what, strerror(-answer));
    return code;
}

static uint64_t elapsed_ms(const struct stage *stage)
{
    return stage->host->now_ms(stage->host->self) - stage->began_ms;
}

static bool is_stopped(const struct stage *stage)
{
    return stage->host->stop != NULL && stage->host->stop(stage->host->self);
}

/* ---- Finding it --------------------------------------------------------------------------------
 */

/* A name looked for in one folder: FAT keeps the spelling that the writer chose. */
struct look_up {
    const char *wanted;
    char found[NAME_SIZE];
    int names;
};

static int compare_name(void *self, const char *name)
{
    struct look_up *look_up = self;
    if (++look_up->names > STAGE_NAMES_MAX)
        return -E2BIG;
    if (strcasecmp(name, look_up->wanted) != 0 || strlen(name) >= sizeof look_up->found)
        return 0;
    memcpy(look_up->found, name, strlen(name) + 1);
    return 1;
}

/* Appends "/NAME" as the stick spells it. 1: found, 0: not there, else a negative errno. */
static int descend(struct stage *stage, char path[PATH_SIZE], const char *wanted)
{
    struct look_up look_up = {wanted, "", 0};
    const int answer = stage->stick->calls->list(stage->stick->self, path, compare_name, &look_up);
    if (answer != 1)
        return answer == -ENOTDIR ? 0 : answer;
    const size_t length = strlen(path);
    const int added =
        snprintf(path + length, PATH_SIZE - length, "%s%s", length == 0 ? "" : "/", look_up.found);
    return added < 0 || (size_t)added >= PATH_SIZE - length ? -ENAMETOOLONG : 1;
}

static enum update_code find_exhibit(struct stage *stage)
{
    int answer = descend(stage, stage->folder, "VITRINE");
    if (answer == 1)
        answer = descend(stage, stage->folder, stage->kiosk->is.exhibit);
    if (elapsed_ms(stage) > STAGE_LOOK_UP_MS)
        return fail(stage, CODE_STALLED, "looking for content", -ETIMEDOUT);
    if (answer == 1)
        return CODE_OK;
    if (answer == 0 || answer == -E2BIG)
        return CODE_NONE;
    return fail(stage, CODE_REMOVED, "stick", answer);
}

/* Opens one of the three files. */
static enum update_code open_named(struct stage *stage, const char *name, int *ret_file)
{
    char path[PATH_SIZE];
    memcpy(path, stage->folder, sizeof path);
    const int answer = descend(stage, path, name);
    if (answer == 0)
        return fail(stage, CODE_INCOMPLETE, name, -ENOENT);
    if (answer < 0)
        return fail(stage, CODE_REMOVED, name, answer);
    const int file = stage->stick->calls->open(stage->stick->self, path, FILES_READ);
    if (file < 0)
        return fail(stage, file == -EIO || file == -ENODEV ? CODE_REMOVED : CODE_INCOMPLETE, name,
                    file);
    *ret_file = file;
    return CODE_OK;
}

static enum update_code read_small(struct stage *stage, const char *name, size_t limit,
                                   enum update_code too_long, struct buffer *content)
{
    int file;
    char piece[1024];
    int64_t count = 1;
    enum update_code code = open_named(stage, name, &file);
    if (code != CODE_OK)
        return code;
    while (count != 0 && content->length <= limit) {
        count = stage->stick->calls->read(stage->stick->self, file, piece, sizeof piece);
        if (count < 0 && count != -EINTR)
            break;
        if (count > 0)
            buffer_append(content, piece, (size_t)count);
    }
    stage->stick->calls->close(stage->stick->self, file);
    if (count < 0)
        return fail(stage, CODE_REMOVED, name, (int)count);
    return content->length > limit ? fail(stage, too_long, name, -EFBIG) : CODE_OK;
}

/* The manifest is parsed after its signature holds, never before. */
static enum update_code read_manifest(struct stage *stage)
{
    struct signature_info info;
    enum update_code code = read_small(stage, INSTALLED_MANIFEST, MANIFEST_SIZE_MAX, CODE_MANIFEST,
                                       &stage->manifest_text);
    if (code == CODE_OK)
        code = read_small(stage, INSTALLED_SIGNATURE, SIGNATURE_SIZE_MAX, CODE_SIGNATURE,
                          &stage->signature_text);
    if (code != CODE_OK)
        return code;
    code = signature_verify(&stage->kiosk->keys, buffer_string(&stage->manifest_text),
                            stage->manifest_text.length, buffer_string(&stage->signature_text),
                            stage->signature_text.length, &info);
    if (code != CODE_OK) {
        error_set(&stage->outcome->detail, STATUS_INVALID, "key %s", info.key_id);
        return code;
    }
    if (manifest_parse(buffer_string(&stage->manifest_text), stage->manifest_text.length,
                       &stage->manifest, &stage->outcome->detail) != STATUS_OK)
        return CODE_MANIFEST;
    stage->outcome->serial = stage->manifest.serial;
    return CODE_OK;
}

/* ---- Whether it is wanted, and fits ------------------------------------------------------------
 */

static enum update_code judge(struct stage *stage)
{
    struct state state = {0};
    bool repairs;
    /* A state that cannot be read is rebuilt by the keeper; here it only knows of no bundle. */
    if (state_load(&stage->kiosk->store, &state, NULL) != STATUS_OK)
        memset(&state, 0, sizeof state);
    const enum update_code code = audit_judge(stage->kiosk, &stage->manifest, &state, &repairs);
    stage->outcome->other = code == CODE_SCHEMA ? stage->manifest.schema : state.floor;
    if (code == CODE_EXHIBIT)
        error_set(&stage->outcome->detail, STATUS_INVALID, "%s", stage->manifest.exhibit);
    return code;
}

static enum update_code check_space(struct stage *stage)
{
    const uint64_t needed = stage->manifest.size + STAGE_RESERVE_BYTES;
    uint64_t space = 0;
    const int answer = stage->kiosk->store.calls->space(stage->kiosk->store.self, &space);
    if (answer != 0)
        return fail(stage, CODE_STORAGE, "free space", answer);
    stage->outcome->other = needed >> 20;
    return space >= needed ? CODE_OK : CODE_SPACE;
}

/* ---- The copy ----------------------------------------------------------------------------------
 */

static enum update_code of_store(struct stage *stage, const char *what, int answer)
{
    if (answer == 0)
        return CODE_OK;
    return fail(stage, answer == -ENOSPC ? CODE_SPACE : CODE_STORAGE, what, answer);
}

/* A block of the stick: *ret_count bytes, 0 at the end. */
static enum update_code read_block(struct stage *stage, int file, void *block, size_t *ret_count)
{
    const uint64_t before_ms = elapsed_ms(stage);
    int64_t count;
    do {
        if (is_stopped(stage))
            return fail(stage, CODE_REMOVED, "stick", -ENODEV);
        count = stage->stick->calls->read(stage->stick->self, file, block, BLOCK_SIZE);
    } while (count == -EINTR);
    if (count < 0)
        return fail(stage, CODE_REMOVED, INSTALLED_BUNDLE, (int)count);
    const uint64_t now_ms = elapsed_ms(stage);
    if (now_ms - before_ms > STAGE_STALL_MS || now_ms > STAGE_WHOLE_MS)
        return fail(stage, CODE_STALLED, INSTALLED_BUNDLE, -ETIMEDOUT);
    *ret_count = (size_t)count;
    return CODE_OK;
}

static void tell_progress(const struct stage *stage, uint64_t copied, unsigned *percent)
{
    const unsigned now = (unsigned)(copied * 100 / stage->manifest.size);
    if (now == *percent)
        return;
    *percent = now;
    stage->host->progress(stage->host->self, stage->manifest.serial, now);
}

/* Copies while hashing; stops at the first byte beyond the signed size. */
static enum update_code copy_blocks(struct stage *stage, int from, int to, void *block)
{
    const struct files *store = &stage->kiosk->store;
    uint8_t hash[MANIFEST_HASH_SIZE];
    crypto_generichash_state hashing;
    uint64_t copied = 0;
    unsigned percent = 0;
    size_t count = 1;
    crypto_generichash_init(&hashing, NULL, 0, sizeof hash);
    while (count > 0) {
        enum update_code code = read_block(stage, from, block, &count);
        copied += code == CODE_OK ? count : 0;
        if (code == CODE_OK && copied > stage->manifest.size)
            return CODE_COPY;
        if (code == CODE_OK)
            code = of_store(stage, "inbox", store_write_all(store, to, block, count));
        if (code != CODE_OK)
            return code;
        crypto_generichash_update(&hashing, block, count);
        tell_progress(stage, copied, &percent);
    }
    crypto_generichash_final(&hashing, hash, sizeof hash);
    return copied == stage->manifest.size && memcmp(hash, stage->manifest.hash, sizeof hash) == 0
               ? CODE_OK
               : CODE_COPY;
}

static enum update_code fill_bundle(struct stage *stage, int from, int to)
{
    const struct files *store = &stage->kiosk->store;
    enum update_code code =
        of_store(stage, "inbox", store->calls->reserve(store->self, to, stage->manifest.size));
    if (code != CODE_OK)
        return code;
    void *block = memory_resized(NULL, BLOCK_SIZE, 1);
    code = copy_blocks(stage, from, to, block);
    free(block);
    return code == CODE_OK ? of_store(stage, "inbox", store->calls->sync(store->self, to)) : code;
}

static enum update_code copy_bundle(struct stage *stage)
{
    const struct files *store = &stage->kiosk->store;
    int from;
    enum update_code code = open_named(stage, INSTALLED_BUNDLE, &from);
    if (code != CODE_OK)
        return code;
    const int to = store->calls->open(store->self, "inbox/new/" INSTALLED_BUNDLE, FILES_CREATE);
    code = to < 0 ? of_store(stage, "inbox", to) : fill_bundle(stage, from, to);
    stage->stick->calls->close(stage->stick->self, from);
    const int closed = to < 0 ? 0 : store->calls->close(store->self, to);
    return code == CODE_OK ? of_store(stage, "inbox", closed) : code;
}

/* The texts come from memory: what was verified is what is written. */
static enum update_code write_texts(struct stage *stage)
{
    const struct files *store = &stage->kiosk->store;
    int answer = store_create(store, "inbox/new/" INSTALLED_MANIFEST, stage->manifest_text.bytes,
                              stage->manifest_text.length);
    if (answer == 0)
        answer = store_create(store, "inbox/new/" INSTALLED_SIGNATURE, stage->signature_text.bytes,
                              stage->signature_text.length);
    if (answer == 0)
        answer = store_sync_folder(store, "inbox/new");
    return of_store(stage, "inbox", answer);
}

static enum update_code empty_inbox(struct stage *stage)
{
    const struct files *store = &stage->kiosk->store;
    int answer = store_remove(store, "inbox/new");
    if (answer == 0)
        answer = store->calls->make_folder(store->self, "inbox");
    if (answer == 0)
        answer = store_sync_folder(store, "");
    else if (answer == -EEXIST)
        answer = 0;
    if (answer == 0)
        answer = store->calls->make_folder(store->self, "inbox/new");
    if (answer == 0)
        answer = store_sync_folder(store, "inbox");
    return of_store(stage, "inbox", answer);
}

static enum update_code copy(struct stage *stage)
{
    stage->host->progress(stage->host->self, stage->manifest.serial, 0);
    enum update_code code = empty_inbox(stage);
    if (code == CODE_OK)
        code = copy_bundle(stage);
    if (code == CODE_OK)
        code = write_texts(stage);
    if (code != CODE_OK)
        store_remove(&stage->kiosk->store, "inbox/new");
    return code;
}

void stage_run(const struct kiosk *kiosk, const struct files *stick, const struct stage_host *host,
               struct outcome *ret_outcome)
{
    struct stage stage = {.kiosk = kiosk, .stick = stick, .host = host, .outcome = ret_outcome};
    memset(ret_outcome, 0, sizeof *ret_outcome);
    stage.began_ms = host->now_ms(host->self);
    store_remove(&kiosk->store, "inbox/new");
    enum update_code code = find_exhibit(&stage);
    if (code == CODE_OK)
        code = read_manifest(&stage);
    if (code == CODE_OK)
        code = judge(&stage);
    if (code == CODE_OK)
        code = check_space(&stage);
    if (code == CODE_OK)
        code = copy(&stage);
    buffer_fini(&stage.manifest_text);
    buffer_fini(&stage.signature_text);
    ret_outcome->code = code;
}
