#include "build_report.h"

#include "import/string_set.h"
#include "json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Lines of one kind for one file; the rest is counted. */
enum { LINES_SHOWN_MAX = 5 };

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

static void print_rest(const struct import_warning *warning, unsigned count, FILE *out)
{
    fprintf(out, "%s: %s: %u more like the last; --report FILE.json writes them all [%s]\n",
            warning->file, warning->error ? "error" : "warning", count, warning->kind);
}

static const char *file_and_kind(struct buffer *name, const struct import_warning *warning)
{
    buffer_cut(name, 0);
    buffer_format(name, "%s %s", warning->kind, warning->file);
    return buffer_string(name);
}

void build_report_print(const struct import_report *report, FILE *out)
{
    struct string_set *counts = string_set_create(), *shown = string_set_create();
    struct buffer name = {0};
    size_t count = import_report_count(report);
    for (size_t i = 0; i < count; i++)
        ++*string_set_at(counts, file_and_kind(&name, import_report_at(report, i)));
    for (size_t i = 0; i < count; i++) {
        const struct import_warning *warning = import_report_at(report, i);
        unsigned of_all = string_set_get(counts, file_and_kind(&name, warning));
        unsigned lines = ++*string_set_at(shown, buffer_string(&name));
        if (lines <= LINES_SHOWN_MAX || of_all == LINES_SHOWN_MAX + 1)
            print_finding(warning, out);
        if (lines == LINES_SHOWN_MAX && of_all > LINES_SHOWN_MAX + 1)
            print_rest(warning, of_all - lines, out);
    }
    buffer_fini(&name);
    string_set_destroy(counts);
    string_set_destroy(shown);
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
