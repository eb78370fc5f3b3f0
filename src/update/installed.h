/* One bundle in a folder of the store, or the factory's: manifest.txt, manifest.txt.minisig and
 * bundle.vitrine. */
#ifndef UPDATE_INSTALLED_H
#define UPDATE_INSTALLED_H

#include "base/files.h"
#include "update/code.h"
#include "update/manifest.h"
#include "update/signature.h"

#define INSTALLED_MANIFEST "manifest.txt"
#define INSTALLED_SIGNATURE "manifest.txt.minisig"
#define INSTALLED_BUNDLE "bundle.vitrine"

enum { INSTALLED_PATH_SIZE = 128 };

/* "FOLDER/NAME", or NAME where the folder is "". */
void installed_path(const char *folder, const char *name, char ret_path[INSTALLED_PATH_SIZE]);

/* Reads and verifies the manifest of a folder: CODE_OK, CODE_INCOMPLETE, CODE_KEY, CODE_SIGNATURE,
 * CODE_MANIFEST, or CODE_STORAGE where it cannot be read. *ret_manifest is set with CODE_OK, and
 * with CODE_KEY: what is installed stays valid when its key goes. `error` says what was wrong. */
enum update_code installed_manifest(const struct files *files, const char *folder,
                                    const struct key_ring *ring, struct manifest *ret_manifest,
                                    struct error *error);

/* Whose signature a folder's manifest bears, *ret_info as signature_verify has it; false where it
 * does not hold, or cannot be read. A key that is not in the ring is one all the same. */
bool installed_signer(const struct files *files, const char *folder, const struct key_ring *ring,
                      struct signature_info *ret_info);

/* A look that costs nothing, before a bundle is shown: its manifest, its size, the first bytes.
 * CODE_OK, CODE_DAMAGED, or CODE_STORAGE where it could not be read this time. */
enum update_code installed_look(const struct files *files, const char *folder,
                                const struct key_ring *ring, struct manifest *ret_manifest);

/* Reads the whole bundle: whether it is the one that the manifest describes. CODE_OK, CODE_COPY, or
 * CODE_STORAGE. */
enum update_code installed_hash(const struct files *files, const char *folder,
                                const struct manifest *manifest);

#endif
