#include "import/words.h"

#include <ctype.h>
#include <string.h>

enum {
    SALUTATION_MAX = 48, /* bytes */
    CLOSING_MAX = 70,
    CAPITALS_MIN = 5 /* letters; fewer are initials: "RWK:" */
};

bool words_are_salutation(const struct block *block)
{
    if (block->length == 0 || block->length > SALUTATION_MAX)
        return false;
    char last = block->text[block->length - 1];
    return (last == ':' || last == ',') && !strpbrk(block->text, "0123456789\n");
}

bool words_are_closing(const struct block *block)
{
    if (block->length == 0 || block->length > CLOSING_MAX)
        return false;
    bool one_word = !strpbrk(block->text, " .:\n");
    return one_word || block->text[block->length - 1] == ',' || strstr(block->text, "etc.");
}

uint32_t words_capitals(const struct block *block)
{
    uint32_t letters = 0, at = 0;
    for (; at < block->length && block->text[at] != ',' && block->text[at] != ':'; at++) {
        unsigned char byte = (unsigned char)block->text[at];
        if (byte >= 0x80 || islower(byte) || isdigit(byte) || byte == '\n')
            return 0;
        letters += isupper(byte) != 0;
    }
    bool found = at < block->length && at <= SALUTATION_MAX && letters >= CAPITALS_MIN;
    return found ? at : 0;
}

uint32_t words_number(const char *heading, const char *number)
{
    size_t at = strncmp(heading, "No. ", 4) == 0 ? 4 : 0, length = strlen(number);
    if (length == 0 || strncmp(heading + at, number, length) != 0)
        return 0;
    at += length;
    at += heading[at] == '.';
    return heading[at] == ' ' || heading[at] == '\n' ? (uint32_t)at + 1 : 0;
}
