#include "letter/letter.h"

#include "support/harness.h"

static void knows_the_direction_of_languages(void)
{
    static const struct {
        const char *lang;
        enum direction direction;
    } cases[] = {
        {"en", DIRECTION_LTR},        {"ar", DIRECTION_RTL},          {"he-IL", DIRECTION_RTL},
        {"syr", DIRECTION_RTL},       {"fr-Arab-145", DIRECTION_RTL}, {"az-Latn", DIRECTION_LTR},
        {"ar-Latn", DIRECTION_LTR},   {"arn", DIRECTION_LTR},         {NULL, DIRECTION_LTR},
        {"ar-x-orig", DIRECTION_RTL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!EXPECT_INT(letter_direction(cases[i].lang), cases[i].direction))
            EXPECT_TEXT(cases[i].lang, "");
}

static void knows_versions_as_written(void)
{
    EXPECT(letter_is_as_written("ru-x-orig"));
    EXPECT(!letter_is_as_written("ru"));
    EXPECT(!letter_is_as_written("-x-orig"));
}

static void finds_notes_by_key(void)
{
    const struct note notes[] = {{.key = "0"}, {.key = "1"}, {.key = "1~2"}};
    const struct letter letter = {.notes = notes, .note_count = 3};
    EXPECT(letter_find_note(&letter, "1~2") == &notes[2]);
    EXPECT(letter_find_note(&letter, "2") == NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"knows_the_direction_of_languages", knows_the_direction_of_languages},
        {"knows_versions_as_written", knows_versions_as_written},
        {"finds_notes_by_key", finds_notes_by_key},
        {0},
    };
    return harness_run(cases);
}
