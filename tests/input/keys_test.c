#include "input/keys.h"

#include "support/harness.h"

static void names_mean_functions(void)
{
    static const struct {
        const char *name;
        enum input_key key;
    } cases[] = {
        {"Up", KEY_PREVIOUS_ITEM},
        {"Shift+Tab", KEY_PREVIOUS_ITEM},
        {"Down", KEY_NEXT_ITEM},
        {"Tab", KEY_NEXT_ITEM},
        {"Left", KEY_PREVIOUS_PAGE},
        {"PgUp", KEY_PREVIOUS_PAGE},
        {"Right", KEY_NEXT_PAGE},
        {"PageDown", KEY_NEXT_PAGE},
        {"Enter", KEY_SELECT},
        {"Return", KEY_SELECT},
        {"Space", KEY_SPACE},
        {"Escape", KEY_BACK},
        {"Backspace", KEY_DELETE},
        {"Home", KEY_HOME},
        {"F1", KEY_HELP},
        {"-", KEY_QUIETER},
        {"+", KEY_LOUDER},
        {"ctrl+alt+s", KEY_STAFF},
        {"Q", KEY_NONE},
        {"", KEY_NONE},
        {"Shift+Up", KEY_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!EXPECT_INT(keys_find(cases[i].name), cases[i].key))
            harness_expect(false, cases[i].name, 0, "as above");
}

static void every_function_has_a_name(void)
{
    for (int key = KEY_NONE + 1; key <= KEY_STAFF; key++)
        EXPECT_INT(keys_find(keys_name((enum input_key)key)), key);
    EXPECT_TEXT(keys_name(KEY_NEXT_PAGE), "Right");
    EXPECT_TEXT(keys_name(KEY_NONE), "");
}

static void a_map_changes_what_keys_mean(void)
{
    struct key_map map = {0};
    enum input_key key;
    EXPECT(keys_map_add(&map, "F13", KEY_HELP));
    EXPECT(keys_map_add(&map, "Up", KEY_NONE));
    EXPECT(keys_map_add(&map, "f13", KEY_BACK));
    EXPECT_INT(map.count, 2);
    EXPECT_INT(keys_map_find(&map, "F13"), KEY_BACK);
    EXPECT_INT(keys_map_find(&map, "up"), KEY_NONE);
    EXPECT_INT(keys_map_find(&map, "Down"), KEY_NEXT_ITEM);
    EXPECT(!keys_map_add(&map, "", KEY_BACK));
    EXPECT(!keys_map_add(&map, "A name that no key on any keyboard has", KEY_BACK));
    EXPECT(keys_function("louder", &key) && key == KEY_LOUDER);
    EXPECT(!keys_function("", &key));
}

static void a_held_key_repeats_twice_a_second(void)
{
    struct key_repeat repeat = {.first_ms = KEY_REPEAT_FIRST_MS};
    EXPECT(keys_deadline_ms(&repeat) == UINT64_MAX);
    keys_press(&repeat, KEY_NEXT_PAGE, 1000);
    EXPECT_INT(keys_deadline_ms(&repeat), 1600);
    EXPECT_INT(keys_repeat(&repeat, 1599), KEY_NONE);
    EXPECT_INT(keys_repeat(&repeat, 1600), KEY_NEXT_PAGE);
    EXPECT_INT(keys_repeat(&repeat, 1610), KEY_NONE);
    EXPECT_INT(keys_repeat(&repeat, 2105), KEY_NEXT_PAGE);
    EXPECT_INT(keys_deadline_ms(&repeat), 2600);
    keys_release(&repeat, KEY_NEXT_ITEM);
    EXPECT_INT(keys_deadline_ms(&repeat), 2600);
    keys_release(&repeat, KEY_NEXT_PAGE);
    EXPECT_INT(keys_repeat(&repeat, 9000), KEY_NONE);
}

static void missed_time_gives_one_repetition(void)
{
    struct key_repeat repeat = {.first_ms = 2000};
    keys_press(&repeat, KEY_LOUDER, 0);
    EXPECT_INT(keys_repeat(&repeat, 60000), KEY_LOUDER);
    EXPECT_INT(keys_deadline_ms(&repeat), 60500);
}

static void keys_that_act_once_do_not_repeat(void)
{
    static const enum input_key keys[] = {KEY_SELECT, KEY_BACK, KEY_HOME, KEY_HELP, KEY_STAFF};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct key_repeat repeat = {.first_ms = KEY_REPEAT_FIRST_MS};
        keys_press(&repeat, KEY_NEXT_ITEM, 0);
        keys_press(&repeat, keys[i], 10);
        EXPECT_INT(keys_repeat(&repeat, 9000), KEY_NONE);
    }
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"names_mean_functions", names_mean_functions},
        {"every_function_has_a_name", every_function_has_a_name},
        {"a_held_key_repeats_twice_a_second", a_held_key_repeats_twice_a_second},
        {"missed_time_gives_one_repetition", missed_time_gives_one_repetition},
        {"keys_that_act_once_do_not_repeat", keys_that_act_once_do_not_repeat},
        {"a_map_changes_what_keys_mean", a_map_changes_what_keys_mean},
        {0},
    };
    return harness_run(cases);
}
