#include "json.h"

#include <string.h>

static void append_quoted(struct buffer *out, const char *text)
{
    buffer_byte(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte == '\n')
            buffer_text(out, "\\n");
        else if (byte < 0x20 || byte == 0x7f)
            buffer_format(out, "\\u%04x", byte);
        else
            buffer_byte(out, (char)byte);
    }
    buffer_byte(out, '"');
}

static void begin_line(struct json *json)
{
    if (json->depth > 0)
        buffer_byte(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        buffer_byte(json->out, ' ');
}

static void begin_member(struct json *json, const char *name)
{
    if (json->filled)
        buffer_byte(json->out, ',');
    begin_line(json);
    json->filled = true;
    if (name == NULL)
        return;
    append_quoted(json->out, name);
    buffer_text(json->out, ": ");
}

void json_open(struct json *json, const char *name, char bracket)
{
    begin_member(json, name);
    buffer_byte(json->out, bracket);
    json->depth++;
    json->filled = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->filled && json->depth > 0)
        begin_line(json);
    else if (json->filled)
        buffer_byte(json->out, '\n');
    buffer_byte(json->out, bracket);
    if (json->depth == 0)
        buffer_byte(json->out, '\n');
    json->filled = true;
}

void json_text(struct json *json, const char *name, const char *text)
{
    begin_member(json, name);
    if (text == NULL)
        buffer_text(json->out, "null");
    else
        append_quoted(json->out, text);
}

void json_optional(struct json *json, const char *name, const char *text)
{
    if (text != NULL)
        json_text(json, name, text);
}

void json_number(struct json *json, const char *name, uint64_t number)
{
    begin_member(json, name);
    buffer_format(json->out, "%llu", (unsigned long long)number);
}
