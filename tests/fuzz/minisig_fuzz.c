/* A signature and a key ring of any kind: refused, or no signature over this content. The input is
 * keys.txt and the .minisig file, with a NUL between them. */
#include "update/signature.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static bool is_key_id(const char *text)
{
    return text[0] == '\0' || strspn(text, "0123456789ABCDEF") == 16;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct key_ring ring = {0};
    struct signature_info info;
    const uint8_t *stop = size == 0 ? NULL : memchr(data, '\0', size);
    const size_t keys = stop == NULL ? size : (size_t)(stop - data);
    const size_t at = stop == NULL ? size : keys + 1;
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    if (signature_read_keys(text, keys, &ring, NULL) != STATUS_OK)
        ring.count = 0;
    insist(ring.count <= SIGNATURE_KEYS_MAX);
    for (size_t i = 0; i < ring.count; i++) {
        struct key_ring again = {0};
        char key[57];
        signature_key_text(&ring.keys[i], key);
        insist(signature_read_keys(key, strlen(key), &again, NULL) == STATUS_OK &&
               again.count == 1 &&
               memcmp(again.keys[0].key, ring.keys[i].key, SIGNATURE_KEY_SIZE) == 0);
    }
    const enum update_code code =
        signature_verify(&ring, "content", 7, text + at, size - at, &info);
    insist(code == CODE_KEY || code == CODE_SIGNATURE);
    insist(is_key_id(info.key_id) && info.trusted_comment[0] == '\0');
    free(text);
    return 0;
}
