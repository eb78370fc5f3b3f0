/* Writes JSON (RFC 8259) piece by piece, with commas and indentation where they belong. */
#ifndef BUNDLE_JSON_H
#define BUNDLE_JSON_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed with a buffer to write to is ready. */
struct json {
    struct buffer *out;
    int depth;
    bool filled; /* something stands already in the innermost object or array */
};

/* Objects and arrays; `name` is the member's, NULL within an array or outside everything. */
void json_open(struct json *json, const char *name, char bracket);
void json_close(struct json *json, char bracket);

/* Members; text is UTF-8. json_optional writes nothing for NULL, json_text writes null. */
void json_text(struct json *json, const char *name, const char *text);
void json_optional(struct json *json, const char *name, const char *text);
void json_number(struct json *json, const char *name, uint64_t number);

#endif
