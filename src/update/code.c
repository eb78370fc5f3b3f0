#include "update/code.h"

#include <string.h>

static const char *const names[CODE_COUNT] = {
    [CODE_OK] = "ok",          [CODE_INSTALLED] = "I01",  [CODE_NONE] = "E10",
    [CODE_UNREADABLE] = "E11", [CODE_INCOMPLETE] = "E12", [CODE_REMOVED] = "E13",
    [CODE_STALLED] = "E14",    [CODE_BUSY] = "E15",       [CODE_KEY] = "E20",
    [CODE_SIGNATURE] = "E21",  [CODE_TOO_FAR] = "E22",    [CODE_MANIFEST] = "E23",
    [CODE_EXHIBIT] = "E24",    [CODE_OLDER] = "E30",      [CODE_REUSED] = "E31",
    [CODE_COPY] = "E32",       [CODE_SCHEMA] = "E33",     [CODE_CONTENT] = "E34",
    [CODE_BAD] = "E35",        [CODE_SPACE] = "E40",      [CODE_STORAGE] = "E41",
    [CODE_FELL_BACK] = "E42",  [CODE_DAMAGED] = "E43",    [CODE_NO_CONTENT] = "E44",
    [CODE_SETTINGS] = "E45",   [CODE_EMPTY] = "I02",
};

const char *code_name(enum update_code code)
{
    return names[code];
}

bool code_of(const char *name, enum update_code *ret_code)
{
    for (int i = 0; i < CODE_COUNT; i++)
        if (strcmp(names[i], name) == 0) {
            *ret_code = (enum update_code)i;
            return true;
        }
    return false;
}
