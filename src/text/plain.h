/* Letters that few rules of Unicode look at: told by their bytes, without a table. Inside src/text.
 */
#ifndef TEXT_PLAIN_H
#define TEXT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a byte begins a character of U+00C0 to U+017F or U+0400 to U+047F, two bytes long: Latin
 * and Cyrillic, and no combining mark among them. */
static inline bool plain_is_lead(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= 0xC3 && c <= 0xC5) || c == 0xD0 || c == 0xD1;
}

static inline bool plain_is_pair(const char *text, size_t length, size_t at)
{
    return at + 1 < length && plain_is_lead(text[at]) &&
           ((unsigned char)text[at + 1] & 0xC0) == 0x80;
}

/* End of the letters from `at` on, each of them an AL of UAX #14: of ASCII and of those above. */
static inline size_t plain_letters_end(const char *text, size_t length, size_t at)
{
    for (;;) {
        if (at < length && (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z')
            at++;
        else if (plain_is_pair(text, length, at))
            at += 2;
        else
            return at;
    }
}

/* Bytes of the character at `at`, if it is printable ASCII or one of those above; else 0. */
static inline size_t plain_length(const char *text, size_t length, size_t at)
{
    return text[at] >= 0x20 && text[at] < 0x7F ? 1 : plain_is_pair(text, length, at) ? 2 : 0;
}

#endif
