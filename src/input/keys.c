#include "input/keys.h"

#include <stddef.h>
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
