/* A publishing person's secret key: minisign's file, and signatures made with it.
 * https://jedisct1.github.io/minisign/#secret-key-format */
#ifndef SIGN_SECRET_KEY_H
#define SIGN_SECRET_KEY_H

#include "base/buffer.h"
#include "base/status.h"
#include "update/signature.h"

enum {
    SECRET_KEY_SIZE = 64,           /* Ed25519, the public half included */
    SECRET_KEY_PASSWORD_MAX = 1024, /* bytes */
    SECRET_KEY_FILE_MAX = 4096
};

struct secret_key {
    uint8_t id[SIGNATURE_KEY_ID_SIZE];
    uint8_t key[SECRET_KEY_SIZE];
};

/* Asks for a key's password when the file turns out to need one: up to SECRET_KEY_PASSWORD_MAX
 * bytes and a NUL into `password`. */
typedef enum status secret_key_ask_fn(void *self, char *password, struct error *error);

/* A new key from the system's random numbers. */
void secret_key_create(struct secret_key *ret_key);

/* What others check its signatures with; without a name. */
void secret_key_public(const struct secret_key *key, struct public_key *ret_public);

/* Writes a new file that only its owner may read, sealed with the password (scrypt, 256 MiB, a
 * second or so). A file that is there already is never touched: STATUS_INVALID; else STATUS_IO. */
enum status secret_key_write(const char *path, const struct secret_key *key, const char *password,
                             struct error *error) STATUS_CHECKED;

/* Reads a key of ours or of minisign's. STATUS_INVALID: no key, or a wrong password; STATUS_LIMIT:
 * sealing asks for more memory than 1 GiB, which is minisign's own setting. */
enum status secret_key_read(const char *path, secret_key_ask_fn *ask, void *self,
                            struct secret_key *ret_key, struct error *error) STATUS_CHECKED;

/* Appends a .minisig file over `content`. The trusted comment is one line, signed as well. */
void secret_key_sign(const struct secret_key *key, const void *content, size_t length,
                     const char *trusted_comment, struct buffer *signature);

#endif
