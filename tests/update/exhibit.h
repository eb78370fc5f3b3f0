/* Small signed bundles and kiosks on a model disk, for the tests of the update. */
#ifndef UPDATE_EXHIBIT_H
#define UPDATE_EXHIBIT_H

#include "bundle/sign/secret_key.h"
#include "model_disk.h"
#include "update/installed.h"
#include "update/kiosk.h"
#include "update/stage.h"

/* A bundle with all that belongs to it. */
struct exhibit_files {
    struct buffer bundle, manifest, signature;
    struct manifest parsed;
    char id[STATE_ID_SIZE];
};

/* A kiosk called "demo" with a store, a run folder and a stick, all in memory. */
struct exhibit_kiosk {
    struct kiosk kiosk;
    struct model_disk *store, *run, *stick;
};

/* The key that signs everything here; always the same one. */
const struct secret_key *exhibit_key(void);

/* Makes and signs a bundle of exhibit "demo" that begins as SQLite's files do. */
void exhibit_make(uint64_t serial, const char *content, struct exhibit_files *ret_files);
void exhibit_sign(struct exhibit_files *files);
void exhibit_fini(struct exhibit_files *files);

/* Puts the three files into a folder of a disk. */
void exhibit_put(struct model_disk *disk, const char *folder, const struct exhibit_files *files);

/* An empty kiosk, and one on given disks, which it does not own. */
void exhibit_kiosk_init(struct exhibit_kiosk *it);
void exhibit_kiosk_on(struct exhibit_kiosk *it, struct model_disk *store);
void exhibit_kiosk_fini(struct exhibit_kiosk *it);

/* Writes the state of a kiosk, with a bundle for each id that is not NULL. */
void exhibit_install(struct exhibit_kiosk *it, const struct exhibit_files *active,
                     const struct exhibit_files *previous, const struct exhibit_files *trial,
                     unsigned tries);

/* A host whose clock stands still and that is never stopped. */
struct stage_host exhibit_host(void);

/* A probe that finds no fault. */
enum update_code exhibit_probe(void *self, const char *path, struct error *detail);

#endif
