/* An exhibit.ini of any kind is refused with a message or gives settings within their limits. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "import/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check(const struct settings *settings)
{
    if (settings->lang_count > SETTINGS_LANGS_MAX ||
        settings->edition_count > SETTINGS_EDITIONS_MAX)
        abort();
    for (size_t i = 0; i < settings->lang_count; i++)
        if (settings->langs[i][0] == '\0')
            abort();
    for (size_t i = 0; i < settings->edition_count; i++)
        if (settings->editions[i].id == NULL)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[] = "/tmp/settings-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, length) != (ssize_t)length)
        abort();
    close(file);
    struct arena *arena = arena_create();
    struct settings settings = {0};
    struct error error = {0};
    if (settings_read(path, arena, &settings, &error) == STATUS_OK)
        check(&settings);
    else if (error.message[0] == '\0')
        abort();
    arena_destroy(arena);
    unlink(path);
    return 0;
}
