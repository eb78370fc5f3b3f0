#include "app/viewer/config.h"

#include <stdio.h>
#include <string.h>

#include "base/ini.h"

/* What a kiosk has; not read where a bundle is named on the command line. */
#define KIOSK_CONFIG "/etc/vitrine/vitrine.ini"
#define KIOSK_STAFF "/data/settings.ini"
#define KIOSK_SOCKET "/run/vitrine/request"
#define KIOSK_STATUS "/run/vitrine/status"
#define KIOSK_REPORT "/run/vitrine/report"

static void complain(void *self, const char *message)
{
    struct config *config = self;
    if (config->complaint_count++ >= CONFIG_COMPLAINTS_MAX)
        return;
    fprintf(stderr, "vitrine: %s\n", message);
    buffer_format(&config->complaints, "%s\n", message);
}

static enum status take_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    struct config *config = self;
    char key[2 * INI_NAME_MAX + 2];
    snprintf(key, sizeof key, "%s%s%s", entry->section, entry->section[0] == '\0' ? "" : ".",
             entry->key);
    return settings_set(&config->settings, key, entry->value, error);
}

static void read_file(struct config *config, const char *path, bool may_be_absent)
{
    struct error error;
    enum status status = ini_read_all(path, take_entry, complain, config, &error);
    if (status != STATUS_OK && !(status == STATUS_NOT_FOUND && may_be_absent))
        complain(config, error.message);
}

static void take_setting(struct config *config, const struct setting *setting)
{
    struct error error = {0};
    enum status status = STATUS_OK;
    if (settings_is_of_exhibit(setting->name))
        status = settings_set(&config->settings, setting->name, setting->value, &error);
    if (status == STATUS_OK)
        return;
    (void)error_wrap(&error, status, "exhibit.ini");
    complain(config, error.message);
}

/* The exhibit's own settings, and its first language. Names that are not the viewer's are others'.
 */
static void read_exhibit(struct config *config, const struct letter_source *source)
{
    struct arena *arena = arena_create();
    const struct setting *settings = NULL;
    struct exhibit exhibit = {0};
    size_t count = 0;
    if (source->calls->exhibit(source->self, arena, &exhibit, NULL) == STATUS_OK &&
        exhibit.lang_count > 0)
        snprintf(config->settings.lang, sizeof config->settings.lang, "%s", exhibit.langs[0]);
    if (source->calls->settings(source->self, arena, &settings, &count, NULL) != STATUS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++)
        take_setting(config, &settings[i]);
    arena_destroy(arena);
}

void config_read(const struct options *options, const struct letter_source *source,
                 struct config *ret_config)
{
    struct config *config = ret_config;
    const bool kiosk = options->bundle == NULL;
    *config = (struct config){.settings = settings_usual()};
    if (kiosk) {
        snprintf(config->settings.staff, sizeof config->settings.staff, "%s", KIOSK_STAFF);
        snprintf(config->settings.socket, sizeof config->settings.socket, "%s", KIOSK_SOCKET);
        snprintf(config->settings.report, sizeof config->settings.report, "%s", KIOSK_REPORT);
        snprintf(config->settings.status, sizeof config->settings.status, "%s", KIOSK_STATUS);
    }
    if (source->calls != NULL)
        read_exhibit(config, source);
    if (options->config != NULL)
        read_file(config, options->config, false);
    else if (kiosk)
        read_file(config, KIOSK_CONFIG, true);
    if (config->settings.staff[0] != '\0')
        read_file(config, config->settings.staff, true);
    options_apply(options, &config->settings);
}

void config_fini(struct config *config)
{
    buffer_fini(&config->complaints);
    *config = (struct config){0};
}
