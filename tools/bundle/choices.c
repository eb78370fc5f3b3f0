#include "choices.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ini.h"
#include "base/memory.h"
#include "import/settings.h"
#include "import/source.h"

enum { TEXTS_MAX = 2000 };

/* The languages an interface has: assets/strings. A museum's words in others would never be seen.
 */
static const char *const languages[] = {"ar", "de", "en", "es", "fr", "he", "ru"};

struct text {
    const char *id, *words;
};

struct choices {
    struct bundle_writer *writer;
    struct import_report *report;
    struct arena *arena;
    const char *file, *lang; /* of the file that is read */
    struct text *texts;      /* the interface's, of that language */
    size_t text_count;
    enum status status; /* of the writer */
    struct error *error;
};

static void warn(void *self, const char *message)
{
    struct choices *choices = self;
    const char *line = strchr(message, ':');
    unsigned number = line == NULL ? 0 : (unsigned)strtoul(line + 1, NULL, 10);
    const char *rest = line == NULL ? NULL : strstr(line, ": ");
    import_report_warn(choices->report, choices->file, number, "own-words", NULL, "%s",
                       rest == NULL ? message : rest + 2);
}

static enum status take_setting(void *self, const struct ini_entry *entry, struct error *error)
{
    struct choices *choices = self;
    (void)error;
    if (!settings_is_choice(entry->section, entry->key))
        return STATUS_OK;
    const char *dot = entry->section[0] == '\0' ? "" : ".";
    const struct setting setting = {
        arena_format(choices->arena, "%s%s%s", entry->section, dot, entry->key), entry->value};
    if (choices->status == STATUS_OK)
        choices->status = bundle_writer_setting(choices->writer, &setting, choices->error);
    return STATUS_OK;
}

/* ---- The museum's own words ---- */

static enum status take_text(void *self, const struct ini_entry *entry, struct error *error)
{
    struct choices *choices = self;
    (void)error;
    if (choices->text_count < TEXTS_MAX)
        choices->texts[choices->text_count++] = (struct text){
            arena_string(choices->arena, entry->key), arena_string(choices->arena, entry->value)};
    return STATUS_OK;
}

static const char *find_text(const struct choices *choices, const char *id)
{
    for (size_t i = 0; i < choices->text_count; i++)
        if (strcmp(choices->texts[i].id, id) == 0)
            return choices->texts[i].words;
    return NULL;
}

/* A placeholder of `a` that `b` has not, in the arena; NULL: it has all. */
static const char *missing_placeholder(struct arena *arena, const char *a, const char *b)
{
    for (const char *open = strchr(a, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL)
            return NULL;
        const char *placeholder = arena_copy(arena, open, (size_t)(close - open) + 1);
        if (strstr(b, placeholder) == NULL)
            return placeholder;
    }
    return NULL;
}

/* Plural forms that may name their number in words. */
static bool may_lack_number(const char *id)
{
    const char *form = strrchr(id, '.');
    return form != NULL &&
           (strcmp(form, ".zero") == 0 || strcmp(form, ".one") == 0 || strcmp(form, ".two") == 0);
}

static enum status check_wording(struct choices *choices, const struct ini_entry *entry,
                                 struct error *error)
{
    const char *usual = find_text(choices, entry->key);
    if (usual == NULL)
        return error_set(error, STATUS_INVALID, "the interface has no text %s", entry->key);
    const char *missing = missing_placeholder(choices->arena, usual, entry->value);
    if (missing != NULL && !(strcmp(missing, "{n}") == 0 && may_lack_number(entry->key)))
        return error_set(error, STATUS_INVALID, "%s lacks %s, as in \"%s\"", entry->key, missing,
                         usual);
    const char *other = missing_placeholder(choices->arena, entry->value, usual);
    if (other != NULL && strcmp(other, "{n}") != 0)
        return error_set(error, STATUS_INVALID, "%s has %s, which nothing stands in for",
                         entry->key, other);
    return STATUS_OK;
}

static enum status take_wording(void *self, const struct ini_entry *entry, struct error *error)
{
    struct choices *choices = self;
    const struct wording wording = {choices->lang, entry->key, entry->value};
    enum status status = check_wording(choices, entry, error);
    if (status == STATUS_OK && choices->status == STATUS_OK)
        choices->status = bundle_writer_wording(choices->writer, &wording, choices->error);
    return status;
}

/* What cannot be read is told, what is not there is no matter. */
static void read_file(struct choices *choices, const char *path, ini_entry_fn *take)
{
    struct error error = {0};
    enum status status = ini_read_all(path, take, warn, choices, &error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        warn(choices, error.message);
}

static void add_wordings(struct choices *choices, const char *folder, const char *interface)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        choices->lang = languages[i];
        choices->text_count = 0;
        if (ini_read(arena_format(choices->arena, "%s/%s.ini", interface, languages[i]), take_text,
                     choices, NULL) != STATUS_OK)
            continue;
        choices->file = arena_format(choices->arena, "strings/%s.ini", languages[i]);
        read_file(choices, arena_format(choices->arena, "%s/%s", folder, choices->file),
                  take_wording);
    }
}

enum status choices_add(struct bundle_writer *writer, const char *const *sources, size_t count,
                        const char *interface, struct import_report *report, struct error *error)
{
    struct choices choices = {.writer = writer,
                              .report = report,
                              .arena = arena_create(),
                              .texts = memory_zeroed(TEXTS_MAX, sizeof *choices.texts),
                              .error = error};
    for (size_t i = 0; i < count && choices.status == STATUS_OK; i++) {
        if (!source_is_folder(sources[i]))
            continue;
        choices.file = "exhibit.ini";
        read_file(&choices, arena_format(choices.arena, "%s/exhibit.ini", sources[i]),
                  take_setting);
        add_wordings(&choices, sources[i], interface);
    }
    free(choices.texts);
    arena_destroy(choices.arena);
    return choices.status;
}
