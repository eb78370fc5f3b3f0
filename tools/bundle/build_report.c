#include "build_report.h"

#include "base/memory.h"
#include "import/string_set.h"
#include "json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Lines of one kind for one folder, and places of what is only counted. */
enum { LINES_SHOWN_MAX = 5, PLACES_SHOWN_MAX = 3 };

/* Findings of one kind in the files of one folder. */
struct group {
    unsigned count, printed;
    unsigned files; /* with findings behind the first LINES_SHOWN_MAX */
    const char *first_file;
    struct buffer places; /* the first of each of these files */
};

static void print_finding(const struct import_warning *warning, FILE *out)
{
    fputs(warning->file, out);
    if (warning->line > 0)
        fprintf(out, ":%u", warning->line);
    fprintf(out, ": %s: %s", warning->error ? "error" : "warning", warning->message);
    if (warning->visitors != NULL)
        fprintf(out, "; visitors see %s", warning->visitors);
    if (warning->advice != NULL)
        fprintf(out, "; %s", warning->advice);
    fprintf(out, " [%s]\n", warning->kind);
}

/* Up to its last slash, without it. */
static int length_of_folder(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash == NULL ? 0 : (int)(slash - file);
}

static void append_place(struct buffer *places, const struct import_warning *warning)
{
    int folder = length_of_folder(warning->file);
    buffer_format(places, "%s%s", places->length > 0 ? ", " : "",
                  warning->file + folder + (warning->file[folder] == '/'));
    if (warning->line > 0)
        buffer_format(places, ":%u", warning->line);
}

static void print_rest(const struct group *group, const struct import_warning *warning, FILE *out)
{
    const char *severity = warning->error ? "error" : "warning";
    unsigned count = group->count - LINES_SHOWN_MAX;
    int folder = length_of_folder(warning->file);
    if (group->files == 1)
        fprintf(out, "%s: %s: %u more like the last", group->first_file, severity, count);
    else
        fprintf(out, "%.*s: %s: %u more like the last, in %u files (%s%s)", folder > 0 ? folder : 1,
                folder > 0 ? warning->file : ".", severity, count, group->files,
                buffer_string(&group->places), group->files > PLACES_SHOWN_MAX ? ", ..." : "");
    fprintf(out, "; --report FILE.json writes them all [%s]\n", warning->kind);
}

/* The index of the group in `names`, from 1; 0: it is a new one. */
static unsigned *group_of(struct string_set *names, const struct import_warning *warning,
                          struct buffer *name)
{
    buffer_cut(name, 0);
    buffer_format(name, "%s %.*s", warning->kind, length_of_folder(warning->file), warning->file);
    return string_set_at(names, buffer_string(name));
}

static bool is_new_file(struct string_set *files, const struct import_warning *warning,
                        struct buffer *name)
{
    buffer_cut(name, 0);
    buffer_format(name, "%s %s", warning->kind, warning->file);
    return (*string_set_at(files, buffer_string(name)))++ == 0;
}

static void count_finding(struct group *group, const struct import_warning *warning,
                          struct string_set *files, struct buffer *name)
{
    if (++group->count <= LINES_SHOWN_MAX || !is_new_file(files, warning, name))
        return;
    group->first_file = group->files == 0 ? warning->file : group->first_file;
    if (group->files++ < PLACES_SHOWN_MAX)
        append_place(&group->places, warning);
}

/* One line behind the last that is printed, rather than one more, is none saved. */
static void print_in_group(struct group *group, const struct import_warning *warning, FILE *out)
{
    unsigned number = ++group->printed;
    bool whole = group->count <= LINES_SHOWN_MAX + 1;
    if (whole || number <= LINES_SHOWN_MAX)
        print_finding(warning, out);
    if (!whole && number == LINES_SHOWN_MAX)
        print_rest(group, warning, out);
}

void build_report_print(const struct import_report *report, FILE *out)
{
    struct string_set *names = string_set_create(), *files = string_set_create();
    struct buffer name = {0};
    size_t count = import_report_count(report), group_count = 0;
    struct group *groups = memory_zeroed(count + 1, sizeof *groups);
    for (size_t i = 0; i < count; i++) {
        const struct import_warning *warning = import_report_at(report, i);
        unsigned *group = group_of(names, warning, &name);
        *group = *group > 0 ? *group : (unsigned)++group_count;
        count_finding(&groups[*group - 1], warning, files, &name);
    }
    for (size_t i = 0; i < count; i++) {
        const struct import_warning *warning = import_report_at(report, i);
        print_in_group(&groups[*group_of(names, warning, &name) - 1], warning, out);
    }
    for (size_t i = 0; i < group_count; i++)
        buffer_fini(&groups[i].places);
    free(groups);
    buffer_fini(&name);
    string_set_destroy(names);
    string_set_destroy(files);
}

static void append_finding(struct json *json, const struct import_warning *warning)
{
    json_open(json, NULL, '{');
    json_text(json, "file", warning->file);
    if (warning->line > 0)
        json_number(json, "line", warning->line);
    json_text(json, "kind", warning->kind);
    json_text(json, "severity", warning->error ? "error" : "warning");
    json_text(json, "message", warning->message);
    json_optional(json, "visitors", warning->visitors);
    json_optional(json, "advice", warning->advice);
    json_close(json, '}');
}

static void append_findings(struct json *json, const struct import_report *report)
{
    json_open(json, "findings", '[');
    for (size_t i = 0; i < import_report_count(report); i++)
        append_finding(json, import_report_at(report, i));
    json_close(json, ']');
}

/* How many of each kind there are. */
static void append_counts(struct json *json, const struct import_report *report)
{
    const struct import_kind *kind;
    json_open(json, "counts", '{');
    for (size_t k = 0; (kind = import_kind_at(k)) != NULL; k++) {
        uint64_t count = 0;
        for (size_t i = 0; i < import_report_count(report); i++)
            count += strcmp(import_report_at(report, i)->kind, kind->name) == 0;
        if (count > 0)
            json_number(json, kind->name, count);
    }
    json_close(json, '}');
}

static enum status write_file(const char *path, const struct buffer *text, struct error *error)
{
    struct buffer part = {0};
    buffer_format(&part, "%s.part", path);
    FILE *file = fopen(buffer_string(&part), "we");
    bool written = file != NULL && fwrite(text->bytes, 1, text->length, file) == text->length;
    if (file != NULL && fclose(file) != 0)
        written = false;
    if (!written || rename(buffer_string(&part), path) != 0) {
        written = false;
        error_set(error, STATUS_IO, "%s: cannot be written: %s", path, strerror(errno));
        unlink(buffer_string(&part));
    }
    buffer_fini(&part);
    return written ? STATUS_OK : STATUS_IO;
}

enum status build_report_write(const char *path, const char *bundle,
                               const struct import_report *report, enum status status,
                               const char *message, struct error *error)
{
    struct buffer out = {0};
    struct json json = {.out = &out};
    json_open(&json, NULL, '{');
    json_number(&json, "report", 2);
    json_text(&json, "bundle", status == STATUS_OK ? bundle : NULL);
    json_text(&json, "error", status == STATUS_OK ? NULL : message);
    append_counts(&json, report);
    append_findings(&json, report);
    json_close(&json, '}');
    enum status written = write_file(path, &out, error);
    buffer_fini(&out);
    return written;
}
