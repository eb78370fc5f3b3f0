#include "build_report.h"

#include "json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void build_report_print(const struct import_report *report, FILE *out)
{
    for (size_t i = 0; i < import_report_count(report); i++) {
        const struct import_warning *warning = import_report_at(report, i);
        fputs(warning->file, out);
        if (warning->line > 0)
            fprintf(out, ":%u", warning->line);
        fprintf(out, ": warning: %s%s%s\n", warning->message, warning->advice == NULL ? "" : "; ",
                warning->advice == NULL ? "" : warning->advice);
    }
}

static void append_warnings(struct json *json, const struct import_report *report)
{
    json_open(json, "warnings", '[');
    for (size_t i = 0; i < import_report_count(report); i++) {
        const struct import_warning *warning = import_report_at(report, i);
        json_open(json, NULL, '{');
        json_text(json, "file", warning->file);
        if (warning->line > 0)
            json_number(json, "line", warning->line);
        json_text(json, "kind", warning->kind);
        json_text(json, "message", warning->message);
        json_optional(json, "advice", warning->advice);
        json_close(json, '}');
    }
    json_close(json, ']');
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
    json_number(&json, "report", 1);
    json_text(&json, "bundle", status == STATUS_OK ? bundle : NULL);
    json_text(&json, "error", status == STATUS_OK ? NULL : message);
    append_warnings(&json, report);
    json_close(&json, '}');
    enum status written = write_file(path, &out, error);
    buffer_fini(&out);
    return written;
}
