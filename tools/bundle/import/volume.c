#include "import/volume.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { DIGITS_MAX = 3, ROMAN_MAX = 9 };

/* What volumes are called, longer words first; `stopped`: only with a stop behind it. */
static const struct {
    const char *word;
    bool stopped;
} names[] = {
    {"volume", false}, {"vol", false},  {"band", false}, {"bd", false},
    {"tomo", false},   {"tome", false}, {"tom", false},  {"том", false},
    {"t", true},       {"т", true},     {"Том", false},  {"Т", true},
};

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte) || (byte & 0x80);
}

static size_t skip_spaces(const char *text, size_t length, size_t at)
{
    while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t'))
        at++;
    if (length - at >= 2 && memcmp(text + at, "\u00a0", 2) == 0)
        at += 2;
    return at;
}

/* Behind the name of a volume and the spaces after it; 0: none stands at `at`. */
static size_t after_name(const char *text, size_t length, size_t at)
{
    if (at > 0 && is_letter(text[at - 1]))
        return 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t end = at + strlen(names[i].word);
        if (end >= length || strncasecmp(text + at, names[i].word, end - at) != 0)
            continue;
        bool stop = text[end] == '.';
        end += stop;
        size_t figure = skip_spaces(text, length, end);
        if ((stop || !names[i].stopped) && (stop || figure > end))
            return figure;
    }
    return 0;
}

static unsigned roman_digit(char byte)
{
    switch (byte) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    case 'C':
        return 100;
    default:
        return 0;
    }
}

static unsigned roman(const char *text, size_t length)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = roman_digit(text[i]);
        sum += i + 1 < length && digit < roman_digit(text[i + 1]) ? -digit : digit;
    }
    return sum;
}

static unsigned decimal(const char *text, size_t length)
{
    unsigned number = 0;
    for (size_t i = 0; i < length; i++)
        number = 10 * number + (unsigned)(text[i] - '0');
    return number;
}

/* "X/XI", "3-5": several. */
static bool goes_on(const char *text, size_t length, size_t at)
{
    static const char *const joints[] = {"/", "-", "\u2013", "\u2014"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t size = strlen(joints[i]);
        if (length - at > size && memcmp(text + at, joints[i], size) == 0)
            return isalnum((unsigned char)text[at + size]);
    }
    return at < length && (is_letter(text[at]) || isdigit((unsigned char)text[at]));
}

/* The figure at `at`, in either kind of numbers; moves *at behind it. */
static unsigned figure(const char *text, size_t length, size_t *at)
{
    size_t digits = 0, letters = 0;
    while (*at + digits < length && isdigit((unsigned char)text[*at + digits]))
        digits++;
    while (*at + letters < length && roman_digit(text[*at + letters]))
        letters++;
    size_t start = *at;
    *at += digits + letters;
    if (digits > DIGITS_MAX || letters > ROMAN_MAX || goes_on(text, length, *at))
        return 0;
    return digits ? decimal(text + start, digits) : roman(text + start, letters);
}

unsigned volume_named(const char *text, size_t length, size_t *ret_end)
{
    for (size_t i = 0; i < length; i++) {
        size_t at = after_name(text, length, i);
        unsigned number = at ? figure(text, length, &at) : 0;
        if (number == 0)
            continue;
        if (ret_end)
            *ret_end = at;
        return number;
    }
    return 0;
}

unsigned volume_of_id(const char *id)
{
    static const char *const marks[] = {"v", "vol", "bd", "band", "t"};
    for (const char *at = id; *at; at++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t length = strlen(marks[i]);
            if ((at > id && is_letter(at[-1])) || strncasecmp(at, marks[i], length) != 0)
                continue;
            const char *start = at + length + (at[length] == '-' || at[length] == '_');
            size_t digits = strspn(start, "0123456789");
            if (digits > 0 && digits <= DIGITS_MAX && !is_letter(start[digits]))
                return decimal(start, digits);
        }
    return 0;
}
