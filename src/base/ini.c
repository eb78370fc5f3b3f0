#include "base/ini.h"

#include "base/utf8.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct reading {
    FILE *file;
    ini_entry_fn *entry_fn;
    void *self;
    struct error *error;
    enum status status; /* of the first failure; nothing is read or given on after it */
    int line;
};

static void fail(struct reading *reading, const char *message)
{
    reading->status = error_set(reading->error, STATUS_INVALID, "%s", message);
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

/* What inih would cut, or pass over and read on. */
static void check_line(struct reading *reading, const char *line, size_t length)
{
    const char *end = memchr(line, ']', length);
    if (memchr(line, '\0', length) != NULL || !utf8_is_valid(line, length, NULL))
        fail(reading, "not UTF-8 text; save the file as UTF-8");
    else if (line[0] == '[' && end == NULL)
        fail(reading, "a section without ]; close it");
    else if (line[0] == '[' && end - line - 1 > INI_NAME_MAX)
        fail(reading, "section name over 49 bytes; shorten it");
    else if (strchr("[;#", line[0]) == NULL && memchr(line, '=', length) == NULL)
        fail(reading, "neither [section], key = value nor ; comment; correct the line");
}

/* inih's reader: one line closed by \n, as fgets gives it; NULL at the end or after a failure. */
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
    if (reading->line > INI_LINES_MAX)
        reading->status =
            error_set(reading->error, STATUS_LIMIT, "more than %d lines", INI_LINES_MAX);
    else if (length > INI_LINE_MAX || length + 2 > room)
        fail(reading, "line over 197 bytes; shorten it");
    else if (length > 0)
        check_line(reading, line, (size_t)length);
    if (reading->status != STATUS_OK)
        return NULL;
    snprintf(text, (size_t)room, "%.*s\n", (int)length, line);
    return text;
}

/* inih's handler: 0 is a failure. */
static int take_entry(void *user, const char *section, const char *key, const char *value)
{
    struct reading *reading = user;
    if (reading->status != STATUS_OK)
        return 0;
    reading->status = reading->entry_fn(
        reading->self, &(struct ini_entry){section, key, value, reading->line}, reading->error);
    return reading->status == STATUS_OK;
}

/* Passes over the byte order mark. */
static void begin(FILE *file)
{
    char mark[3];
    if (fread(mark, 1, sizeof mark, file) != sizeof mark || memcmp(mark, "\xEF\xBB\xBF", 3) != 0)
        rewind(file);
}

enum status ini_read(const char *path, ini_entry_fn *entry_fn, void *self, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    struct reading reading = {
        .file = file, .entry_fn = entry_fn, .self = self, .error = error, .status = STATUS_OK};
    begin(file);
    int bad_line = ini_parse_stream(next_line, &reading, take_entry, &reading);
    bool broken = ferror(file) != 0;
    fclose(file);
    if (broken)
        return error_set(error, STATUS_IO, "%s: cannot be read", path);
    if (bad_line > 0 && reading.status == STATUS_OK) {
        reading.line = bad_line;
        fail(&reading, "no value before the comment; correct the line");
    }
    if (reading.status != STATUS_OK)
        return error_wrap(error, reading.status, "%s:%d", path, reading.line);
    return STATUS_OK;
}
