#include "exhibit.h"

#include "update/store.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

const struct secret_key *exhibit_key(void)
{
    static struct secret_key key;
    static const unsigned char seed[crypto_sign_SEEDBYTES] = "a seed of tests, and of no kiosk";
    unsigned char public[SIGNATURE_KEY_SIZE];
    if (key.id[0] == 0) {
        crypto_sign_seed_keypair(public, key.key, seed);
        memcpy(key.id, "the key", sizeof key.id);
    }
    return &key;
}

void exhibit_sign(struct exhibit_files *files)
{
    buffer_cut(&files->manifest, 0);
    buffer_cut(&files->signature, 0);
    manifest_format(&files->parsed, &files->manifest);
    secret_key_sign(exhibit_key(), files->manifest.bytes, files->manifest.length, "a test",
                    &files->signature);
    state_id(&files->parsed, files->id);
}

void exhibit_make(uint64_t serial, const char *content, struct exhibit_files *ret_files)
{
    memset(ret_files, 0, sizeof *ret_files);
    buffer_append(&ret_files->bundle, "SQLite format 3", 16);
    buffer_text(&ret_files->bundle, content);
    struct manifest *manifest = &ret_files->parsed;
    memcpy(manifest->exhibit, "demo", 5);
    memcpy(manifest->title, "A demonstration", 16);
    memcpy(manifest->built, "2026-11-20", 11);
    manifest->serial = serial;
    manifest->size = ret_files->bundle.length;
    crypto_generichash(manifest->hash, sizeof manifest->hash,
                       (const unsigned char *)ret_files->bundle.bytes, ret_files->bundle.length,
                       NULL, 0);
    exhibit_sign(ret_files);
}

void exhibit_fini(struct exhibit_files *files)
{
    buffer_fini(&files->bundle);
    buffer_fini(&files->manifest);
    buffer_fini(&files->signature);
}

void exhibit_put(struct model_disk *disk, const char *folder, const struct exhibit_files *files)
{
    char path[INSTALLED_PATH_SIZE];
    installed_path(folder, INSTALLED_BUNDLE, path);
    model_disk_put(disk, path, files->bundle.bytes, files->bundle.length);
    installed_path(folder, INSTALLED_MANIFEST, path);
    model_disk_put(disk, path, files->manifest.bytes, files->manifest.length);
    installed_path(folder, INSTALLED_SIGNATURE, path);
    model_disk_put(disk, path, files->signature.bytes, files->signature.length);
}

void exhibit_kiosk_on(struct exhibit_kiosk *it, struct model_disk *store)
{
    memset(it, 0, sizeof *it);
    it->store = store;
    it->run = model_disk_create();
    it->stick = model_disk_create();
    it->kiosk = (struct kiosk){.store = model_disk_files(store),
                               .run = model_disk_files(it->run),
                               .store_path = "/data",
                               .factory_path = "/factory",
                               .is = {.exhibit = "demo", .schema = 0}};
    secret_key_public(exhibit_key(), &it->kiosk.keys.keys[0]);
    it->kiosk.keys.count = 1;
}

void exhibit_kiosk_init(struct exhibit_kiosk *it)
{
    exhibit_kiosk_on(it, model_disk_create());
}

void exhibit_kiosk_fini(struct exhibit_kiosk *it)
{
    model_disk_destroy(it->store);
    model_disk_destroy(it->run);
    model_disk_destroy(it->stick);
}

static void place(struct exhibit_kiosk *it, const struct exhibit_files *files, char *id)
{
    char folder[64];
    if (files == NULL)
        return;
    snprintf(folder, sizeof folder, "bundles/%s", files->id);
    exhibit_put(it->store, folder, files);
    memcpy(id, files->id, STATE_ID_SIZE);
}

void exhibit_install(struct exhibit_kiosk *it, const struct exhibit_files *active,
                     const struct exhibit_files *previous, const struct exhibit_files *trial,
                     unsigned tries)
{
    struct state state = {.seq = 7, .tries = tries};
    struct buffer text = {0};
    place(it, active, state.active);
    place(it, previous, state.previous);
    place(it, trial, state.trial);
    state.floor = active == NULL ? 0 : active->parsed.serial;
    state_format(&state, &text);
    model_disk_put(it->store, "state", text.bytes, text.length);
    buffer_fini(&text);
}

static uint64_t no_time(void *self)
{
    (void)self;
    return 0;
}

static void no_progress(void *self, uint64_t serial, unsigned percent)
{
    (void)self, (void)serial, (void)percent;
}

struct stage_host exhibit_host(void)
{
    return (struct stage_host){.now_ms = no_time, .progress = no_progress};
}

enum update_code exhibit_probe(void *self, const char *path, struct error *detail)
{
    (void)self, (void)path, (void)detail;
    return CODE_OK;
}
