#include "secret_key.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_comment[] = "untrusted comment: vitrine encrypted secret key\n";

/* What the password is stretched with for new keys; read keys bring their own. */
enum { SCRYPT_OPERATIONS = 8 << 20, SCRYPT_MEMORY = 256 << 20 };

enum { SALT_SIZE = 32, CHECKSUM_SIZE = 32 };

/* What the password seals. */
struct sealed {
    uint8_t id[SIGNATURE_KEY_ID_SIZE], key[SECRET_KEY_SIZE], checksum[CHECKSUM_SIZE];
};

/* The file's second line, decoded; numbers are little-endian. */
struct packed {
    uint8_t algorithm[2], derivation[2], checksum_algorithm[2];
    uint8_t salt[SALT_SIZE], operations[8], memory[8];
    struct sealed sealed;
};

_Static_assert(sizeof(struct packed) == 158, "minisign's form has no gaps");

static void put_number(uint8_t bytes[8], uint64_t number)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
}

static uint64_t get_number(const uint8_t bytes[8])
{
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

static void checksum(const struct sealed *sealed, uint8_t sum[CHECKSUM_SIZE])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, CHECKSUM_SIZE);
    crypto_generichash_update(&state, (const unsigned char *)"Ed", 2);
    crypto_generichash_update(&state, sealed->id, sizeof sealed->id);
    crypto_generichash_update(&state, sealed->key, sizeof sealed->key);
    crypto_generichash_final(&state, sum, CHECKSUM_SIZE);
}

/* Seals or opens: both are the same. */
static enum status apply_password(struct packed *packed, const char *password, struct error *error)
{
    uint8_t stream[sizeof(struct sealed)];
    const uint64_t memory = get_number(packed->memory);
    if (memory > crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE)
        return error_set(error, STATUS_LIMIT, "its password asks for %llu MiB of memory",
                         (unsigned long long)(memory >> 20));
    if (crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, password, strlen(password),
                                           packed->salt, get_number(packed->operations),
                                           (size_t)memory) != 0)
        return error_set(error, STATUS_IO, "there is not enough memory for its password (%llu MiB)",
                         (unsigned long long)(memory >> 20));
    uint8_t *bytes = (uint8_t *)&packed->sealed;
    for (size_t i = 0; i < sizeof stream; i++)
        bytes[i] ^= stream[i];
    sodium_memzero(stream, sizeof stream);
    return STATUS_OK;
}

void secret_key_create(struct secret_key *ret_key)
{
    uint8_t public[SIGNATURE_KEY_SIZE];
    crypto_sign_keypair(public, ret_key->key);
    randombytes_buf(ret_key->id, sizeof ret_key->id);
}

void secret_key_public(const struct secret_key *key, struct public_key *ret_public)
{
    memset(ret_public, 0, sizeof *ret_public);
    memcpy(ret_public->id, key->id, sizeof ret_public->id);
    crypto_sign_ed25519_sk_to_pk(ret_public->key, key->key);
}

static enum status write_new(const char *path, const char *text, size_t length, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        return error_set(error, STATUS_INVALID, "%s: is there already; choose another name", path);
    if (file < 0)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    bool whole = write(file, text, length) == (ssize_t)length && fsync(file) == 0;
    const int reason = errno;
    whole = close(file) == 0 && whole;
    if (whole)
        return STATUS_OK;
    unlink(path);
    return error_set(error, STATUS_IO, "%s: %s", path, strerror(reason));
}

enum status secret_key_write(const char *path, const struct secret_key *key, const char *password,
                             struct error *error)
{
    struct packed packed = {{'E', 'd'}, {'S', 'c'}, {'B', '2'}, {0}, {0}, {0}, {{0}, {0}, {0}}};
    randombytes_buf(packed.salt, sizeof packed.salt);
    put_number(packed.operations, SCRYPT_OPERATIONS);
    put_number(packed.memory, SCRYPT_MEMORY);
    memcpy(packed.sealed.id, key->id, sizeof key->id);
    memcpy(packed.sealed.key, key->key, sizeof key->key);
    checksum(&packed.sealed, packed.sealed.checksum);
    enum status status = apply_password(&packed, password, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", path);
    char text[sizeof file_comment +
              sodium_base64_ENCODED_LEN(sizeof packed, sodium_base64_VARIANT_ORIGINAL)];
    memcpy(text, file_comment, sizeof file_comment - 1);
    sodium_bin2base64(text + sizeof file_comment - 1, sizeof text - (sizeof file_comment - 1),
                      (const unsigned char *)&packed, sizeof packed,
                      sodium_base64_VARIANT_ORIGINAL);
    const size_t length = strlen(text);
    text[length] = '\n';
    status = write_new(path, text, length + 1, error);
    sodium_memzero(&packed, sizeof packed);
    return status;
}

/* The second line of a key file. */
static bool unpack(const struct buffer *text, struct packed *packed)
{
    const char *line = text->length > 0 ? memchr(text->bytes, '\n', text->length) : NULL;
    if (line == NULL || strncmp(text->bytes, "untrusted comment:", 18) != 0)
        return false;
    line++;
    size_t length = strcspn(line, "\r\n");
    size_t got = 0;
    return sodium_base642bin((unsigned char *)packed, sizeof *packed, line, length, NULL, &got,
                             NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == sizeof *packed && memcmp(packed->algorithm, "Ed", 2) == 0 &&
           memcmp(packed->checksum_algorithm, "B2", 2) == 0;
}

static enum status unseal(const char *path, struct packed *packed, secret_key_ask_fn *ask,
                          void *self, struct error *error)
{
    char password[SECRET_KEY_PASSWORD_MAX + 1] = "";
    if (memcmp(packed->derivation, "\0\0", 2) == 0)
        return STATUS_OK; /* minisign -W: no password */
    if (memcmp(packed->derivation, "Sc", 2) != 0)
        return error_set(error, STATUS_INVALID, "%s: sealed in a way that is not known here", path);
    enum status status = ask(self, password, error);
    if (status == STATUS_OK)
        status = apply_password(packed, password, error);
    sodium_memzero(password, sizeof password);
    return status;
}

enum status secret_key_read(const char *path, secret_key_ask_fn *ask, void *self,
                            struct secret_key *ret_key, struct error *error)
{
    struct buffer text = {0};
    struct packed packed = {0};
    uint8_t sum[CHECKSUM_SIZE];
    enum status status = file_read(path, SECRET_KEY_FILE_MAX, &text, error);
    if (status == STATUS_OK && !unpack(&text, &packed))
        status = error_set(error, STATUS_INVALID,
                           "%s: not a secret key; make one with vitrine-bundle keygen", path);
    buffer_fini(&text);
    if (status == STATUS_OK)
        status = unseal(path, &packed, ask, self, error);
    if (status != STATUS_OK)
        return status;
    checksum(&packed.sealed, sum);
    if (sodium_memcmp(sum, packed.sealed.checksum, sizeof sum) != 0)
        return error_set(error, STATUS_INVALID, "%s: wrong password", path);
    memcpy(ret_key->id, packed.sealed.id, sizeof ret_key->id);
    memcpy(ret_key->key, packed.sealed.key, sizeof ret_key->key);
    sodium_memzero(&packed, sizeof packed);
    return STATUS_OK;
}

static void append_base64(struct buffer *out, const void *bytes, size_t size)
{
    char text[256];
    sodium_bin2base64(text, sizeof text, bytes, size, sodium_base64_VARIANT_ORIGINAL);
    buffer_text(out, text);
    buffer_byte(out, '\n');
}

void secret_key_sign(const struct secret_key *key, const void *content, size_t length,
                     const char *trusted_comment, struct buffer *signature)
{
    uint8_t digest[SIGNATURE_DIGEST_SIZE], global[SIGNATURE_BYTES];
    struct {
        uint8_t algorithm[2], id[SIGNATURE_KEY_ID_SIZE], signature[SIGNATURE_BYTES];
    } packed = {{'E', 'D'}, {0}, {0}};
    memcpy(packed.id, key->id, sizeof packed.id);
    crypto_generichash(digest, sizeof digest, content, length, NULL, 0);
    crypto_sign_detached(packed.signature, NULL, digest, sizeof digest, key->key);

    struct buffer both = {0};
    buffer_append(&both, packed.signature, sizeof packed.signature);
    buffer_text(&both, trusted_comment);
    crypto_sign_detached(global, NULL, (const unsigned char *)both.bytes, both.length, key->key);
    buffer_fini(&both);

    buffer_text(signature, "untrusted comment: signature of an exhibit's manifest\n");
    append_base64(signature, &packed, sizeof packed);
    buffer_format(signature, "trusted comment: %s\n", trusted_comment);
    append_base64(signature, global, sizeof global);
}
