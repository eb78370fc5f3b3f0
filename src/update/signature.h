/* Who signed a manifest: minisign's keys and signatures,
 * https://jedisct1.github.io/minisign/#signature-format. Only the prehashed kind ("ED") is
 * accepted, as the update protocol's section 3 says. */
#ifndef UPDATE_SIGNATURE_H
#define UPDATE_SIGNATURE_H

#include "base/status.h"
#include "update/code.h"

#include <stddef.h>
#include <stdint.h>

enum {
    SIGNATURE_SIZE_MAX = 1024,      /* bytes of a .minisig file */
    SIGNATURE_KEYS_SIZE_MAX = 8192, /* bytes of keys.txt */
    SIGNATURE_KEYS_MAX = 8,
    SIGNATURE_KEY_ID_SIZE = 8,
    SIGNATURE_KEY_SIZE = 32, /* Ed25519 */
    SIGNATURE_BYTES = 64,
    SIGNATURE_DIGEST_SIZE = 64, /* BLAKE2b-512 of what is signed */
    SIGNATURE_NAME_MAX = 63     /* bytes of the name that staff gave a key */
};

struct public_key {
    uint8_t id[SIGNATURE_KEY_ID_SIZE], key[SIGNATURE_KEY_SIZE];
    char name[SIGNATURE_NAME_MAX + 1]; /* may be empty */
};

struct key_ring {
    struct public_key keys[SIGNATURE_KEYS_MAX];
    size_t count;
};

/* Who signed, as far as it could be read. */
struct signature_info {
    char key_id[SIGNATURE_KEY_ID_SIZE * 2 + 1]; /* as minisign prints it; "" where none was read */
    const struct public_key *key;               /* in the ring; NULL: none of them */
    char trusted_comment[SIGNATURE_SIZE_MAX];   /* to be logged, never parsed; "" until verified */
};

/* Reads keys.txt: one key a line in minisign's form, then a name; blank lines, lines that begin
 * with # and minisign's "untrusted comment:" lines are passed over. STATUS_INVALID names the line;
 * STATUS_LIMIT for a ninth key. */
enum status signature_read_keys(const char *text, size_t length, struct key_ring *ret_ring,
                                struct error *error) STATUS_CHECKED;

/* Writes a key as minisign does, 56 characters and a NUL. */
void signature_key_text(const struct public_key *key, char ret_text[57]);

/* A key's id as minisign prints it, 16 capital hex digits and a NUL. */
void signature_key_id_text(const uint8_t id[SIGNATURE_KEY_ID_SIZE], char ret_text[17]);

/* Whether `signature` (a .minisig file) is by a key of the ring over exactly `content`: CODE_OK,
 * CODE_KEY, or CODE_SIGNATURE for everything else that is wrong with it. *ret_info is always set;
 * it borrows the ring. */
enum update_code signature_verify(const struct key_ring *ring, const void *content,
                                  size_t content_length, const char *signature,
                                  size_t signature_length, struct signature_info *ret_info);

#endif
