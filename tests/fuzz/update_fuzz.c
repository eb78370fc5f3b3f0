/* Everything that the update agent reads: whatever comes, it is refused or it is read back the
 * same. */
#include "update/manifest.h"
#include "update/signature.h"
#include "update/state.h"
#include "update/status_line.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool holds)
{
    if (!holds)
        abort();
}

static void fuzz_manifest(const char *text, size_t length)
{
    struct manifest manifest;
    struct buffer again = {0};
    if (manifest_parse(text, length, &manifest, NULL) != STATUS_OK)
        return;
    manifest_format(&manifest, &again);
    insist(again.length == length && memcmp(again.bytes, text, length) == 0);
    buffer_fini(&again);
}

static void fuzz_state(const char *text, size_t length)
{
    struct state state;
    struct buffer again = {0};
    if (state_parse(text, length, &state, NULL) != STATUS_OK)
        return;
    state_format(&state, &again);
    insist(again.length == length && memcmp(again.bytes, text, length) == 0);
    buffer_fini(&again);
}

static void fuzz_signature(const char *text, size_t length)
{
    struct key_ring ring = {0};
    struct signature_info info;
    if (signature_read_keys(text, length, &ring, NULL) != STATUS_OK)
        ring.count = 0;
    insist(ring.count <= SIGNATURE_KEYS_MAX);
    insist(signature_verify(&ring, "content", 7, text, length, &info) != CODE_OK);
}

static void fuzz_status_line(const char *text, size_t length)
{
    struct status_line line;
    if (status_line_parse(text, length, &line))
        insist(line.percent <= 100 && strlen(line.detail) < sizeof line.detail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    fuzz_manifest(text, size);
    fuzz_state(text, size);
    fuzz_signature(text, size);
    fuzz_status_line(text, size);
    free(text);
    return 0;
}
