#include "bundle/contents.h"
#include "commands.h"
#include "json.h"

#include <stdio.h>
#include <string.h>

/* A count and its name in both outputs. */
struct figure {
    const char *name;
    uint32_t count;
};

enum { FIGURES = 13 };

static void list_figures(const struct contents *contents, struct figure figures[FIGURES])
{
    const struct figure all[FIGURES] = {
        {"schema", contents->schema},
        {"editions", contents->editions},
        {"letters", contents->letters},
        {"editorial_notes", contents->editorial_notes},
        {"notes", contents->notes},
        {"persons", contents->persons},
        {"terms", contents->terms},
        {"references", contents->references},
        {"printed_pages", contents->printed_pages},
        {"pictures", contents->pictures},
        {"recordings", contents->recordings},
        {"slides", contents->slides},
        {"words", contents->words},
    };
    memcpy(figures, all, sizeof all);
}

static void print_json(const struct exhibit *exhibit, const struct contents *contents)
{
    struct buffer out = {0};
    struct json json = {.out = &out};
    struct figure figures[FIGURES];
    list_figures(contents, figures);
    json_open(&json, NULL, '{');
    json_number(&json, "info", 1);
    json_text(&json, "id", exhibit->id);
    json_text(&json, "title", exhibit->title);
    json_text(&json, "years", exhibit->years);
    json_text(&json, "application", contents->writer);
    for (int i = 0; i < FIGURES; i++)
        json_number(&json, figures[i].name, figures[i].count);
    json_open(&json, "languages", '{');
    for (size_t i = 0; i < contents->lang_count; i++)
        json_number(&json, contents->langs[i].lang, contents->langs[i].versions);
    json_close(&json, '}');
    json_close(&json, '}');
    fputs(buffer_string(&out), stdout);
    buffer_fini(&out);
}

static void print_text(const struct exhibit *exhibit, const struct contents *contents)
{
    struct figure figures[FIGURES];
    list_figures(contents, figures);
    printf("%s (%s)%s%s\n", exhibit->title, exhibit->id, exhibit->years == NULL ? "" : ", ",
           exhibit->years == NULL ? "" : exhibit->years);
    for (size_t i = 0; i < exhibit->edition_count; i++)
        printf("  %s: %s, %u letters\n", exhibit->editions[i].id, exhibit->editions[i].title,
               exhibit->editions[i].letter_count);
    for (int i = 0; i < FIGURES; i++)
        printf("%-16s%u\n", figures[i].name, figures[i].count);
    printf("%-16s", "languages");
    for (size_t i = 0; i < contents->lang_count; i++)
        printf(contents->langs[i].versions < contents->letters ? "%s%s (%u of %u)" : "%s%s (%u)",
               i == 0 ? "" : ", ", contents->langs[i].lang, contents->langs[i].versions,
               contents->letters);
    printf("\n%-16s%s\n", "application", contents->writer == NULL ? "?" : contents->writer);
}

static enum status show(const char *path, bool as_json, struct arena *arena, struct error *error)
{
    struct bundle_reader *reader;
    struct contents contents;
    struct exhibit exhibit;
    enum status status = bundle_reader_open(path, &reader, error);
    if (status != STATUS_OK)
        return status;
    struct letter_source source = bundle_reader_source(reader);
    status = source.calls->exhibit(source.self, arena, &exhibit, error);
    if (status == STATUS_OK)
        status = contents_read(reader, arena, &contents, error);
    if (status == STATUS_OK)
        (as_json ? print_json : print_text)(&exhibit, &contents);
    bundle_reader_close(reader);
    return status;
}

int info_run(const struct command_line *line)
{
    const char *path = NULL;
    bool as_json = false;
    for (int i = 0; i < line->count; i++) {
        const char *argument = line->arguments[i];
        if (strcmp(argument, "--json") == 0)
            as_json = true;
        else if (argument[0] == '-' || path != NULL)
            return command_misused("info does not take \"%s\"", argument);
        else
            path = argument;
    }
    if (path == NULL)
        return command_misused("info takes a bundle");
    struct error error = {0};
    struct arena *arena = arena_create();
    enum status status = show(path, as_json, arena, &error);
    arena_destroy(arena);
    return command_end(status, &error);
}
