#include "letter/letter.h"

#include <string.h>

const struct note *letter_find_note(const struct letter *letter, const char *key)
{
    for (size_t i = 0; i < letter->note_count; i++)
        if (strcmp(letter->notes[i].key, key) == 0)
            return &letter->notes[i];
    return NULL;
}

static bool is_one_of(const char *word, size_t length, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncmp(list[i], word, length) == 0)
            return true;
    return false;
}

enum direction letter_direction(const char *lang)
{
    static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"};
    static const char *const languages[] = {"ar",  "he", "fa", "ur",  "yi",  "syr", "syc",
                                            "ota", "ps", "dv", "ckb", "arc", "sd",  "ug"};
    if (lang == NULL)
        return DIRECTION_LTR;
    size_t primary = strcspn(lang, "-");
    for (const char *part = lang + primary; *part == '-';) {
        size_t length = strcspn(++part, "-");
        if (length == 1)
            break; /* what follows is no script */
        if (length == 4)
            return is_one_of(part, 4, scripts, sizeof scripts / sizeof *scripts) ? DIRECTION_RTL
                                                                                 : DIRECTION_LTR;
        part += length;
    }
    return is_one_of(lang, primary, languages, sizeof languages / sizeof *languages)
               ? DIRECTION_RTL
               : DIRECTION_LTR;
}

bool letter_is_as_written(const char *lang)
{
    size_t length = strlen(lang), suffix = strlen(LETTER_AS_WRITTEN);
    return length > suffix && strcmp(lang + length - suffix, LETTER_AS_WRITTEN) == 0;
}
