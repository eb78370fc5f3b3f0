#include "view/strings.h"

#include "base/buffer.h"
#include "support/harness.h"

static struct strings *load(const char *lang)
{
    struct strings *strings = NULL;
    struct error error = {0};
    if (strings_load(harness_source_path("assets/strings"), lang, &strings, &error) != STATUS_OK)
        EXPECT_TEXT(error.message, "");
    return strings;
}

static void fills_placeholders(void)
{
    struct strings *strings = load("en");
    struct arena *arena = arena_create();
    const struct strings_value values[] = {{"from", "Khrushchev"}, {"to", "Kennedy"}, {0}};
    EXPECT_TEXT(strings_text(strings, "home.all"), "All letters");
    EXPECT_TEXT(strings_text(strings, "no.such.id"), "no.such.id");
    EXPECT_TEXT(strings_format(strings, arena, "page.of", 2, 27, NULL), "page 2 of 27");
    EXPECT_TEXT(strings_format(strings, arena, "nav.backto", 0, 0, "letter 70"),
                "Back to letter 70");
    EXPECT_TEXT(strings_fill(strings, arena, "letter.fromto", 0, values), "Khrushchev to Kennedy");
    arena_destroy(arena);
    strings_destroy(strings);
}

static void chooses_plural_forms(void)
{
    static const struct {
        const char *lang;
        long n;
        const char *text;
    } cases[] = {
        {"en", 1, "1 letter"}, {"en", 28, "28 letters"}, {"ru", 1, "1 письмо"},
        {"ru", 3, "3 письма"}, {"ru", 11, "11 писем"},   {"ru", 21, "21 письмо"},
        {"de", 2, "2 Briefe"}, {"fr", 0, "0 lettre"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strings *strings = load(cases[i].lang);
        if (strings != NULL)
            EXPECT_TEXT(strings_format(strings, arena, "list.count", cases[i].n, 0, NULL),
                        cases[i].text);
        strings_destroy(strings);
    }
    arena_destroy(arena);
}

static void knows_its_direction(void)
{
    struct strings *arabic = load("ar"), *russian = load("ru");
    EXPECT_INT(strings_direction(arabic), DIRECTION_RTL);
    EXPECT_INT(strings_direction(russian), DIRECTION_LTR);
    EXPECT_TEXT(strings_lang(russian), "ru");
    strings_destroy(arabic);
    strings_destroy(russian);
}

static void list_fault(void *self, const char *message)
{
    buffer_format(self, "%s\n", message);
}

static void a_museum_has_words_of_its_own(void)
{
    static const struct wording wordings[] = {
        {"en", "nav.again", "Begin anew"},
        {"en", "page.of", "sheet {n} out of {m}"},
        {"en", "list.count.one", "a single letter"},
        {"en", "list.count.other", "many letters"},
        {"en", "nav.gain", "x"},
        {"en", "nav.back", "Back to {title}"},
        {"ru", "nav.again", "Сначала"},
    };
    struct strings *strings = load("en");
    struct arena *arena = arena_create();
    struct buffer faults = {0};
    strings_overlay(strings, wordings, sizeof wordings / sizeof *wordings, list_fault, &faults);
    EXPECT_TEXT(strings_text(strings, "nav.again"), "Begin anew");
    EXPECT_TEXT(strings_format(strings, arena, "page.of", 2, 27, NULL), "sheet 2 out of 27");
    EXPECT_TEXT(strings_format(strings, arena, "list.count", 1, 0, NULL), "a single letter");
    EXPECT_TEXT(strings_format(strings, arena, "list.count", 5, 0, NULL), "5 letters");
    EXPECT_TEXT(strings_text(strings, "nav.back"), "Back");
    EXPECT_TEXT(
        buffer_string(&faults),
        "strings/en.ini: list.count.other: a placeholder of the interface's text is missing\n"
        "strings/en.ini: nav.gain: the interface has no such text\n"
        "strings/en.ini: nav.back: a placeholder that the interface's text has not\n");
    buffer_fini(&faults);
    arena_destroy(arena);
    strings_destroy(strings);
}

static void names_a_missing_file(void)
{
    struct strings *strings = NULL;
    struct error error = {0};
    EXPECT_INT(strings_load(harness_source_path("assets/strings"), "xx", &strings, &error),
               STATUS_NOT_FOUND);
    EXPECT(strings == NULL);
    EXPECT(error.message[0] != '\0');
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"fills_placeholders", fills_placeholders},
        {"chooses_plural_forms", chooses_plural_forms},
        {"knows_its_direction", knows_its_direction},
        {"a_museum_has_words_of_its_own", a_museum_has_words_of_its_own},
        {"names_a_missing_file", names_a_missing_file},
        {0},
    };
    return harness_run(cases);
}
