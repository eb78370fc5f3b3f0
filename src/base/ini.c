#include "base/ini.h"

#include "base/utf8.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct reading {
    FILE *file;
    const char *path;
    ini_entry_fn *entry_fn;
    ini_fault_fn *fault_fn; /* NULL: the first fault ends the reading */
    void *self;
    struct error error; /* of the present line */
    enum status status; /* of the first failure; nothing is read or given on after it */
    int line;
};

/* A fault of the present line: reading->error has its message. */
static void end_line(struct reading *reading, enum status status)
{
    (void)error_wrap(&reading->error, status, "%s:%d", reading->path, reading->line);
    if (reading->fault_fn == NULL)
        reading->status = status;
    else
        reading->fault_fn(reading->self, reading->error.message);
}

static bool fail(struct reading *reading, const char *message)
{
    end_line(reading, error_set(&reading->error, STATUS_INVALID, "%s", message));
    return false;
}

/* The next line without its end and without leading space, so that inih sees no continuation of
 * the value before; answers its whole length, which may exceed `room`, or -1 at the end. */
static long read_line(FILE *file, char *line, size_t room)
{
    size_t length = 0;
    int byte = getc(file);
    if (byte == EOF)
        return -1;
    while (byte == ' ' || byte == '\t')
        byte = getc(file);
    for (; byte != EOF && byte != '\n'; byte = getc(file), length++)
        if (length < room)
            line[length] = (char)byte;
    if (length > 0 && length <= room && line[length - 1] == '\r')
        length--;
    return (long)length;
}

/* What ends a key, if anything before a comment does. */
static const char *find_separator(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '=')
            return line + i;
        if (line[i] == ';' && i > 0 && (line[i - 1] == ' ' || line[i - 1] == '\t'))
            return NULL;
    }
    return NULL;
}

/* What inih would cut, or pass over and read on. */
static bool check_line(struct reading *reading, const char *line, size_t length)
{
    const char *end = memchr(line, ']', length);
    if (memchr(line, '\0', length) != NULL || !utf8_is_valid(line, length, NULL))
        return fail(reading, "not UTF-8 text; save the file as UTF-8");
    if (line[0] == '[' && end == NULL)
        return fail(reading, "a section without ]; close it");
    if (line[0] == '[' && end - line - 1 > INI_NAME_MAX)
        return fail(reading, "section name over 49 bytes; shorten it");
    if (strchr("[;#", line[0]) != NULL || find_separator(line, length) != NULL)
        return true;
    return fail(reading, memchr(line, '=', length) == NULL
                             ? "neither [section], key = value nor ; comment; correct the line"
                             : "no value before the comment; correct the line");
}

/* inih's reader: one line closed by \n, as fgets gives it; NULL at the end or after a failure. A
 * line at fault is given on as an empty one. */
static char *next_line(char *text, int room, void *stream)
{
    struct reading *reading = stream;
    char line[INI_LINE_MAX + 1];
    if (reading->status != STATUS_OK)
        return NULL;
    long length = read_line(reading->file, line, sizeof line);
    if (length < 0)
        return NULL;
    reading->line++;
    if (reading->line > INI_LINES_MAX) {
        reading->status = error_set(&reading->error, STATUS_LIMIT, "%s:%d: more than %d lines",
                                    reading->path, reading->line, INI_LINES_MAX);
        return NULL;
    }
    bool good = length <= INI_LINE_MAX && length + 2 <= room
                    ? length == 0 || check_line(reading, line, (size_t)length)
                    : fail(reading, "line over 197 bytes; shorten it");
    if (reading->status != STATUS_OK)
        return NULL;
    snprintf(text, (size_t)room, "%.*s\n", good ? (int)length : 0, line);
    return text;
}

/* inih's handler: 0 is a failure. */
static int take_entry(void *user, const char *section, const char *key, const char *value)
{
    struct reading *reading = user;
    if (reading->status != STATUS_OK)
        return 0;
    const struct ini_entry entry = {section, key, value, reading->line};
    enum status status = reading->entry_fn(reading->self, &entry, &reading->error);
    if (status != STATUS_OK)
        end_line(reading, status);
    return reading->status == STATUS_OK;
}

/* Passes over the byte order mark. */
static void begin(FILE *file)
{
    char mark[3];
    if (fread(mark, 1, sizeof mark, file) != sizeof mark || memcmp(mark, "\xEF\xBB\xBF", 3) != 0)
        rewind(file);
}

enum status ini_read_all(const char *path, ini_entry_fn *entry_fn, ini_fault_fn *fault_fn,
                         void *self, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    struct reading reading = {.file = file,
                              .path = path,
                              .entry_fn = entry_fn,
                              .fault_fn = fault_fn,
                              .self = self,
                              .status = STATUS_OK};
    begin(file);
    (void)ini_parse_stream(next_line, &reading, take_entry, &reading);
    bool broken = ferror(file) != 0;
    fclose(file);
    if (broken)
        return error_set(error, STATUS_IO, "%s: cannot be read", path);
    if (reading.status != STATUS_OK && error != NULL)
        *error = reading.error;
    return reading.status;
}

enum status ini_read(const char *path, ini_entry_fn *entry_fn, void *self, struct error *error)
{
    return ini_read_all(path, entry_fn, NULL, self, error);
}
