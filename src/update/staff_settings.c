#include "update/staff_settings.h"

#include "base/utf8.h"
#include "update/store.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define FILE_NAME "settings.ini"

enum { SIZE_MAX_BYTES = 64 << 10 };

static bool is_key(const char *key)
{
    const size_t length =
        strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+- ");
    return length > 0 && length <= STAFF_SETTINGS_KEY_MAX && key[length] == '\0' && key[0] != ' ';
}

static bool is_value(const char *value)
{
    const size_t length = strlen(value);
    if (length > STAFF_SETTINGS_VALUE_MAX || !utf8_is_valid(value, length, NULL))
        return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)value[i] < 0x20 || value[i] == 0x7f || value[i] == ';')
            return false;
    return true;
}

/* Copies all lines but that of the key; answers how many. */
static size_t copy_others(const char *old, const char *key, struct buffer *text)
{
    const size_t key_length = strlen(key);
    size_t lines = 0;
    while (*old != '\0') {
        const size_t length = strcspn(old, "\n");
        if (length > 0 && !(length > key_length && strncmp(old, key, key_length) == 0 &&
                            old[key_length] == '=')) {
            buffer_append(text, old, length);
            buffer_byte(text, '\n');
            lines++;
        }
        old += length + (old[length] == '\n');
    }
    return lines;
}

enum status staff_settings_put(const struct files *store, const char *key, const char *value,
                               struct error *error)
{
    struct buffer old = {0}, text = {0};
    if (!is_key(key) || !is_value(value))
        return error_set(error, STATUS_INVALID, "\"%s=%s\" is no setting", key, value);
    int answer = store_read(store, FILE_NAME, SIZE_MAX_BYTES, &old);
    enum status status = STATUS_OK;
    if (answer == 0 || answer == -ENOENT) {
        if (copy_others(buffer_string(&old), key, &text) >= STAFF_SETTINGS_MAX)
            status = error_set(error, STATUS_LIMIT, "more than %d settings", STAFF_SETTINGS_MAX);
        buffer_format(&text, "%s=%s\n", key, value);
        answer =
            status == STATUS_OK ? store_replace(store, "", FILE_NAME, text.bytes, text.length) : 0;
    }
    buffer_fini(&old);
    buffer_fini(&text);
    if (answer != 0)
        return error_set(error, STATUS_IO, FILE_NAME ": %s", strerror(-answer));
    return status;
}
