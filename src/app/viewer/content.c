#include "app/viewer/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum { PATH_SIZE = 4096 };

#define FALLBACK_LANG "en"

static const char *asset(const struct content *content, const char *name, char path[PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "%s/%s", content->assets, name);
    return path;
}

/* A list without any of its fonts would show empty pages; one that lacks some shows most. */
static enum status load_fonts(struct content *content, struct error *error)
{
    char path[PATH_SIZE];
    const char *missing, *package;
    enum status status = font_list_load(asset(content, "fonts.ini", path), &content->fonts, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; font_list_missing(content->fonts, i, &missing, &package); i++)
        fprintf(stderr, "vitrine: %s is missing; install the package %s\n", missing, package);
    content->shaper = font_shaper_create(content->fonts);
    return STATUS_OK;
}

void content_open(struct content *content, char *assets, const char *bundle)
{
    char path[PATH_SIZE];
    *content = (struct content){.assets = assets};
    content->icons = memory_string(asset(content, "icons", path));
    content->path = memory_string(bundle);
    if (bundle_reader_open(bundle, &content->bundle, &content->fault) != STATUS_OK)
        content->bundle = NULL;
}

struct letter_source content_source(const struct content *content)
{
    return content->bundle == NULL ? (struct letter_source){0}
                                   : bundle_reader_source(content->bundle);
}

enum status content_reopen(struct content *content, struct bundle_reader **ret_before,
                           struct error *error)
{
    struct bundle_reader *reader = NULL;
    enum status status = bundle_reader_open(content->path, &reader, error);
    if (status != STATUS_OK)
        return status;
    *ret_before = content->bundle;
    content->bundle = reader;
    return STATUS_OK;
}

static void read_wordings(struct content *content)
{
    const struct letter_source source = content_source(content);
    content->arena = arena_create();
    if (source.calls == NULL ||
        source.calls->wordings(source.self, content->arena, &content->wordings,
                               &content->wording_count, NULL) != STATUS_OK)
        content->wording_count = 0;
}

static void complain(void *self, const char *message)
{
    (void)self;
    fprintf(stderr, "vitrine: %s\n", message);
}

/* The interface's words in a language, with the museum's own over them. */
static enum status load_strings(struct content *content, const char *lang,
                                struct strings **ret_strings, struct error *error)
{
    char path[PATH_SIZE];
    enum status status = strings_load(asset(content, "strings", path), lang, ret_strings, error);
    if (status == STATUS_OK)
        strings_overlay(*ret_strings, content->wordings, content->wording_count, complain, NULL);
    return status;
}

static enum status load_default_strings(struct content *content, const char *lang,
                                        struct error *error)
{
    enum status status = load_strings(content, lang, &content->strings, error);
    if (status == STATUS_NOT_FOUND)
        status = load_strings(content, FALLBACK_LANG, &content->strings, error);
    return status;
}

enum status content_load(struct content *content, const char *lang, struct error *error)
{
    char path[PATH_SIZE];
    enum status status = load_fonts(content, error);
    read_wordings(content);
    if (status == STATUS_OK)
        status = load_default_strings(content, lang, error);
    if (status == STATUS_OK)
        status = keyboards_load(asset(content, "keyboards", path), &content->keyboards, error);
    if (status == STATUS_OK)
        status = theme_load_all(asset(content, "themes", path), content->themes, error);
    return status;
}

const struct strings *content_strings(void *self, const char *lang)
{
    struct content *content = self;
    if (strcmp(strings_lang(content->strings), lang) == 0)
        return content->strings;
    for (int i = 0; i < CONTENT_LANGUAGES_MAX; i++) {
        struct strings **other = &content->others[i];
        if (*other == NULL && load_strings(content, lang, other, NULL) != STATUS_OK)
            return NULL;
        if (strcmp(strings_lang(*other), lang) == 0)
            return *other;
    }
    return NULL;
}

const char *content_language_name(void *self, const char *lang)
{
    struct content *content = self;
    char path[PATH_SIZE];
    bool there =
        content->names != NULL || strings_load(asset(content, "strings", path), "languages",
                                               &content->names, NULL) == STATUS_OK;
    const char *name = there ? strings_text(content->names, lang) : lang;
    return name == lang ? NULL : name;
}

void content_fini(struct content *content)
{
    for (int i = 0; i < CONTENT_LANGUAGES_MAX; i++)
        strings_destroy(content->others[i]);
    strings_destroy(content->names);
    strings_destroy(content->strings);
    arena_destroy(content->arena);
    keyboards_destroy(content->keyboards);
    font_shaper_destroy(content->shaper);
    font_list_destroy(content->fonts);
    bundle_reader_close(content->bundle);
    free(content->path);
    free(content->icons);
    free(content->assets);
    *content = (struct content){0};
}
