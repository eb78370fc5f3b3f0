#include "input/keys.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The first name of a key is the one that keys_name gives. "=" is the unshifted + of most
 * keyboards. */
static const struct {
    const char *name;
    enum input_key key;
} names[] = {
    {"Up", KEY_PREVIOUS_ITEM},
    {"Shift+Tab", KEY_PREVIOUS_ITEM},
    {"Down", KEY_NEXT_ITEM},
    {"Tab", KEY_NEXT_ITEM},
    {"Left", KEY_PREVIOUS_PAGE},
    {"PageUp", KEY_PREVIOUS_PAGE},
    {"PgUp", KEY_PREVIOUS_PAGE},
    {"Right", KEY_NEXT_PAGE},
    {"PageDown", KEY_NEXT_PAGE},
    {"PgDn", KEY_NEXT_PAGE},
    {"Enter", KEY_SELECT},
    {"Return", KEY_SELECT},
    {"Keypad Enter", KEY_SELECT},
    {"Space", KEY_SPACE},
    {"Esc", KEY_BACK},
    {"Escape", KEY_BACK},
    {"Backspace", KEY_DELETE},
    {"Home", KEY_HOME},
    {"F1", KEY_HELP},
    {"-", KEY_QUIETER},
    {"Keypad -", KEY_QUIETER},
    {"+", KEY_LOUDER},
    {"Shift+=", KEY_LOUDER},
    {"=", KEY_LOUDER},
    {"Keypad +", KEY_LOUDER},
    {"Ctrl+Alt+S", KEY_STAFF},
};

enum { NAME_COUNT = sizeof names / sizeof names[0] };

enum input_key keys_find(const char *name)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].key;
    return KEY_NONE;
}

const char *keys_name(enum input_key key)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (names[i].key == key)
            return names[i].name;
    return "";
}

/* ---- Maps ---- */

bool keys_map_add(struct key_map *map, const char *name, enum input_key key)
{
    size_t length = strlen(name), at = 0;
    while (at < map->count && strcasecmp(map->entries[at].name, name) != 0)
        at++;
    if (length == 0 || length >= KEY_NAME_SIZE || at == KEY_MAP_MAX)
        return false;
    memcpy(map->entries[at].name, name, length + 1);
    map->entries[at].key = key;
    map->count += at == map->count;
    return true;
}

enum input_key keys_map_find(const struct key_map *map, const char *name)
{
    for (size_t i = 0; i < map->count; i++)
        if (strcasecmp(map->entries[i].name, name) == 0)
            return map->entries[i].key;
    return keys_find(name);
}

static const struct {
    const char *word;
    enum input_key key;
} functions[] = {
    {"previous-item", KEY_PREVIOUS_ITEM},
    {"next-item", KEY_NEXT_ITEM},
    {"previous-page", KEY_PREVIOUS_PAGE},
    {"next-page", KEY_NEXT_PAGE},
    {"select", KEY_SELECT},
    {"back", KEY_BACK},
    {"home", KEY_HOME},
    {"help", KEY_HELP},
    {"quieter", KEY_QUIETER},
    {"louder", KEY_LOUDER},
    {"staff", KEY_STAFF},
    {"none", KEY_NONE},
};

bool keys_function(const char *word, enum input_key *ret_key)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(functions[i].word, word) == 0) {
            *ret_key = functions[i].key;
            return true;
        }
    return false;
}

const char *keys_functions(void)
{
    return "previous-item, next-item, previous-page, next-page, select, back, home, help, "
           "quieter, louder, staff, none";
}

/* ---- Repetition ---- */

static bool repeats(enum input_key key)
{
    switch (key) {
    case KEY_PREVIOUS_ITEM:
    case KEY_NEXT_ITEM:
    case KEY_PREVIOUS_PAGE:
    case KEY_NEXT_PAGE:
    case KEY_QUIETER:
    case KEY_LOUDER:
        return true;
    default:
        return false;
    }
}

void keys_press(struct key_repeat *repeat, enum input_key key, uint64_t now_ms)
{
    repeat->key = repeats(key) ? key : KEY_NONE;
    repeat->due_ms = now_ms + repeat->first_ms;
}

void keys_release(struct key_repeat *repeat, enum input_key key)
{
    if (repeat->key == key)
        repeat->key = KEY_NONE;
}

uint64_t keys_deadline_ms(const struct key_repeat *repeat)
{
    return repeat->key == KEY_NONE ? UINT64_MAX : repeat->due_ms;
}

enum input_key keys_repeat(struct key_repeat *repeat, uint64_t now_ms)
{
    if (now_ms < keys_deadline_ms(repeat))
        return KEY_NONE;
    const uint64_t next_ms = repeat->due_ms + KEY_REPEAT_NEXT_MS;
    repeat->due_ms = next_ms > now_ms ? next_ms : now_ms + KEY_REPEAT_NEXT_MS;
    return repeat->key;
}
