/* Keys: which name means which function, and when a held key repeats (section 8 of the interface
 * specification). */
#ifndef INPUT_KEYS_H
#define INPUT_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "input/event.h"

/* The function of a key by name, with its modifiers before it: "Up", "Shift+Tab", "Ctrl+Alt+S".
 * Letters' case does not count. KEY_NONE: it has none. */
enum input_key keys_find(const char *name);

/* The first name of a key, as replays write it; "" for KEY_NONE. Static. */
const char *keys_name(enum input_key key);

/* Keys that mean something else here than elsewhere: a keypad's, say. Zeroed: none. */
enum { KEY_MAP_MAX = 32, KEY_NAME_SIZE = 32 };

struct key_map {
    struct {
        char name[KEY_NAME_SIZE];
        enum input_key key;
    } entries[KEY_MAP_MAX];
    size_t count;
};

/* From now on the key of that name has that function, or none (KEY_NONE). False: too long a name,
 * or no room. */
bool keys_map_add(struct key_map *map, const char *name, enum input_key key);

/* The function of a key by name: that of the map, else that of keys_find. */
enum input_key keys_map_find(const struct key_map *map, const char *name);

/* A function by its word: "next-item"; "none" is KEY_NONE. False: no such word. */
bool keys_function(const char *word, enum input_key *ret_key);

/* All those words, with commas between them; static. */
const char *keys_functions(void);

/* A held key; zeroed: none. Only keys that move or change by steps repeat. */
struct key_repeat {
    uint64_t first_ms; /* from the press to the first repetition: 600, to 2000 by configuration */
    enum input_key key;
    uint64_t due_ms;
};

/* Half a second between repetitions: two a second. */
enum { KEY_REPEAT_FIRST_MS = 600, KEY_REPEAT_NEXT_MS = 500 };

/* A key went down; it replaces the one that was held. The press itself is the caller's. */
void keys_press(struct key_repeat *repeat, enum input_key key, uint64_t now_ms);

/* A key came up. Ignored unless it is the one that is held. */
void keys_release(struct key_repeat *repeat, enum input_key key);

/* When keys_repeat has something to say; UINT64_MAX: never. */
uint64_t keys_deadline_ms(const struct key_repeat *repeat);

/* The key that is pressed once more by now, or KEY_NONE. Time that was missed gives one repetition,
 * not many. */
enum input_key keys_repeat(struct key_repeat *repeat, uint64_t now_ms);

#endif
