#include "view/keyboard.h"

#include "base/buffer.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static struct keyboards *load(void)
{
    struct keyboards *keyboards = NULL;
    struct error error = {0};
    if (!EXPECT_INT(keyboards_load(harness_source_path("assets/keyboards"), &keyboards, &error),
                    STATUS_OK))
        EXPECT_TEXT(error.message, "");
    return keyboards;
}

static void has_one_for_every_language(void)
{
    static const struct {
        const char *lang, *name;
    } cases[] = {{"en", "ABC"}, {"ru", "АБВ"}, {"uk-UA", "АБВ"}, {"el", "ΑΒΓ"}, {"ar", "أبج"},
                 {"he", "אבג"}, {"yi", "אבג"}, {"pl", "ABC"},    {"e", "ABC"},  {"", "ABC"}};
    struct keyboards *keyboards = load();
    for (size_t i = 0; keyboards != NULL && i < sizeof cases / sizeof *cases; i++)
        EXPECT_TEXT(keyboards_find(keyboards, cases[i].lang)->name, cases[i].name);
    keyboards_destroy(keyboards);
}

/* Every letter a language needs is on its keyboard, once. */
static void has_every_letter_once(void)
{
    static const struct {
        const char *lang, *letters;
    } cases[] = {{"en", "abcdefghijklmnopqrstuvwxyz"},
                 {"ru", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"},
                 {"el", "αβγδεζηθικλμνξοπρστυφχψως"},
                 {"ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"},
                 {"he", "אבגדהוזחטיכלמנסעפצקרשתםןץףך"}};
    struct keyboards *keyboards = load();
    for (size_t i = 0; keyboards != NULL && i < sizeof cases / sizeof *cases; i++) {
        const struct keyboard *keyboard = keyboards_find(keyboards, cases[i].lang);
        struct buffer all = {0};
        for (size_t row = 0; row < keyboard->row_count; row++)
            for (size_t key = 0; key < keyboard->key_counts[row]; key++) {
                EXPECT(strstr(buffer_string(&all), keyboard->keys[row][key]) == NULL);
                buffer_text(&all, keyboard->keys[row][key]);
            }
        for (const char *letter = cases[i].letters; *letter != '\0';) {
            size_t length = (*letter & 0x80) == 0 ? 1 : 2;
            char one[3] = {letter[0], length == 2 ? letter[1] : '\0', '\0'};
            EXPECT(strstr(buffer_string(&all), one) != NULL);
            letter += length;
        }
        buffer_fini(&all);
    }
    keyboards_destroy(keyboards);
}

static void refuses_what_is_not_a_keyboard(void)
{
    struct keyboards *keyboards = NULL;
    struct error error = {0};
    EXPECT_INT(keyboards_load(harness_source_path("assets/strings"), &keyboards, &error),
               STATUS_NOT_FOUND);
    EXPECT(keyboards == NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"has_one_for_every_language", has_one_for_every_language},
        {"has_every_letter_once", has_every_letter_once},
        {"refuses_what_is_not_a_keyboard", refuses_what_is_not_a_keyboard},
        {0},
    };
    return harness_run(cases);
}
