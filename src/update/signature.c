#include "update/signature.h"

#include <sodium.h>
#include <string.h>

enum {
    KEY_TEXT_SIZE = 56,        /* base64 of "Ed", id and key */
    SIGNATURE_TEXT_SIZE = 100, /* base64 of "ED", id and signature */
    GLOBAL_TEXT_SIZE = 88      /* base64 of the signature over signature and trusted comment */
};

struct packed_key {
    uint8_t algorithm[2], id[SIGNATURE_KEY_ID_SIZE], key[SIGNATURE_KEY_SIZE];
};

struct packed_signature {
    uint8_t algorithm[2], id[SIGNATURE_KEY_ID_SIZE], signature[SIGNATURE_BYTES];
};

/* libsodium 1.0.18 also takes some bytes above 127 for digits: one signature, one spelling. */
static bool is_base64(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > 'z')
            return false;
    return true;
}

static bool decode(const char *text, size_t length, void *bytes, size_t size)
{
    size_t got = 0;
    const char *end = NULL;
    return is_base64(text, length) &&
           sodium_base642bin(bytes, size, text, length, NULL, &got, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == size && end == text + length;
}

void signature_key_id_text(const uint8_t id[SIGNATURE_KEY_ID_SIZE], char ret_text[17])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < SIGNATURE_KEY_ID_SIZE; i++) {
        /* minisign prints the id as a little-endian number */
        const uint8_t byte = id[SIGNATURE_KEY_ID_SIZE - 1 - i];
        ret_text[2 * i] = digits[byte >> 4];
        ret_text[2 * i + 1] = digits[byte & 15];
    }
    ret_text[16] = '\0';
}

void signature_key_text(const struct public_key *key, char ret_text[57])
{
    struct packed_key packed = {{'E', 'd'}, {0}, {0}};
    memcpy(packed.id, key->id, sizeof packed.id);
    memcpy(packed.key, key->key, sizeof packed.key);
    sodium_bin2base64(ret_text, KEY_TEXT_SIZE + 1, (const unsigned char *)&packed, sizeof packed,
                      sodium_base64_VARIANT_ORIGINAL);
}

/* ---- keys.txt ----------------------------------------------------------------------------------
 */

static bool is_passed_over(const char *line, size_t length)
{
    static const char comment[] = "untrusted comment:";
    return length == 0 || line[0] == '#' ||
           (length >= sizeof comment - 1 && memcmp(line, comment, sizeof comment - 1) == 0);
}

/* Cuts space and a carriage return off both ends. */
static void trim(const char **text, size_t *length)
{
    while (*length > 0 && strchr(" \t\r", (*text)[*length - 1]) != NULL)
        (*length)--;
    while (*length > 0 && strchr(" \t\r", (*text)[0]) != NULL) {
        (*text)++;
        (*length)--;
    }
}

static bool read_key(const char *line, size_t length, struct public_key *key)
{
    struct packed_key packed;
    if (length < KEY_TEXT_SIZE || !decode(line, KEY_TEXT_SIZE, &packed, sizeof packed) ||
        memcmp(packed.algorithm, "Ed", 2) != 0)
        return false;
    const char *name = line + KEY_TEXT_SIZE;
    size_t name_length = length - KEY_TEXT_SIZE;
    if (name_length > 0 && name[0] != ' ' && name[0] != '\t')
        return false;
    trim(&name, &name_length);
    if (name_length > SIGNATURE_NAME_MAX || memchr(name, '\0', name_length) != NULL)
        return false;
    memcpy(key->id, packed.id, sizeof key->id);
    memcpy(key->key, packed.key, sizeof key->key);
    memcpy(key->name, name, name_length);
    key->name[name_length] = '\0';
    return true;
}

static enum status take_key(struct key_ring *ring, const char *line, size_t length, int number,
                            struct error *error)
{
    if (ring->count == SIGNATURE_KEYS_MAX)
        return error_set(error, STATUS_LIMIT, "%d: more than %d keys; take one out", number,
                         SIGNATURE_KEYS_MAX);
    if (!read_key(line, length, &ring->keys[ring->count]))
        return error_set(error, STATUS_INVALID,
                         "%d: not a key; write a minisign public key and a name of at most %d "
                         "bytes",
                         number, SIGNATURE_NAME_MAX);
    ring->count++;
    return STATUS_OK;
}

enum status signature_read_keys(const char *text, size_t length, struct key_ring *ret_ring,
                                struct error *error)
{
    struct key_ring ring = {0};
    enum status status = STATUS_OK;
    int number = 1;
    for (const char *at = text, *end = text + length; at < end && status == STATUS_OK; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *line = at;
        size_t line_length = (size_t)((stop != NULL ? stop : end) - at);
        at = stop != NULL ? stop + 1 : end;
        trim(&line, &line_length);
        if (!is_passed_over(line, line_length))
            status = take_key(&ring, line, line_length, number, error);
    }
    if (status == STATUS_OK)
        *ret_ring = ring;
    return status;
}

/* ---- Signatures --------------------------------------------------------------------------------
 */

/* A .minisig file in its four lines. */
struct parts {
    struct packed_signature packed;
    const char *comment; /* the trusted one, borrowed */
    size_t comment_length;
    uint8_t global[SIGNATURE_BYTES];
};

static bool next_line(const char **at, const char *end, const char **ret_line, size_t *ret_length)
{
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    if (stop == NULL)
        return false;
    *ret_line = *at;
    *ret_length = (size_t)(stop - *at);
    *at = stop + 1;
    return true;
}

static bool begins(const char *line, size_t length, const char *with)
{
    return length >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static bool read_parts(const char *text, size_t length, struct parts *parts)
{
    static const char trusted[] = "trusted comment: ";
    const char *at = text, *end = text + length, *line = NULL;
    size_t size = 0;
    if (!next_line(&at, end, &line, &size) || !begins(line, size, "untrusted comment: ") ||
        !next_line(&at, end, &line, &size) || size != SIGNATURE_TEXT_SIZE ||
        !decode(line, size, &parts->packed, sizeof parts->packed))
        return false;
    if (!next_line(&at, end, &line, &size) || !begins(line, size, trusted))
        return false;
    parts->comment = line + sizeof trusted - 1;
    parts->comment_length = size - (sizeof trusted - 1);
    return next_line(&at, end, &line, &size) && size == GLOBAL_TEXT_SIZE &&
           decode(line, size, parts->global, sizeof parts->global) && at == end;
}

static const struct public_key *find_key(const struct key_ring *ring, const uint8_t *id)
{
    for (size_t i = 0; i < ring->count; i++)
        if (memcmp(ring->keys[i].id, id, SIGNATURE_KEY_ID_SIZE) == 0)
            return &ring->keys[i];
    return NULL;
}

static bool content_holds(const struct parts *parts, const uint8_t *key, const void *content,
                          size_t length)
{
    uint8_t digest[SIGNATURE_DIGEST_SIZE];
    crypto_generichash(digest, sizeof digest, content, length, NULL, 0);
    return crypto_sign_verify_detached(parts->packed.signature, digest, sizeof digest, key) == 0;
}

static bool comment_holds(const struct parts *parts, const uint8_t *key)
{
    uint8_t both[SIGNATURE_BYTES + SIGNATURE_SIZE_MAX];
    memcpy(both, parts->packed.signature, SIGNATURE_BYTES);
    memcpy(both + SIGNATURE_BYTES, parts->comment, parts->comment_length);
    return crypto_sign_verify_detached(parts->global, both, SIGNATURE_BYTES + parts->comment_length,
                                       key) == 0;
}

enum update_code signature_verify(const struct key_ring *ring, const void *content,
                                  size_t content_length, const char *signature,
                                  size_t signature_length, struct signature_info *ret_info)
{
    struct parts parts;
    memset(ret_info, 0, sizeof *ret_info);
    if (signature_length > SIGNATURE_SIZE_MAX || !read_parts(signature, signature_length, &parts))
        return CODE_SIGNATURE;
    signature_key_id_text(parts.packed.id, ret_info->key_id);
    if (memcmp(parts.packed.algorithm, "ED", 2) != 0)
        return CODE_SIGNATURE;
    const struct public_key *key = find_key(ring, parts.packed.id);
    if (key == NULL)
        return CODE_KEY;
    if (!content_holds(&parts, key->key, content, content_length) ||
        !comment_holds(&parts, key->key))
        return CODE_SIGNATURE;
    ret_info->key = key;
    memcpy(ret_info->trusted_comment, parts.comment, parts.comment_length);
    return CODE_OK;
}
