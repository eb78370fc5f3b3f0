#include "app/update/kiosk_open.h"

#include "base/file.h"
#include "base/ini.h"
#include "bundle/format.h"
#include "platform/posix/files.h"
#include "update/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Settings ----------------------------------------------------------------------------------
 */

static enum status take_setting(void *self, const struct ini_entry *entry, struct error *error)
{
    struct kiosk_open *it = self;
    char *place = strcmp(entry->key, "exhibit") == 0  ? it->exhibit
                  : strcmp(entry->key, "device") == 0 ? it->device
                                                      : NULL;
    if (place == NULL || entry->section[0] != '\0')
        return STATUS_OK; /* the viewer's */
    const size_t length = strlen(entry->value);
    if (length > KIOSK_NAME_MAX || !manifest_is_exhibit(entry->value))
        return error_set(error, STATUS_INVALID,
                         "%s: \"%s\" is not possible; write 1 to %d of a-z, 0-9 and hyphen",
                         entry->key, entry->value, MANIFEST_EXHIBIT_MAX);
    memcpy(place, entry->value, length + 1);
    return STATUS_OK;
}

static enum status read_keys(const char *config, struct key_ring *ring, struct error *error)
{
    struct buffer path = {0}, text = {0};
    const char *slash = strrchr(config, '/');
    buffer_append(&path, config, slash == NULL ? 0 : (size_t)(slash - config + 1));
    buffer_text(&path, "keys.txt");
    enum status status = file_read(buffer_string(&path), SIGNATURE_KEYS_SIZE_MAX, &text, error);
    if (status == STATUS_OK) {
        status = signature_read_keys(buffer_string(&text), text.length, ring, error);
        if (status != STATUS_OK)
            error_wrap(error, status, "%s", buffer_string(&path));
    }
    buffer_fini(&path);
    buffer_fini(&text);
    /* A kiosk without keys takes no content and shows what it has. */
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status read_settings(const char *config, struct kiosk_open *it, struct error *error)
{
    enum status status = ini_read(config, take_setting, it, error);
    if (status == STATUS_OK && it->exhibit[0] == '\0')
        status = error_set(error, STATUS_INVALID,
                           "%s: exhibit is missing; write exhibit=ID, the id that the exhibit was "
                           "built with",
                           config);
    if (status == STATUS_OK)
        status = read_keys(config, &it->kiosk.keys, error);
    it->kiosk.is.exhibit = it->exhibit;
    return status;
}

/* ---- Folders -----------------------------------------------------------------------------------
 */

/* The whole path, as a link in another folder has to say it. */
static const char *whole_path(const char *path, struct buffer *whole)
{
    char *real = realpath(path, NULL);
    buffer_text(whole, real == NULL ? path : real);
    free(real);
    return buffer_string(whole);
}

static enum status open_folders(const struct options *options, struct kiosk_open *it,
                                struct error *error)
{
    enum status status = files_open(options->store, &it->kiosk.store, error);
    if (status != STATUS_OK)
        return status;
    if (mkdir(options->run, 0755) != 0 && errno != EEXIST)
        return error_set(error, STATUS_IO, "%s: %s", options->run, strerror(errno));
    status = files_open(options->run, &it->kiosk.run, error);
    if (status != STATUS_OK)
        return status;
    if (files_open(options->factory, &it->kiosk.factory, NULL) != STATUS_OK)
        it->kiosk.factory = (struct files){NULL, NULL};
    buffer_text(&it->run_path, options->run);
    it->kiosk.store_path = whole_path(options->store, &it->store_path);
    it->kiosk.factory_path = whole_path(options->factory, &it->factory_path);
    return STATUS_OK;
}

/* ---- Locks -------------------------------------------------------------------------------------
 */

static bool take(struct kiosk_open *it, enum kiosk_lock lock, int how)
{
    static const char *const names[] = {"lock", "inbox.lock", "stick.lock"};
    struct buffer path = {0};
    buffer_format(&path, "%s/%s", buffer_string(&it->run_path), names[lock]);
    const int file = open(buffer_string(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    buffer_fini(&path);
    int answer = -1;
    if (file >= 0)
        do
            answer = flock(file, how);
        while (answer != 0 && errno == EINTR);
    if (answer == 0)
        it->locks[lock] = file;
    else if (file >= 0)
        close(file);
    return answer == 0;
}

enum status kiosk_lock(struct kiosk_open *it, enum kiosk_lock lock, struct error *error)
{
    return take(it, lock, LOCK_EX) ? STATUS_OK
                                   : error_set(error, STATUS_IO, "%s: no lock: %s",
                                               buffer_string(&it->run_path), strerror(errno));
}

bool kiosk_try_lock(struct kiosk_open *it, enum kiosk_lock lock)
{
    return take(it, lock, LOCK_EX | LOCK_NB);
}

void kiosk_unlock(struct kiosk_open *it, enum kiosk_lock lock)
{
    if (it->locks[lock] >= 0)
        close(it->locks[lock]);
    it->locks[lock] = -1;
}

enum status kiosk_keep(struct kiosk_open *it, struct error *error)
{
    const enum status status = kiosk_lock(it, KIOSK_LOCK_KEEPER, error);
    it->kiosk.spares_inbox = !kiosk_try_lock(it, KIOSK_LOCK_INBOX);
    return status;
}

/* ------------------------------------------------------------------------------------------------
 */

enum status kiosk_open(const struct options *options, struct kiosk_open *ret_kiosk,
                       struct error *error)
{
    memset(ret_kiosk, 0, sizeof *ret_kiosk);
    for (int lock = 0; lock < KIOSK_LOCKS; lock++)
        ret_kiosk->locks[lock] = -1;
    ret_kiosk->kiosk.is.schema = format_schema();
    enum status status = read_settings(options->config, ret_kiosk, error);
    if (status != STATUS_OK && (options->task == TASK_SELECT || options->task == TASK_STAGE)) {
        ret_kiosk->mistake = *error;
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        status = open_folders(options, ret_kiosk, error);
    if (status != STATUS_OK)
        kiosk_close(ret_kiosk);
    return status;
}

void kiosk_close(struct kiosk_open *it)
{
    for (int lock = 0; lock < KIOSK_LOCKS; lock++)
        kiosk_unlock(it, (enum kiosk_lock)lock);
    files_close(&it->kiosk.store);
    files_close(&it->kiosk.run);
    files_close(&it->kiosk.factory);
    buffer_fini(&it->store_path);
    buffer_fini(&it->factory_path);
    buffer_fini(&it->run_path);
}
