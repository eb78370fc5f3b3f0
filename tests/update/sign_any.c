/* Signs whatever it is given, as no program of ours would: for tests of what a kiosk then makes of
 * it. Usage: sign_any --key, which prints the public key; sign_any FILE..., which writes
 * FILE.minisig; sign_any --stranger FILE..., the same with a key that is not the printed one. */
#include "exhibit.h"

#include "base/file.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { FILE_MAX = 1 << 20 };

static int print_key(void)
{
    struct public_key key;
    char text[57];
    secret_key_public(exhibit_key(), &key);
    signature_key_text(&key, text);
    return puts(text) < 0;
}

static int sign(const struct secret_key *key, const char *path)
{
    struct buffer content = {0}, signature = {0}, name = {0};
    struct error error = {0};
    int failed = 1;
    if (file_read(path, FILE_MAX, &content, &error) == STATUS_OK) {
        secret_key_sign(key, buffer_string(&content), content.length, "a test", &signature);
        buffer_format(&name, "%s.minisig", path);
        FILE *out = fopen(buffer_string(&name), "w");
        failed =
            out == NULL || fwrite(signature.bytes, 1, signature.length, out) != signature.length;
        failed = (out != NULL && fclose(out) != 0) || failed;
    } else {
        fprintf(stderr, "sign_any: %s\n", error.message);
    }
    buffer_fini(&content);
    buffer_fini(&signature);
    buffer_fini(&name);
    return failed;
}

int main(int count, char **arguments)
{
    struct secret_key stranger;
    int failed = sodium_init() < 0;
    if (count == 2 && strcmp(arguments[1], "--key") == 0)
        return print_key();
    const bool is_stranger = count > 1 && strcmp(arguments[1], "--stranger") == 0;
    secret_key_create(&stranger);
    for (int i = 1 + is_stranger; i < count && !failed; i++)
        failed = sign(is_stranger ? &stranger : exhibit_key(), arguments[i]);
    return failed;
}
