#include "update/status_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const phase_names[PHASE_COUNT] = {
    "idle", "reading", "copying", "checking", "ready", "running", "failed", "saving", "saved"};

void status_line_format(const struct status_line *line, struct buffer *text)
{
    buffer_format(text, "%s serial=%" PRIu64 " other=%" PRIu64 " percent=%u code=%s detail=",
                  phase_names[line->phase], line->serial, line->other, line->percent,
                  code_name(line->code));
    for (const char *at = line->detail; *at != '\0'; at++)
        buffer_byte(text, (unsigned char)*at < 0x20 || *at == 0x7f ? ' ' : *at);
    buffer_byte(text, '\n');
}

/* Cuts the next word off, up to a space. */
static char *take_word(char **at)
{
    char *word = *at;
    char *space = strchr(word, ' ');
    if (space == NULL)
        return NULL;
    *space = '\0';
    *at = space + 1;
    return word;
}

static bool take_value(char **at, const char *name, char **ret_value)
{
    char *word = take_word(at);
    const size_t length = strlen(name);
    if (word == NULL || strncmp(word, name, length) != 0 || word[length] != '=')
        return false;
    *ret_value = word + length + 1;
    return true;
}

static bool take_number(char **at, const char *name, uint64_t *ret_number)
{
    char *value, *end;
    if (!take_value(at, name, &value) || *value < '0' || *value > '9')
        return false;
    *ret_number = strtoull(value, &end, 10);
    return *end == '\0';
}

static bool take_phase(char **at, enum status_phase *ret_phase)
{
    const char *word = take_word(at);
    for (int i = 0; word != NULL && i < PHASE_COUNT; i++)
        if (strcmp(word, phase_names[i]) == 0) {
            *ret_phase = (enum status_phase)i;
            return true;
        }
    return false;
}

static bool parse(char *text, struct status_line *line)
{
    static const char detail[] = "detail=";
    uint64_t percent;
    char *code;
    if (!take_phase(&text, &line->phase) || !take_number(&text, "serial", &line->serial) ||
        !take_number(&text, "other", &line->other) || !take_number(&text, "percent", &percent) ||
        percent > 100 || !take_value(&text, "code", &code) || !code_of(code, &line->code) ||
        strncmp(text, detail, sizeof detail - 1) != 0 ||
        strlen(text) - (sizeof detail - 1) >= sizeof line->detail)
        return false;
    line->percent = (unsigned)percent;
    memcpy(line->detail, text + sizeof detail - 1, strlen(text) - (sizeof detail - 1) + 1);
    return true;
}

bool status_line_parse(const char *text, size_t length, struct status_line *ret_line)
{
    char copy[STATUS_LINE_MAX];
    struct status_line line = {0};
    if (length == 0 || length >= sizeof copy || text[length - 1] != '\n' ||
        memchr(text, '\0', length) != NULL || memchr(text, '\n', length - 1) != NULL)
        return false;
    memcpy(copy, text, length - 1);
    copy[length - 1] = '\0';
    if (!parse(copy, &line))
        return false;
    *ret_line = line;
    return true;
}
