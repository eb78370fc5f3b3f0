#include "bundle/sign/password.h"
#include "commands.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* KEY.pub, as minisign -V -p takes it. */
static enum status write_public(const char *path, const struct public_key *public,
                                struct error *error)
{
    char id[17], key[57];
    signature_key_id_text(public->id, id);
    signature_key_text(public, key);
    FILE *file = fopen(path, "wxe");
    if (file == NULL && errno == EEXIST)
        return error_set(error, STATUS_INVALID, "%s: is there already; choose another name", path);
    if (file == NULL)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    fprintf(file, "untrusted comment: minisign public key %s\n%s\n", id, key);
    const bool written = !ferror(file);
    if (fclose(file) != 0 || !written)
        return error_set(error, STATUS_IO, "%s: cannot be written", path);
    return STATUS_OK;
}

static enum status make(const char *path, const char *public_path, struct error *error)
{
    char password[SECRET_KEY_PASSWORD_MAX + 1];
    struct secret_key key;
    struct public_key public;
    char text[57];
    enum status status = password_ask_new(password, error);
    if (status != STATUS_OK)
        return status;
    secret_key_create(&key);
    secret_key_public(&key, &public);
    status = write_public(public_path, &public, error);
    if (status == STATUS_OK) {
        status = secret_key_write(path, &key, password, error);
        if (status != STATUS_OK)
            remove(public_path);
    }
    sodium_memzero(password, sizeof password);
    sodium_memzero(&key, sizeof key);
    if (status != STATUS_OK)
        return status;
    signature_key_text(&public, text);
    printf("%s: the secret key; keep it and its password where only you reach them\n"
           "%s: the public key\n"
           "Add this line to keys.txt of each kiosk, with a name behind it:\n%s\n",
           path, public_path, text);
    return STATUS_OK;
}

int keygen_run(const struct command_line *line)
{
    if (line->count != 1 || line->arguments[0][0] == '-')
        return command_misused("keygen takes the name of the new key file");
    struct error error = {0};
    struct buffer public_path = {0};
    buffer_format(&public_path, "%s.pub", line->arguments[0]);
    enum status status = sodium_init() < 0
                             ? error_set(&error, STATUS_IO, "no random numbers to be had")
                             : make(line->arguments[0], buffer_string(&public_path), &error);
    buffer_fini(&public_path);
    return command_end(status, &error);
}
