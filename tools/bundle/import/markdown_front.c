#include "import/markdown_front.h"

#include "import/draft.h"
#include "import/fields.h"
#include "import/markdown.h"

#include <string.h>

struct front {
    const struct source_letter *source;
    struct letter *letter;
    struct arena *arena;
    struct import_report *report;
    struct error *error;
    unsigned line;
};

/* The bytes without white space at the ends, and without the quotation marks around them. */
static const char *trimmed(struct front *front, const char *bytes, size_t length)
{
    while (length > 0 && strchr(" \t\r", bytes[0])) {
        bytes++;
        length--;
    }
    while (length > 0 && strchr(" \t\r", bytes[length - 1]))
        length--;
    bool quoted =
        length >= 2 && (bytes[0] == '"' || bytes[0] == '\'') && bytes[0] == bytes[length - 1];
    return quoted ? arena_copy(front->arena, bytes + 1, length - 2)
                  : arena_copy(front->arena, bytes, length);
}

static bool set_own(struct front *front, const char *name, const char *value)
{
    if (strcmp(name, "id") == 0 && value[0])
        front->letter->summary.key.id = draft_id(front->arena, value);
    else if (strcmp(name, "lang") == 0 && value[0])
        front->letter->version_lang = value;
    else
        return false;
    return true;
}

static void set(struct front *front, const char *name, const char *value)
{
    const char *file = front->source->file;
    if (set_own(front, name, value))
        return;
    switch (field_set(front->letter, front->arena, name, value)) {
    case FIELD_SET:
        return;
    case FIELD_UNKNOWN:
        import_report_warn(front->report, file, front->line, "unknown-field", NULL,
                           "\"%s\" is no field of a letter", name);
        return;
    case FIELD_INVALID:
        import_report_warn(front->report, file, front->line, "bad-value",
                           "write dates as 1962-10-28, 1962-10 or 1962",
                           "\"%s\" is nothing that the field \"%s\" can be", value, name);
        return;
    }
}

static bool is_empty(const char *text, size_t length)
{
    return prose_is_blank(text, length) || text[0] == '#';
}

static enum status read_line(struct front *front, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length);
    if (is_empty(line, length))
        return STATUS_OK;
    if (!colon)
        return error_set(front->error, STATUS_INVALID,
                         "%s:%u: no field of the front matter; write \"name: value\" on each line "
                         "between the two lines ---",
                         front->source->file, front->line);
    size_t at = (size_t)(colon - line);
    set(front, trimmed(front, line, at), trimmed(front, colon + 1, length - at - 1));
    return STATUS_OK;
}

static bool is_border(const char *line, size_t length)
{
    return length >= 3 && memcmp(line, "---", 3) == 0 && prose_is_blank(line + 3, length - 3);
}

static size_t line_length(const char *bytes, size_t length)
{
    const char *end = memchr(bytes, '\n', length);
    return end ? (size_t)(end - bytes) : length;
}

enum status markdown_front_read(const struct source_letter *source, struct letter *letter,
                                struct arena *arena, struct import_report *report, size_t *ret_end,
                                struct error *error)
{
    struct front front = {source, letter, arena, report, error, 1};
    const char *bytes = source->bytes;
    size_t at = line_length(bytes, source->length);
    *ret_end = 0;
    if (!is_border(bytes, at))
        return STATUS_OK;
    while (++at < source->length && at < MARKDOWN_FRONT_MAX) {
        size_t length = line_length(bytes + at, source->length - at);
        front.line++;
        if (is_border(bytes + at, length)) {
            *ret_end = at + length;
            return STATUS_OK;
        }
        enum status status = read_line(&front, bytes + at, length);
        if (status != STATUS_OK)
            return status;
        at += length;
    }
    return error_set(error, STATUS_INVALID,
                     "%s:1: the front matter has no end; close it with a line ---", source->file);
}
