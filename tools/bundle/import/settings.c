#include "import/settings.h"

#include "base/ini.h"

#include <string.h>

struct reading {
    struct arena *arena;
    struct settings settings;
};

static enum status set_languages(struct reading *reading, const char *value, struct error *error)
{
    struct settings *settings = &reading->settings;
    settings->lang_count = 0;
    while (*(value += strspn(value, " ,"))) {
        size_t length = strcspn(value, " ,");
        if (settings->lang_count == SETTINGS_LANGS_MAX)
            return error_set(error, STATUS_LIMIT, "more than %d languages", SETTINGS_LANGS_MAX);
        settings->langs[settings->lang_count++] = arena_copy(reading->arena, value, length);
        value += length;
    }
    return STATUS_OK;
}

bool settings_is_choice(const char *section, const char *key)
{
    static const char *const names[] = {
        "controls",
        "language",
        "pictures",
        "search.try",
        "text.size_percent",
        "text.style",
        "theme",
        "time.end_s",
        "time.idle_s",
        "time.prompt_s",
        "time.reading_least_s",
        "time.reading_most_s",
        "time.slide_s",
        "time.unplugged_s",
    };
    size_t length = strlen(section);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *name = names[i];
        if (length > 0 && strncmp(name, section, length) == 0 && name[length] == '.')
            name += length + 1;
        else if (length > 0)
            continue;
        if (strcmp(name, key) == 0)
            return true;
    }
    return false;
}

static enum status exhibit_entry(struct reading *reading, const struct ini_entry *entry,
                                 struct error *error)
{
    struct settings *settings = &reading->settings;
    const char *value = arena_string(reading->arena, entry->value);
    if (strcmp(entry->key, "id") == 0)
        settings->id = value;
    else if (strcmp(entry->key, "title") == 0)
        settings->title = value;
    else if (strcmp(entry->key, "credits") == 0)
        settings->credits = value;
    else if (strcmp(entry->key, "languages") == 0)
        return set_languages(reading, value, error);
    else if (strncmp(entry->key, "title.", 6) != 0 && !settings_is_choice("", entry->key))
        return error_set(error, STATUS_INVALID,
                         "the key \"%s\" is not known; there are id, title, title.LL, languages, "
                         "credits, and settings of the viewer",
                         entry->key);
    return STATUS_OK;
}

static enum status find_edition(struct reading *reading, const char *id,
                                struct edition **ret_edition, struct error *error)
{
    struct settings *settings = &reading->settings;
    for (size_t i = 0; i < settings->edition_count; i++)
        if (strcmp(settings->editions[i].id, id) == 0) {
            *ret_edition = &settings->editions[i];
            return STATUS_OK;
        }
    if (settings->edition_count == SETTINGS_EDITIONS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d editions", SETTINGS_EDITIONS_MAX);
    *ret_edition = &settings->editions[settings->edition_count++];
    (*ret_edition)->id = arena_string(reading->arena, id);
    return STATUS_OK;
}

static enum status edition_entry(struct reading *reading, const struct ini_entry *entry,
                                 struct error *error)
{
    struct edition *edition = NULL;
    const char *id = entry->section + strlen("edition");
    enum status status = find_edition(reading, id + strspn(id, " "), &edition, error);
    if (status != STATUS_OK)
        return status;
    if (strcmp(entry->key, "title") == 0)
        edition->title = arena_string(reading->arena, entry->value);
    else if (strcmp(entry->key, "lang") == 0)
        edition->lang = arena_string(reading->arena, entry->value);
    else
        return error_set(error, STATUS_INVALID,
                         "the key \"%s\" is not known; an edition has title and lang", entry->key);
    return STATUS_OK;
}

static enum status one_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    if (entry->section[0] == '\0')
        return exhibit_entry(self, entry, error);
    if (strncmp(entry->section, "edition ", 8) == 0)
        return edition_entry(self, entry, error);
    if (settings_is_choice(entry->section, entry->key))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID,
                     "the section [%s] is not known; there is only [edition ID]", entry->section);
}

enum status settings_read(const char *path, struct arena *arena, struct settings *ret_settings,
                          struct error *error)
{
    struct reading reading = {.arena = arena};
    reading.settings.editions =
        arena_alloc(arena, SETTINGS_EDITIONS_MAX, sizeof *reading.settings.editions);
    enum status status = ini_read(path, one_entry, &reading, error);
    if (status == STATUS_OK)
        *ret_settings = reading.settings;
    return status;
}
