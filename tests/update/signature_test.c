#include "update/signature.h"

#include "bundle/sign/secret_key.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static const char content[] = "vitrine-bundle 1\nexhibit=demo\nserial=7\n";

/* A key, a ring that knows it, and a signature of the content. */
struct signed_content {
    struct secret_key key;
    struct key_ring ring;
    struct buffer signature;
};

static void set_up(struct signed_content *it)
{
    memset(it, 0, sizeof *it);
    secret_key_create(&it->key);
    secret_key_public(&it->key, &it->ring.keys[0]);
    it->ring.count = 1;
    secret_key_sign(&it->key, content, strlen(content), "by the registrar", &it->signature);
}

static enum update_code verify(const struct signed_content *it, const char *bytes, size_t length,
                               const struct buffer *signature)
{
    struct signature_info info;
    return signature_verify(&it->ring, bytes, length, signature->bytes, signature->length, &info);
}

static void accepts_what_was_signed(void)
{
    struct signed_content it;
    struct signature_info info;
    char id[17];
    set_up(&it);
    EXPECT_INT(signature_verify(&it.ring, content, strlen(content), it.signature.bytes,
                                it.signature.length, &info),
               CODE_OK);
    signature_key_id_text(it.ring.keys[0].id, id);
    EXPECT_TEXT(info.key_id, id);
    EXPECT(info.key == &it.ring.keys[0]);
    EXPECT_TEXT(info.trusted_comment, "by the registrar");
    buffer_fini(&it.signature);
}

/* Each bit of the content, and one byte more or less. */
static void refuses_any_change_of_the_content(void)
{
    struct signed_content it;
    char changed[sizeof content];
    set_up(&it);
    for (size_t bit = 0; bit < 8 * strlen(content); bit++) {
        memcpy(changed, content, sizeof content);
        changed[bit / 8] ^= (char)(1 << bit % 8);
        if (!EXPECT_INT(verify(&it, changed, strlen(content), &it.signature), CODE_SIGNATURE))
            break;
    }
    EXPECT_INT(verify(&it, content, strlen(content) - 1, &it.signature), CODE_SIGNATURE);
    EXPECT_INT(verify(&it, content, sizeof content, &it.signature), CODE_SIGNATURE);
    buffer_fini(&it.signature);
}

/* Each bit of the signature. The first comment is nobody's word: whatever stands there counts for
 * nothing, as long as it stays a line. */
static void refuses_any_change_of_the_signature(void)
{
    struct signed_content it;
    set_up(&it);
    const size_t prefix = strlen("untrusted comment: ");
    const size_t first_line = strcspn(it.signature.bytes, "\n");
    for (size_t bit = 0; bit < 8 * it.signature.length; bit++) {
        const size_t at = bit / 8;
        it.signature.bytes[at] ^= (char)(1 << bit % 8);
        const enum update_code code = verify(&it, content, strlen(content), &it.signature);
        const bool is_comment = at >= prefix && at < first_line && it.signature.bytes[at] != '\n';
        it.signature.bytes[at] ^= (char)(1 << bit % 8);
        if (is_comment ? !EXPECT_INT(code, CODE_OK)
                       : !EXPECT(code == CODE_SIGNATURE || code == CODE_KEY)) {
            fprintf(stderr, "  bit %zu\n", bit);
            break;
        }
    }
    buffer_fini(&it.signature);
}

static void refuses_cut_and_lengthened_signatures(void)
{
    struct signed_content it;
    set_up(&it);
    for (size_t length = 0; length < it.signature.length; length++) {
        struct buffer cut = {it.signature.bytes, length, length};
        if (!EXPECT_INT(verify(&it, content, strlen(content), &cut), CODE_SIGNATURE))
            break;
    }
    buffer_text(&it.signature, "more\n");
    EXPECT_INT(verify(&it, content, strlen(content), &it.signature), CODE_SIGNATURE);
    for (int i = 0; i < SIGNATURE_SIZE_MAX; i++)
        buffer_byte(&it.signature, 'x');
    EXPECT_INT(verify(&it, content, strlen(content), &it.signature), CODE_SIGNATURE);
    buffer_fini(&it.signature);
}

static void tells_a_stranger_from_a_forger(void)
{
    struct signed_content it, other;
    set_up(&it);
    set_up(&other);
    EXPECT_INT(verify(&it, content, strlen(content), &other.signature), CODE_KEY);
    /* A key of another person that pretends to the known id. */
    memcpy(other.key.id, it.key.id, sizeof it.key.id);
    buffer_cut(&other.signature, 0);
    secret_key_sign(&other.key, content, strlen(content), "x", &other.signature);
    EXPECT_INT(verify(&it, content, strlen(content), &other.signature), CODE_SIGNATURE);
    it.ring.count = 0;
    EXPECT_INT(verify(&it, content, strlen(content), &it.signature), CODE_KEY);
    buffer_fini(&it.signature);
    buffer_fini(&other.signature);
}

/* "Ed" is minisign's older kind, which signs the whole file. */
static void refuses_the_older_kind(void)
{
    struct signed_content it;
    set_up(&it);
    char *line = strchr(it.signature.bytes, '\n') + 1;
    EXPECT(strncmp(line, "RU", 2) == 0);
    line[1] = 'W';
    EXPECT_INT(verify(&it, content, strlen(content), &it.signature), CODE_SIGNATURE);
    buffer_fini(&it.signature);
}

static void reads_keys_with_their_names(void)
{
    struct signed_content it;
    struct buffer text = {0};
    struct key_ring ring;
    struct error error = {0};
    char key[57];
    set_up(&it);
    signature_key_text(&it.ring.keys[0], key);
    buffer_format(&text,
                  "# who may publish\r\n\nuntrusted comment: minisign public key\n%s\n"
                  "%s \tRegistrar, second floor \r\n%s",
                  key, key, key);
    EXPECT_INT(signature_read_keys(text.bytes, text.length, &ring, &error), STATUS_OK);
    EXPECT_INT(ring.count, 3);
    EXPECT_TEXT(ring.keys[0].name, "");
    EXPECT_TEXT(ring.keys[1].name, "Registrar, second floor");
    EXPECT(memcmp(ring.keys[2].key, it.ring.keys[0].key, SIGNATURE_KEY_SIZE) == 0);
    buffer_fini(&text);
    buffer_fini(&it.signature);
}

static void names_the_line_of_a_wrong_key(void)
{
    struct signed_content it;
    struct buffer text = {0};
    struct key_ring ring;
    struct error error = {0};
    char key[57];
    set_up(&it);
    signature_key_text(&it.ring.keys[0], key);
    buffer_format(&text, "%s\n%.55s\n", key, key);
    EXPECT_INT(signature_read_keys(text.bytes, text.length, &ring, &error), STATUS_INVALID);
    EXPECT(strncmp(error.message, "2: not a key", 12) == 0);
    buffer_cut(&text, 0);
    for (int i = 0; i <= SIGNATURE_KEYS_MAX; i++)
        buffer_format(&text, "%s\n", key);
    EXPECT_INT(signature_read_keys(text.bytes, text.length, &ring, &error), STATUS_LIMIT);
    EXPECT(strncmp(error.message, "9: more than 8 keys", 19) == 0);
    buffer_fini(&text);
    buffer_fini(&it.signature);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"accepts what was signed", accepts_what_was_signed},
        {"refuses any change of the content", refuses_any_change_of_the_content},
        {"refuses any change of the signature", refuses_any_change_of_the_signature},
        {"refuses cut and lengthened signatures", refuses_cut_and_lengthened_signatures},
        {"tells a stranger from a forger", tells_a_stranger_from_a_forger},
        {"refuses the older kind", refuses_the_older_kind},
        {"reads keys with their names", reads_keys_with_their_names},
        {"names the line of a wrong key", names_the_line_of_a_wrong_key},
        {0},
    };
    return harness_run(cases);
}
