/* UTF-8 as the Unicode Standard defines it (section 3.9, table 3-7): shortest forms, no surrogates.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The way of utf8_next() through what is not ASCII. */
uint32_t utf8_next_long(const char *bytes, size_t length, size_t *at);

/* Reads the code point at bytes[*at] and moves *at behind it. Damaged bytes give U+FFFD and move by
 * one. *at must be below `length`. In line: most text is ASCII, and is read many times. */
static inline uint32_t utf8_next(const char *bytes, size_t length, size_t *at)
{
    unsigned char byte = (unsigned char)bytes[*at];
    if (byte >= 0x80)
        return utf8_next_long(bytes, length, at);
    ++*at;
    return byte;
}

/* Reads the code point that ends before bytes[*at] and moves *at to its start. *at must not be 0.
 */
uint32_t utf8_previous(const char *bytes, size_t length, size_t *at);

/* Writes one code point, at most 4 bytes, no NUL; answers how many. */
size_t utf8_put(char *bytes, uint32_t code_point);

/* Whether all bytes are valid; if not, *ret_bad (may be NULL) is the offset of the first bad byte.
 */
bool utf8_is_valid(const char *bytes, size_t length, size_t *ret_bad);

/* Number of code points, each damaged byte counting as one. */
size_t utf8_count(const char *bytes, size_t length);

#endif
